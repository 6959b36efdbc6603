// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside check, on the example project and on new directories. */
class OtherCommandsTest {

    private static final String EXAMPLE = "../examples/alembic";

    /** One golden file for the whole example: steps, rollback, locks and what was not understood. */
    @Test
    void explain_says_what_migrations_do_and_what_stays() throws IOException {
        CommandRun run = CommandRun.of("explain", EXAMPLE);
        Path golden = Path.of("src/test/resources/dev/mrt/cli/explain.txt");
        if (Boolean.getBoolean("mrt.accept")) {
            Files.writeString(golden, run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(golden));
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void explain_of_a_file_leaves_the_others_out_and_other_databases_without_locks() {
        CommandRun run =
                CommandRun.of("explain", EXAMPLE + "/migrations/versions/0003_drop_phone.py", "--target", "mysql");
        assertThat(run.out())
                .contains("0003_drop_phone.py", "lost: values of `users.phone`")
                .doesNotContain("0001_create_users.py", "Locks");
    }

    /** What an example that is understood whole cannot show: conditions, code and locks that readers do not wait for. */
    @Test
    void explain_tells_conditions_locks_and_what_was_not_understood(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("0001_hard.py");
        Files.writeString(file, """
                import sqlalchemy as sa
                from alembic import op

                revision = "0001"
                down_revision = None


                def upgrade():
                    if op.get_bind().dialect.name == "sqlite":
                        op.add_column("orders", sa.Column("a", sa.Integer()))
                    op.create_index("ix_orders_b", "orders", ["b"])
                    op.create_foreign_key("fk", "orders", "users", ["c"], ["id"])
                    op.execute("FROB TABLE orders")


                def downgrade():
                    pass
                """);
        assertThat(CommandRun.of("explain", file.toString()).out())
                .contains(
                        "Line 10: Does not run here: it asks that the database is sqlite.",
                        "upgrade: SHARE ROW EXCLUSIVE (others can read but not write): `orders` from line 12, `users`",
                        "upgrade, line 13: SQL: FROB TABLE orders");
    }

    @Test
    void schema_is_that_of_a_revision_and_a_database() {
        assertThat(CommandRun.of("schema", EXAMPLE, "--at", "0002", "--target", "sqlite")
                        .out())
                .contains("table users", "phone")
                .doesNotContain("sequence");
        assertThat(CommandRun.of("schema", EXAMPLE).out())
                .contains("table users")
                .doesNotContain("phone");
        assertThat(CommandRun.of("schema", EXAMPLE, "--at", "9").err()).contains("There is no revision '9'");
    }

    /** The JSON is an interface: for one history exactly what lies in the golden file. */
    @Test
    void schema_as_json() throws IOException {
        CommandRun run = CommandRun.of("schema", EXAMPLE, "--format", "json", "--target", "postgresql:15");
        Path golden = Path.of("src/test/resources/dev/mrt/cli/schema.json");
        if (Boolean.getBoolean("mrt.accept")) {
            Files.writeString(golden, run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(golden));
        assertThat(run.exit()).isZero();
        assertThat(CommandRun.of("schema", EXAMPLE, "--format", "yaml").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void schema_of_several_histories_keeps_them_apart(@TempDir Path directory) throws IOException {
        for (String project : new String[] {"one", "two"}) {
            Path versions = Files.createDirectories(directory.resolve(project + "/migrations/versions"));
            Files.writeString(directory.resolve(project + "/alembic.ini"), "[alembic]\nscript_location = migrations\n");
            Files.writeString(versions.resolve("0001_create.py"), """
                    import sqlalchemy as sa
                    from alembic import op

                    revision = "0001"
                    down_revision = None


                    def upgrade():
                        op.create_table("%s", sa.Column("id", sa.Integer(), primary_key=True))


                    def downgrade():
                        op.drop_table("%1$s")
                    """.formatted(project));
        }
        assertThat(CommandRun.of("schema", directory.toString()).out()).contains("# ", "table one", "table two");
        assertThat(CommandRun.of("schema", directory.toString(), "--format", "json")
                        .out())
                .startsWith("{\n  \"histories\": [\n    {\n      \"root\": ");
        CommandRun ambiguous = CommandRun.of("schema", directory.toString(), "--at", "0001");
        assertThat(ambiguous.err()).contains("There are 2 revisions '0001'");
        assertThat(ambiguous.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void report_writes_the_page(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("page.html");
        CommandRun run = CommandRun.of("report", EXAMPLE, "-o", page.toString());
        assertThat(run.err()).contains("Wrote ");
        assertThat(Files.readString(page)).contains("0003_drop_phone.py", "Graph of 4 Alembic migrations");
    }

    @Test
    void rule_prints_pages_and_the_list() {
        assertThat(CommandRun.of("rule", "drop column").out()).contains("MRT201");
        assertThat(CommandRun.of("rule").out()).contains("MRT101", "MRT201");
    }

    /** What init writes, check reads: the configuration is valid and the second run changes nothing. */
    @Test
    void init_scaffolds_what_works(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("alembic.ini"), "[alembic]\nsqlalchemy.url = mysql+pymysql://localhost/shop\n");
        Files.createDirectory(directory.resolve(".github"));
        CommandRun run = CommandRun.of("init", directory.toString(), "--pre-commit");
        assertThat(run.exit()).isZero();
        assertThat(directory.resolve(".github/workflows/mrt.yml")).exists();
        assertThat(directory.resolve(".pre-commit-config.yaml")).exists();
        Path settings = directory.resolve("mrt.toml");
        assertThat(settings).content().contains("targets = [\"mysql\"]");
        assertThat(CommandRun.of("check", EXAMPLE, "--config", settings.toString())
                        .out())
                .contains("4 migrations");
        Files.writeString(settings, "# mine\n");
        assertThat(CommandRun.of("init", directory.toString()).out()).contains("kept");
        assertThat(settings).hasContent("# mine");
    }

    @Test
    void init_finds_the_database_of_django_settings(@TempDir Path directory) throws IOException {
        Path settings = Files.createDirectories(directory.resolve("shop")).resolve("settings.py");
        Files.writeString(settings, "DATABASES = {'default': {'ENGINE': 'django.db.backends.mysql'}}\n");
        CommandRun.of("init", directory.toString());
        assertThat(directory.resolve("mrt.toml")).content().contains("targets = [\"mysql\"]");
        assertThat(CommandRun.of("init", directory.toString(), "--target", "db9")
                        .err())
                .contains("--target: Unknown database 'db9'");
    }

    @Test
    void no_migrations_are_not_silence(@TempDir Path directory) {
        for (String command : new String[] {"explain", "schema", "operations"}) {
            CommandRun run = CommandRun.of(command, directory.toString());
            assertThat(run.err()).isEqualTo(ReadingOptions.NO_MIGRATIONS + "\n");
            assertThat(run.exit()).isEqualTo(ExitCode.INCOMPLETE);
        }
    }

    @Test
    void completion_knows_every_command_and_format_option() {
        assertThat(CommandRun.of("completion").out()).contains("check", "explain", "--write-baseline");
    }

    @Test
    void without_a_command_the_help_is_shown() {
        CommandRun run = CommandRun.of();
        assertThat(run.err()).contains("Name a command", "check");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }
}
