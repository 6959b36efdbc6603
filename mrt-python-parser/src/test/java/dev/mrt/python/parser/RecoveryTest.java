// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.python.Comment;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.Statement;
import dev.mrt.python.SyntaxError;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private final PythonParser parser = PythonParser.create();

    @Test
    void anErrorCostsNoMoreThanItsTopLevelStatement() {
        ParsedSource parsed = parser.parse("""
                revision = "a1"

                def upgrade():
                    if ready
                        op.drop_table("user")
                    op.drop_table("account")

                def downgrade():
                    pass

                x = = 1
                y = 2
                """);
        assertThat(parsed.errors())
                .extracting(SyntaxError::toString)
                .containsExactly(
                        "line 4, column 13: expected ':', found end of line", "line 11, column 5: unexpected '='");
        assertThat(parsed.module().body())
                .extracting(statement -> (Object) statement.getClass())
                .containsExactly(Statement.Assign.class, Statement.FunctionDef.class, Statement.Assign.class);
    }

    @Test
    void aClauseOfABrokenStatementIsNoErrorOfItsOwn() {
        ParsedSource parsed = parser.parse("try:\n    x y\nexcept A:\n    pass\nelse:\n    pass\nz = 1\n");
        assertThat(parsed.errors()).hasSize(1);
        assertThat(parsed.module().body()).hasSize(1);
    }

    @Test
    void noTokenEndsTheFile() {
        ParsedSource parsed = parser.parse("a = 1\nb = 'open\nc = 3\n");
        assertThat(parsed.errors()).singleElement().hasToString("line 2, column 5: unterminated string");
        assertThat(parsed.module().body()).hasSize(1);
    }

    @Test
    void anotherLanguageYieldsAFewErrorsOnly() {
        assertThat(parser.parse("CREATE TABLE x;\n".repeat(1_000)).errors()).hasSize(20);
    }

    @Test
    void anEmptyTextIsAnEmptyModule() {
        for (String text : List.of("", "\n", "# nothing", "\f\n \t\n", "\\\n")) {
            ParsedSource parsed = parser.parse(text);
            assertThat(parsed.module().body()).as(text).isEmpty();
        }
        assertThat(parser.parse("# nothing").isValid()).isTrue();
    }

    @Test
    void commentsAreKept() {
        String text = "# one\nx = (1,  # two\n  2)\nif x:\n        # three\n    y = '# no'  # noqa: MRT201\n";
        ParsedSource parsed = parser.parse(text);
        assertThat(parsed.comments())
                .extracting((Comment comment) -> comment.text(text))
                .containsExactly("# one", "# two", "# three", "# noqa: MRT201");
    }
}
