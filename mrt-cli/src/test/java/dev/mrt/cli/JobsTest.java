// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number of threads changes nothing in what is printed, byte for byte. */
class JobsTest {

    private static final int REVISIONS = 300;

    @Test
    void examples_read_the_same_with_eight_threads() {
        assertSameWithEightThreads(Path.of("..", "examples"));
    }

    @Test
    void a_history_with_branches_reads_the_same_with_eight_threads(@TempDir Path versions) throws IOException {
        for (int i = 0; i < REVISIONS; i++) {
            Files.writeString(versions.resolve("r" + i + ".py"), migration(i));
        }
        assertSameWithEightThreads(versions);
    }

    private static void assertSameWithEightThreads(Path path) {
        CommandRun one = check(path, "1");
        assertThat(one.out()).contains("\"code\"");
        for (int round = 0; round < 3; round++) {
            assertThat(check(path, "8")).isEqualTo(one);
        }
    }

    private static CommandRun check(Path path, String jobs) {
        return CommandRun.of("check", path.toString(), "--format", "json-full", "--jobs", jobs);
    }

    /** A fork at every tenth revision, merged by the third after it; every fifth does not parse. */
    private static String migration(int i) {
        String parents = switch (i % 10) {
            case 0 -> i == 0 ? "None" : "\"" + (i - 1) + "\"";
            case 2 -> "\"" + (i - 2) + "\"";
            case 3 -> "(\"" + (i - 1) + "\", \"" + (i - 2) + "\")";
            default -> "\"" + (i - 1) + "\"";
        };
        return """
                from alembic import op
                import sqlalchemy as sa

                revision = "%1$d"
                down_revision = %2$s


                def upgrade():
                    op.create_table("t%1$d", sa.Column("id", sa.Integer(), primary_key=True))
                    op.add_column("account", sa.Column("c%1$d", sa.Enum("a", name="kind%1$d"), nullable=False))
                    op.execute("DELETE FROM account WHERE c%1$d IS NULL")


                def downgrade():
                    op.drop_table("t%1$d")
                    %3$s
                """.formatted(i, parents, i % 5 == 4 ? "op.drop_column(" : "pass");
    }
}
