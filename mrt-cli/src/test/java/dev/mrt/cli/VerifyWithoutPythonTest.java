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
    void the_readme_shows_what_it_prints() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));

        CommandRun run = CommandRun.of("verify", EXAMPLE, "--runner", "sql");

        assertThat(run.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).contains("5 values lost in column `users.phone`");
        assertThat(readme.replaceAll(VARYING, "")).contains(run.out().replaceAll(VARYING, ""));
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
