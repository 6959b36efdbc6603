// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its users meet it, on a project of two migrations whose second one drops a column; that is made a warning. */
class CheckCommandTest {

    @TempDir
    Path project;

    @BeforeEach
    void writeProject() throws IOException {
        Files.writeString(project.resolve("mrt.toml"), "[severity]\nMRT201 = \"warning\"\n");
        migration("1", "None", """
                op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("phone", sa.String(20), nullable=False))""", """
                op.drop_table("users")""");
        migration("2", "\"1\"", """
                op.drop_column("users", "phone")""", """
                op.add_column("users", sa.Column("phone", sa.String(20)))""");
    }

    private void migration(String revision, String parent, String upgrade, String downgrade) throws IOException {
        String text = """
                import sqlalchemy as sa
                from alembic import op

                revision = "%s"
                down_revision = %s


                def upgrade():
                %s


                def downgrade():
                %s
                """.formatted(
                        revision,
                        parent,
                        upgrade.indent(4).stripTrailing(),
                        downgrade.indent(4).stripTrailing());
        Files.writeString(project.resolve(revision + "_change.py"), text);
    }

    private CommandRun check(String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "check";
        arguments[1] = project.toString();
        arguments[2] = "--select";
        arguments[3] = "MRT201";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void prints_the_table_and_succeeds_on_warnings() {
        CommandRun run = check();
        assertThat(run.out()).contains("2_change.py", "MRT201", "users.phone", "0 errors, 1 warning in 2 migrations");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.OK);
    }

