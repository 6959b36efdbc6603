// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mrt verify} on a real Alembic project and a SQLite file. */
class VerifyCommandTest {

    private static final String TABLE =
            "op.create_table('users', sa.Column('id', sa.Integer, primary_key=True), sa.Column('phone', sa.String(20)))";

    @TempDir
    private Path folder;

    private String last = "None";

    private void revision(String id, String upgrade, String downgrade) throws IOException {
        write(
                "migrations/versions/" + id + ".py",
                "import time\nimport sqlalchemy as sa\nfrom alembic import op\nrevision = '" + id
                        + "'\ndown_revision = "
                        + last + "\n\ndef upgrade():\n    " + upgrade + "\n\ndef downgrade():\n    " + downgrade
                        + "\n");
        last = "'" + id + "'";
    }

    private void project() throws IOException {
        write("alembic.ini", "[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = sqlite://\n");
        write("migrations/env.py", """
                from alembic import context
                from sqlalchemy import engine_from_config

                engine = engine_from_config(context.config.get_section("alembic"), prefix="sqlalchemy.")
                with engine.connect() as connection:
                    context.configure(connection=connection)
                    with context.begin_transaction():
                        context.run_migrations()
                """);
        revision("001", TABLE, "op.drop_table('users')");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private CommandRun verify(String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("verify", folder.toString(), "--python", VerifyPython.interpreter()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void aProjectThatComesBackIsOk() throws Exception {
        project();
        CommandRun run = verify();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("1 of 1 revisions restored, 0 failed, 0 skipped, on sqlite ");
        assertThat(run.exit()).isEqualTo(ExitCode.OK);
    }

    @Test
    void lostValuesAreAFinding() throws Exception {
        project();
        revision(
                "002", "op.drop_column('users', 'phone')", "op.add_column('users', sa.Column('phone', sa.String(20)))");
        CommandRun table = verify();
        assertThat(table.out())
                .contains("FAILED    002  migrations/versions/002.py  risk 25")
                .contains("- 4 values lost in column `users.phone`: row id=1001 had '1 phone', …");
        assertThat(table.exit()).isEqualTo(ExitCode.FINDINGS);
        CommandRun json = verify("--format", "json");
        assertThat(json.out()).contains("\"passed\": false", "\"revision\": \"002\"", "4 values lost in column");
        assertThat(json.out())
                .contains("\"kind\": \"values-changed\"", "\"subject\": \"users.phone\"")
                .doesNotEndWith("\n\n");
        assertThat(json.exit()).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void whatCouldNotBeRunIsIncomplete() throws Exception {
        project();
        revision("002", "raise ValueError('not today')", "pass");
        revision("003", "op.drop_table('made_by_002')", "pass");
        CommandRun run = verify("--min-revision", "003");
        assertThat(run.out()).contains("skipped   003  upgrade fails, maybe for want of revision 002");
        assertThat(run.exit()).isEqualTo(ExitCode.INCOMPLETE);
    }

    @Test
    void aDatabaseThatIsLostEndsTheRunWithAWholeReport() throws Exception {
        project();
        revision(
                "002",
                "import os, shutil; shutil.rmtree(os.path.dirname(op.get_bind().engine.url.database)); raise OSError()",
                "pass");
        revision("003", "pass", "pass");
        CommandRun table = verify();
        assertThat(table.out())
                .contains("skipped   002  the database is gone: Cannot ")
                .contains("skipped   003  the database is gone: Cannot ")
                .contains("not all   was run: the database is gone: Cannot ")
                .contains("1 of 3 revisions restored, 0 failed, 2 skipped");
        assertThat(table.exit()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(verify("--format", "json").out())
                .contains("\"passed\": false", "\"brokenOff\": \"the database is gone: Cannot ");
    }

    @Test
    void noAlembicIsWrongUseAndWhatToInstallIsSaid() throws Exception {
        project();
        CommandRun run = CommandRun.of("verify", folder.toString(), "--runner", "python", "--python", bare());
        assertThat(run.err())
                .contains("Alembic cannot be imported by ", "No module named 'alembic'", "install it there");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void noDjangoIsWrongUseAndWhatToInstallIsSaid() throws Exception {
        write("manage.py", "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'settings')\n");
        write("settings.py", "INSTALLED_APPS = ['shop']\n");
        write("shop/migrations/0001_initial.py", """
                from django.db import migrations

                class Migration(migrations.Migration):
                    operations = []
                """);
        CommandRun run = CommandRun.of("verify", folder.toString(), "--runner", "python", "--python", bare());
        assertThat(run.err()).contains("Django cannot be imported by ", "No module named 'django'", "install it there");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aModuleThatTheProjectImportsAndIsNotThereIsNamed() throws Exception {
        project();
        write("migrations/env.py", "import psycopg2\n");
        CommandRun run = verify("--runner", "python");
        assertThat(run.err())
                .contains("No module named 'psycopg2' (install it for ", "migrations/env.py:1 in <module>");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }

    /** An interpreter with nothing but the standard library. */
    private String bare() throws IOException {
        write("bare", "#!/bin/sh\nexec python3 -I -S \"$@\"\n");
        Path bare = folder.resolve("bare");
        Files.setPosixFilePermissions(bare, PosixFilePermissions.fromString("rwx------"));
        return bare.toString();
    }

    @Test
    void noProjectIsWrongUse() throws Exception {
        CommandRun run = CommandRun.of("verify", folder.toString());
        assertThat(run.err()).contains("There is no alembic.ini");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void noPythonIsWrongUse() throws Exception {
        project();
        CommandRun run = CommandRun.of("verify", folder.toString(), "--python", "/nowhere/python");
        assertThat(run.err()).contains("Cannot start /nowhere/python");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aServerThatIsNotThereIsWrongUseAndThePasswordStaysSecret() throws Exception {
        project();
        CommandRun run = verify("--database", "postgresql://joe:hidden-word@127.0.0.1:9/shop");
        assertThat(run.err()).contains("postgresql://joe:***@127.0.0.1:9/shop").doesNotContain("hidden-word");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void endedFromOutsideItLeavesNothing(String signal) throws Exception {
        project();
        Path started = folder.resolve("started");
        revision(
                "002",
                "open('" + started + "', 'w').write(op.get_bind().engine.url.database); time.sleep(1000)",
                "pass");
        // A build that runs in the background hands down that interrupts are ignored.
        String heeding = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
                + " os.execv(sys.argv[1], sys.argv[1:])";
        Process process = new ProcessBuilder(
                        VerifyPython.interpreter(),
                        "-c",
                        heeding,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "verify",
                        folder.toString(),
                        "--python",
                        VerifyPython.interpreter())
                .redirectErrorStream(true)
                .start();
        try {
            for (int i = 0; i < 1200 && (!Files.exists(started) || Files.size(started) == 0); i++) {
                Thread.sleep(50);
            }
            Path database = Path.of(Files.readString(started));
            assertThat(database).exists();
            List<ProcessHandle> workers = process.descendants().toList();
            assertThat(workers).isNotEmpty();
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(database.getParent()).doesNotExist();
            assertThat(workers).noneMatch(ProcessHandle::isAlive);
            assertThat(process.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("Exception");
        } finally {
            process.destroyForcibly();
        }
    }
}
