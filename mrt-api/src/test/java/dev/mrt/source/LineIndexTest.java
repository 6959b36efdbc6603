// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LineIndexTest {

    @Test
    void countsLinesFromOneAndColumnsFromZero() {
        LineIndex lines = LineIndex.of("a\nbc\r\nd\re");
        assertThat(lines.lineCount()).isEqualTo(4);
        assertThat(lines.line(0)).isEqualTo(1);
        assertThat(lines.line(3)).isEqualTo(2);
        assertThat(lines.column(3)).isEqualTo(1);
        assertThat(lines.line(6)).isEqualTo(3);
        assertThat(lines.line(8)).isEqualTo(4);
        assertThat(lines.lineStart(4)).isEqualTo(8);
    }

    @Test
    void theEndOfTheTextHasAPlace() {
        LineIndex lines = LineIndex.of("a\n");
        assertThat(lines.line(2)).isEqualTo(2);
        assertThat(lines.column(2)).isZero();
        assertThat(LineIndex.of("").line(0)).isEqualTo(1);
    }

    @Test
    void countsBytesAsCPythonDoes() {
        LineIndex lines = LineIndex.of("é€\uD83D\uDE00x");
        assertThat(lines.column(4)).isEqualTo(4);
        assertThat(lines.utf8Column(4)).isEqualTo(2 + 3 + 4);
    }

    @Test
    void refusesOffsetsOutsideOfTheText() {
        assertThatThrownBy(() -> LineIndex.of("ab").line(3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Offset 3 is not within 0 to 2");
    }
}
