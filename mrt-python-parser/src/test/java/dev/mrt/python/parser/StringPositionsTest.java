// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.python.ConstantValue.StringValue;
import dev.mrt.python.Expression;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringPositionsTest {

    @Test
    void seesThroughQuotesAndEscapes() {
        assertThat(origins("x = 'a\\n\\u0041b'")).containsExactly("a", "\\n", "\\u0041", "b");
        assertThat(origins("x = r'a\\n'")).containsExactly("a", "\\", "n");
        assertThat(origins("x = '''a\\\n  b\r\nc'''")).containsExactly("a", " ", " ", "b", "\r\n", "c");
    }

    @Test
    void seesThroughImplicitConcatenation() {
        assertThat(origins("x = ('DROP '  # first\n     \"TABLE\\t\" \\\n  u't')"))
                .containsExactly("D", "R", "O", "P", " ", "T", "A", "B", "L", "E", "\\t", "t");
    }

    @Test
    void seesThroughFormattedStrings() {
        assertThat(origins("x = f'a{{b' 'c\\t' f\"{d!r:>{w}}e\" rf'\\d{f=}'"))
                .containsExactly("a", "{{", "b", "c", "\\t", "e", "\\", "d", "f", "=");
    }

    @Test
    void theEndOfTheValueIsTheEndOfTheLiteral() {
        String source = "x = 'ab'";
        Expression.Constant constant = (Expression.Constant) firstValue(source);
        assertThat(StringPositions.of(source, constant).offset(2)).isEqualTo(source.length());
    }

    /** For each character of the constants in the only expression of a text, the source that it comes from. */
    private static List<String> origins(String source) {
        Expression value = firstValue(source);
        List<Expression> parts = value instanceof Expression.JoinedStr joined ? joined.values() : List.of(value);
        List<String> origins = new ArrayList<>();
        for (Expression part : parts) {
            if (part instanceof Expression.Constant constant && constant.value() instanceof StringValue string) {
                StringPositions positions = StringPositions.of(source, value, constant);
                for (int i = 0; i < string.value().length(); i++) {
                    int start = positions.offset(i);
                    origins.add(source.substring(start, tokenEnd(source, start)));
                }
            }
        }
        return origins;
    }

    private static int tokenEnd(String source, int start) {
        if (source.startsWith("\\u", start)) {
            return start + 6;
        }
        boolean pair = source.startsWith("{{", start)
                || source.startsWith("\r\n", start)
                || source.startsWith("\\n", start) && !source.contains("r'a")
                || source.startsWith("\\t", start);
        return start + (pair ? 2 : 1);
    }

    private static Expression firstValue(String source) {
        return ((dev.mrt.python.Statement.Assign)
                        PythonParser.create().parse(source).module().body().get(0))
                .value();
    }
}
