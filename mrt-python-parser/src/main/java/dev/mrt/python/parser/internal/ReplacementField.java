// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.ConstantValue.StringValue;
import dev.mrt.python.Expression;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** What stands between the braces of a formatted string, as it comes. */
final class ReplacementField {

    private static final int NO_CONVERSION = -1;

    private final int start;
    private int end;
    private final Expression value;
    private final int valueEnd;
    private int debugEnd = -1;
    private int conversion = NO_CONVERSION;
    private @Nullable StringParts specification;
    private int colon;

    ReplacementField(Expression value, int start, int valueEnd) {
        this.value = value;
        this.start = start;
        this.valueEnd = valueEnd;
    }

    /** There is an equals sign; what follows it starts at {@code next}. */
    void debug(int next) {
        debugEnd = next;
    }

    void conversion(Token exclamation, Token name) {
        String letter = ExpressionBuilder.text(name);
        PythonToken token = (PythonToken) name;
        if (token.start != ((PythonToken) exclamation).end) {
            throw SyntaxProblem.invalid(token.start, "f-string: the conversion must come right after the '!'");
        }
        if (!letter.equals("s") && !letter.equals("r") && !letter.equals("a")) {
            throw SyntaxProblem.invalid(
                    token.start, "f-string: invalid conversion '" + letter + "': expected 's', 'r', or 'a'");
        }
        conversion = letter.charAt(0);
    }

    StringParts specification(StringParts outer, Token token) {
        colon = ((PythonToken) token).start;
        specification = StringParts.formatSpecification(outer);
        return specification;
    }

    void close(int offset) {
        end = offset;
        if (debugEnd >= 0 && conversion == NO_CONVERSION && specification == null) {
            conversion = 'r';
        }
    }

    /** The text {@code name=} of a field that shows it; null for others. */
    @Nullable
    Expression debugText(String source) {
        if (debugEnd < 0) {
            return null;
        }
        String text = withoutComments(new StringDecoder(source, true, false, false, null).decode(start + 1, debugEnd));
        return new Expression.Constant(new StringValue(text), null, start + 1, debugEnd);
    }

    Expression toFormattedValue() {
        return new Expression.FormattedValue(value, conversion, formatSpec(), start, end);
    }

    Expression toInterpolation(String source) {
        String text = source.substring(start + 1, valueEnd).strip();
        return new Expression.Interpolation(value, text, conversion, formatSpec(), start, end);
    }

    /** Leaves out what stands between a {@code #} and the end of its line, except within quotes. */
    private static String withoutComments(String text) {
        if (text.indexOf('#') < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == '#') {
                int lineEnd = text.indexOf('\n', i);
                i = lineEnd < 0 ? text.length() : lineEnd;
                c = '\n';
            } else if (c == '"' || c == '\'') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
            kept.append(c);
        }
        return kept.toString();
    }

    private @Nullable Expression formatSpec() {
        return specification == null ? null : specification.toFormatSpecification(colon, end - 1);
    }
}
