// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mrt verify} where no Python runs. */
class VerifyWithoutPythonTest {

    private static final String EXAMPLE = "../examples/alembic";
    private static final String VARYING = "on sqlite .*";

    @Test
    void the_quick_start_shows_what_it_prints() throws IOException {
        String page = Files.readString(Path.of("../docs/quickstart.md"));

        CommandRun run = CommandRun.of("verify", EXAMPLE, "--runner", "sql");

        assertThat(run.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).contains("5 values lost in column `users.phone`");
        assertThat(page.replaceAll(VARYING, "")).contains(run.out().replaceAll(VARYING, ""));
    }

    @Test
    void the_readme_shows_parts_of_what_check_and_verify_print() throws IOException {
        String printed = CommandRun.of("check", EXAMPLE).out().replace("../examples", "examples")
                + CommandRun.of("verify", EXAMPLE, "--runner", "sql").out();

        String[] parts = Files.readString(Path.of("../README.md")).split("```text\n", -1);

        assertThat(parts).hasSize(3);
        for (int i = 1; i < parts.length; i++) {
            assertThat(printed).contains(parts[i].substring(0, parts[i].indexOf("```")));
        }
    }

    @Test
    void it_writes_the_formats_of_check(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.html");
        Path junit = folder.resolve("junit.xml");
        CommandRun run = CommandRun.of(
                "verify", EXAMPLE, "--runner", "sql", "-o", page.toString(), "-o", junit.toString(), "-f", "github");

        assertThat(run.out())
                .contains("::error file=../examples/alembic/migrations/versions/0003_drop_phone.py,line=15,")
                .contains("RUN6 VALUES CHANGED%3A users.phone::5 values lost in column `users.phone`");
        assertThat(junit).content().contains("name=\"no findings\"", "tests=\"7\" failures=\"6\"");
        assertThat(page)
                .content()
                .contains(
                        "1 restored, 3 not restored, 0 not run", "run: restored", "MRT201", "5 values lost in column");
    }

    @Test
    void python_is_said_to_be_missing() {
        CommandRun run = CommandRun.of("verify", EXAMPLE, "--runner", "python", "--python", "no-such-python");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("no-such-python");
    }

    @Test
    void what_is_not_understood_is_skipped_and_the_exit_code_says_so(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("alembic.ini"), "[alembic]\nscript_location = %(here)s/migrations\n");
        Path versions = Files.createDirectories(folder.resolve("migrations/versions"));
        Files.writeString(folder.resolve("migrations/env.py"), "");
        Files.writeString(versions.resolve("0001.py"), """
                from alembic import op

                revision = "0001"
                down_revision = None


                def upgrade():
                    op.bulk_insert(read_table(), read_rows())


                def downgrade():
                    pass
                """);

        CommandRun run = CommandRun.of("verify", folder.toString(), "--runner", "sql");

        assertThat(run.exit()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(run.out())
                .startsWith(
                        "skipped   0001  its upgrade cannot be run without Python: migrations/versions/0001.py:8: ");
    }
}
