// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import dev.mrt.python.Expression;
import dev.mrt.python.parser.internal.LiteralOffsets;

/**
 * Tells where in the source each character of a string's value stands, across escapes, prefixes, and literals that are concatenated
 * side by side. Made on demand, because few strings are asked for. Immutable and thread-safe.
 */
public final class StringPositions {

    private final int[] offsets;
    private final int end;

    private StringPositions(int[] offsets, int end) {
        this.offsets = offsets;
        this.end = end;
    }

    /** For a string or bytes constant that is not part of a formatted string. */
    public static StringPositions of(String source, Expression.Constant constant) {
        return of(source, constant, constant);
    }

    /**
     * For a constant part of an f-string or a t-string.
     *
     * @param whole the {@link Expression.JoinedStr} or {@link Expression.TemplateStr} that has the part among its values
     */
    public static StringPositions of(String source, Expression whole, Expression.Constant part) {
        return new StringPositions(
                LiteralOffsets.of(source, whole.start(), whole.end(), part.start(), part.end()), part.end());
    }

    /**
     * The source offset of the character or escape from which a character of the value comes.
     *
     * @param index index into the value, from 0; from the value's length on, the answer is the end of the literal
     */
    public int offset(int index) {
        return index < offsets.length ? offsets[index] : end;
    }
}
