// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import java.util.Arrays;

/**
 * What is open at a place of the text: brackets, formatted strings, and the replacement fields within them. The innermost one
 * decides how the next character is read.
 */
final class Brackets {

    /** The literal part of a formatted string. */
    static final char STRING = 's';

    /** The expression of a replacement field. */
    static final char FIELD = 'f';

    /** The format specification of a replacement field: literal text that may hold fields again. */
    static final char FORMAT = ':';

    /** As in CPython: fields within format specifications within one another. */
    private static final int MAX_FORMAT_DEPTH = 3;

    private final int limit;
    private char[] kinds = new char[16];
    private int[] offsets = new int[16];
    private int[] quotes = new int[16];
    private int depth;

    Brackets(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /** An opening bracket, or one of the constants above; {@code '\0'} where nothing is open. */
    char top() {
        return depth == 0 ? '\0' : kinds[depth - 1];
    }

    boolean readsLiteralText() {
        return depth > 0 && (kinds[depth - 1] == STRING || kinds[depth - 1] == FORMAT);
    }

    /** Where the innermost one was opened. */
    int offset() {
        return offsets[depth - 1];
    }

    void open(char kind, int offset) {
        if (kind == FIELD && formatDepth() == MAX_FORMAT_DEPTH) {
            throw SyntaxProblem.invalid(offset, "f-string: expressions nested too deeply");
        }
        push(kind, offset, depth == 0 ? 0 : quotes[depth - 1]);
    }

    /** Opens a formatted string that ends with a quote, once or three times. */
    void openString(int offset, char quote, boolean triple, boolean raw) {
        push(STRING, offset, quote | (triple ? 0x10000 : 0) | (raw ? 0x20000 : 0));
    }

    void close() {
        depth--;
    }

    /** The replacement field's expression is over and its format specification begins. */
    void startFormat() {
        kinds[depth - 1] = FORMAT;
    }

    char quote() {
        return (char) quotes[depth - 1];
    }

    boolean triple() {
        return (quotes[depth - 1] & 0x10000) != 0;
    }

    boolean raw() {
        return (quotes[depth - 1] & 0x20000) != 0;
    }

    private int formatDepth() {
        int count = 0;
        while (count < depth && kinds[depth - 1 - count] == FORMAT) {
            count++;
        }
        return count;
    }

    private void push(char kind, int offset, int quote) {
        if (depth == limit) {
            throw SyntaxProblem.limit(
                    offset, "more than " + limit + " brackets within one another", "take the expression apart");
        }
        if (depth == kinds.length) {
            kinds = Arrays.copyOf(kinds, depth * 2);
            offsets = Arrays.copyOf(offsets, depth * 2);
            quotes = Arrays.copyOf(quotes, depth * 2);
        }
        kinds[depth] = kind;
        offsets[depth] = offset;
        quotes[depth] = quote;
        depth++;
    }
}
