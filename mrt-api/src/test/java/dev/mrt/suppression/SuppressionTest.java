// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Procedure;
import dev.mrt.source.Location;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuppressionTest {

    private static final String TEXT = """
            def upgrade():
                op.drop_column("a", "b")  # noqa: E501, MRT201
                op.create_table(  # mrt: ignore[MRT101]
                    "c",
                    sa.Column("d", sa.Text()),  # noqa
                )
                op.execute(\"""
                    DROP TABLE x;
                    DROP TABLE "# mrt: ignore";
                \""")  # mrt: ignore[DROP TABLE, MRT203] - nobody reads it until 2027-01-31


            def downgrade():  # mrt: ignore
                if True:
                    op.drop_table("c")

            op.drop_table("e")  # mrt: ignore[MRT201] until 2027-02-30
            """;

    private final List<Suppression> found = SuppressionReader.read(migration());

    @Test
    void readsNamesReasonAndDate() {
        assertThat(found)
                .extracting(Suppression::names)
                .containsExactly(
                        List.of("E501", "MRT201"),
                        List.of("MRT101"),
                        List.of(),
                        List.of("DROP TABLE", "MRT203"),
                        List.of(),
                        List.of("MRT201"));
        assertThat(found.get(3).reason()).isEqualTo("nobody reads it");
        assertThat(found.get(3).isExpired(LocalDate.of(2027, 1, 31))).isFalse();
        assertThat(found.get(3).isExpired(LocalDate.of(2027, 2, 1))).isTrue();
        assertThat(found.get(5).mistake()).isEqualTo("'2027-02-30' is not a date; write it as 2027-01-31");
    }

    @Test
    void holdsOnTheFirstAndLastLineOfTheStatement() {
        assertThat(found.get(0).isAt(lines(2, 2))).isTrue();
        assertThat(found.get(0).isAt(lines(3, 6))).isFalse();
        assertThat(found.get(1).isAt(lines(3, 6))).isTrue();
        assertThat(found.get(1).isAt(lines(5, 5))).as("a column inside").isTrue();
        assertThat(found.get(2).isAt(lines(3, 6))).as("neither first nor last").isFalse();
        assertThat(found.get(3).isAt(lines(8, 8))).as("SQL inside").isTrue();
    }

    @Test
    void holdsForTheFunctionOnItsHead() {
        assertThat(found.get(4).isAt(lines(15, 15))).isTrue();
        assertThat(found.get(4).isAt(lines(17, 17))).isFalse();
    }

    @Test
    void leavesNamesOfOtherToolsAlone() {
        assertThat(found.get(0).means(name -> name.equals("MRT201"))).isTrue();
        assertThat(found.get(0).unknownNames(name -> false)).containsExactly("MRT201");
        assertThat(found.get(3).unknownNames(name -> name.equals("DROP TABLE"))).containsExactly("MRT203");
    }

    private static Location lines(int first, int last) {
        return new Location("a.py", first, 5, last, 9);
    }

    private static Migration migration() {
        Map<Integer, String> comments = new HashMap<>();
        for (int hash = TEXT.indexOf('#'); hash >= 0; hash = TEXT.indexOf('#', hash + 1)) {
            if (TEXT.charAt(hash - 1) == ' ') {
                comments.put(hash, TEXT.substring(hash, TEXT.indexOf('\n', hash)));
            }
        }
        SourceRange start = SourceRange.FILE_START;
        return new Migration(
                Framework.ALEMBIC,
                "r",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                new MigrationSource("a.py", TEXT),
                start,
                true,
                Procedure.missing(start),
                Procedure.missing(start),
                List.of(),
                comments);
    }
}