    @Test
    void strict_fails_on_warnings() {
        assertThat(check("--strict").exit()).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void a_plain_command_line_means_the_same_as_one_that_picocli_reads() {
        String path = project.toString();
        for (String format : new String[] {"table", "json", "xml"}) {
            CommandRun plain = CommandRun.of("check", path, "--strict", "--format", format);
            assertThat(plain).isEqualTo(CommandRun.of("check", "--format=" + format, "--strict", path));
        }
        assertThat(CommandRun.of("check", path)).isEqualTo(CommandRun.of("check", "--", path));
        assertThat(CommandRun.of("check", "nowhere")).isEqualTo(CommandRun.of("check", "--", "nowhere"));
        assertThat(CommandRun.of("check", path, "--format").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void one_run_writes_several_formats() throws IOException {
        Path sarif = project.resolve("out.sarif");
        Path html = project.resolve("page.html");
        Path codequality = project.resolve("codequality.txt");
        CommandRun run =
                check("-o", sarif.toString(), "-f", "gitlab", "-o", codequality.toString(), "-o", html.toString());
        assertThat(Files.readString(sarif)).contains("\"version\": \"2.1.0\"", "MRT201");
        assertThat(Files.readString(codequality)).contains("\"check_name\": \"MRT201\"");
        assertThat(Files.readString(html))
                .startsWith("<!DOCTYPE html>")
                .contains("rollback leaves a different schema", "rollback restores the schema", "op.drop_column(");
        assertThat(run.out()).as("the table besides").contains("1 warning");
        assertThat(check("--quiet", "-o", sarif.toString()).out()).isEmpty();
    }

    @Test
    void a_baseline_silences_what_is_known() {
        String baseline = project.resolve("known.txt").toString();
        CommandRun written = check("--write-baseline", "--baseline", baseline);
        assertThat(written.err()).contains("Wrote 1 finding ");
        assertThat(check("--baseline", baseline, "--strict").exit()).isEqualTo(ExitCode.OK);
        assertThat(check("--baseline", baseline).out()).contains("0 warnings", "1 suppressed");
    }

    @Test
    void options_go_before_the_configuration_file() throws IOException {
        assertThat(check("--strict").exit()).isEqualTo(ExitCode.FINDINGS);
        Path other = Files.writeString(project.resolve("other.toml"), "[severity]\nMRT201 = \"info\"\n");
        assertThat(check("--config", other.toString(), "--strict").exit()).isEqualTo(ExitCode.OK);
        assertThat(check("--config", other.toString(), "--ignore", "MRT2").out())
                .contains("0 warnings in");
        Files.writeString(project.resolve("mrt.toml"), "[severty]\n");
        assertThat(check().err()).contains("mrt.toml:1", "severity");
        assertThat(check().exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void reports_only_what_is_new() {
        assertThat(check("--since", "2").out()).contains("0 warnings");
        assertThat(check("--min-revision", "2").out()).contains("1 warning");
        assertThat(check("--since", "nowhere").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void too_little_understanding_fails() throws IOException {
        migration("3", "\"2\"", "unknown_helper(op)", "op.execute(secret())");
        CommandRun run = check("--min-coverage", "100");
        assertThat(run.exit()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(run.err()).contains("% of the operations were understood, 100.0 % are asked for");
    }

    @Test
    void wrong_use_says_what_to_change() {
        assertWrongUse("There is no 'nowhere'", "report", "nowhere");
        assertWrongUse("There is no format 'xml'", "check", project.toString(), "--format", "xml");
        assertWrongUse("Name a format before --output report", "check", project.toString(), "--output", "report");
        assertWrongUse(
                "Several formats go to standard output", "check", project.toString(), "-f", "json", "-f", "html");
        assertWrongUse("--target", "check", project.toString(), "--target", "postgres:x");
        assertWrongUse("--color", "check", project.toString(), "--color", "pink");
        assertWrongUse("--jobs", "check", project.toString(), "--jobs", "0");
        assertWrongUse("--min-coverage", "check", project.toString(), "--min-coverage", "101");
        assertWrongUse("There is no baseline 'no.txt'", "check", project.toString(), "--baseline", "no.txt");
        assertWrongUse("There is no 'nowhere'", "operations", "nowhere");
        assertWrongUse("There is no 'nowhere'", "verify", "nowhere");
        assertWrongUse("pom.xml' is not a migration", "check", "pom.xml");
        assertWrongUse("no.toml", "check", project.toString(), "--config", "no.toml");
        assertWrongUse("MRT999", "rule", "MRT999");
    }

    private static void assertWrongUse(String message, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void settings_mean_the_project_beside_them() throws IOException {
        String settings = Files.writeString(project.resolve("alembic.ini"), "[alembic]\nscript_location = .\n")
                .toString();
        assertThat(CommandRun.of("check", settings).out()).contains("MRT201");
        assertThat(CommandRun.of("explain", settings).out()).contains("2_change.py");
    }

    /** Hooks name every changed file, so that it is no failure; but no silence either. */
    @Test
    void python_that_is_no_migration_is_said_to_be_none() throws IOException {
        String file =
                Files.writeString(project.resolve("env.py"), "import os\n").toString();
        CommandRun run = CommandRun.of("check", file);
        assertThat(run.err()).isEqualTo("mrt: '" + file + "' is not a migration\n");
        assertThat(run.exit()).isEqualTo(ExitCode.OK);
        assertThat(CommandRun.of("explain", file).exit()).isEqualTo(ExitCode.INCOMPLETE);
    }

    @Test
    void a_path_that_is_not_there_is_wrong_use_but_every_format_stays_whole() {
        CommandRun run = CommandRun.of("check", "nowhere", "--format", "json");
        assertThat(run.err()).contains("There is no 'nowhere'");
        assertThat(run.out()).isEqualTo("[]\n");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void an_output_that_cannot_be_written_has_its_own_exit_code() {
        CommandRun run = check("-o", project.resolve("gone/x.json").toString());
        assertThat(run.err()).contains("Cannot write", "its directory does not exist");
        assertThat(run.exit()).isEqualTo(ExitCode.OUTPUT);
    }

    @Test
    void a_directory_without_migrations_is_not_a_pass() throws IOException {
        CommandRun run = CommandRun.of(
                "check", Files.createDirectory(project.resolve("empty")).toString());
        assertThat(run.err()).contains("no migrations found");
        assertThat(run.exit()).isEqualTo(ExitCode.INCOMPLETE);
    }

    @Test
    void watch_checks_again_when_a_file_changes() throws Exception {
        StringWriter out = new StringWriter();
        String[] arguments = {"check", project.toString(), "--select", "MRT201", "--watch"};
        Thread watching = new Thread(() -> MrtCommand.run(
                arguments,
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                new Terminal(false, 100, false),
                Map.of()));
        watching.start();
        await(out, "0 errors, 1 warning in 2 migrations");
        migration("3", "\"2\"", "pass", "pass");
        await(out, "0 errors, 1 warning in 3 migrations");
        watching.interrupt();
        watching.join(Duration.ofSeconds(10).toMillis());
        assertThat(watching.isAlive()).isFalse();
    }

    private static void await(StringWriter out, String text) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!out.toString().contains(text) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(out.toString()).contains(text);
    }
}
