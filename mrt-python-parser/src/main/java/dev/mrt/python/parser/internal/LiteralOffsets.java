// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import static dev.mrt.python.parser.internal.PythonGrammar.FSTRING_END;
import static dev.mrt.python.parser.internal.PythonGrammar.FSTRING_MIDDLE;
import static dev.mrt.python.parser.internal.PythonGrammar.FSTRING_START;
import static dev.mrt.python.parser.internal.PythonGrammar.LBRACE;
import static dev.mrt.python.parser.internal.PythonGrammar.STRING;

import java.util.ArrayDeque;
import java.util.Deque;

/** Finds out where the characters of a string's value come from by reading its literals once more. */
public final class LiteralOffsets {

    /** The text between parentheses, so that literals on several lines are one expression. */
    private static final int SHIFT = 1;

    private static final Limits NO_LIMITS =
            new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private LiteralOffsets() {}

    /**
     * The source offset of each character of a part of a string expression.
     *
     * @param source the text in which the expression stands
     * @param start where the expression starts
     * @param end where the expression ends
     * @param partStart where the part starts; the same as {@code start} for an expression that is not formatted
     * @param partEnd where the part ends
     */
    public static int[] of(String source, int start, int end, int partStart, int partEnd) {
        String literals = "(" + source.substring(start, end) + ")";
        int from = partStart - start + SHIFT;
        int to = partEnd - start + SHIFT;
        TokenArray tokens = new Tokenizer(literals, NO_LIMITS).tokenize();
        StringDecoder.SourceMap map = new StringDecoder.SourceMap();
        Deque<Boolean> raw = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            PythonToken token = tokens.get(i);
            if (token.type == FSTRING_START) {
                raw.push(StringLiteral.Opening.of(literals, token.start).raw());
            } else if (token.type == FSTRING_END) {
                raw.pop();
            }
            if (token.type == LBRACE && token.end >= from && token.end < to) {
                // The text of a field that shows its expression: as it stands in the source, up to the end of the part.
                new StringDecoder(literals, true, false, false, map).decode(token.end, to);
                break;
            }
            if (token.start < from || token.end > to) {
                continue;
            }
            if (token.type == STRING) {
                StringLiteral.Opening opening = StringLiteral.Opening.of(literals, token.start);
                new StringDecoder(literals, opening.raw(), opening.bytes(), false, map)
                        .decode(opening.contentStart(), token.end - opening.quotes());
            } else if (token.type == FSTRING_MIDDLE) {
                new StringDecoder(literals, raw.getFirst(), false, true, map).decode(token.start, token.end);
            }
        }
        int[] offsets = new int[map.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = map.offset(i) - SHIFT + start;
        }
        return offsets;
    }
}
