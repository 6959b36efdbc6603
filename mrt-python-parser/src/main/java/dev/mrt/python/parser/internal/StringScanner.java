// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

/** Finds the end of a string literal, and of an escape within one. */
final class StringScanner {

    private final char[] chars;
    private final int length;

    /** {@code chars} must be longer than {@code length}, the end of the text, by at least three. */
    StringScanner(char[] chars, int length) {
        this.chars = chars;
        this.length = length;
    }

    /** The offset behind the literal that begins at {@code start} with its prefix and has its content at {@code content}. */
    int end(int start, int content, char quote, boolean triple) {
        int i = content;
        while (i < length) {
            char c = chars[i];
            if (c == quote && (!triple || (chars[i + 1] == quote && chars[i + 2] == quote))) {
                return i + (triple ? 3 : 1);
            }
            if (c == '\\') {
                i += chars[i + 1] == '\r' && chars[i + 2] == '\n' ? 3 : 2;
            } else if (!triple && (c == '\n' || c == '\r')) {
                break;
            } else {
                i++;
            }
        }
        throw unterminated(start, triple);
    }

    /**
     * The offset behind a backslash in a formatted string and what belongs to it; a brace does not, except in
     * {@code \N{...}}.
     */
    int skipEscape(int backslash, char quote, boolean raw) {
        char c = chars[backslash + 1];
        if (c == '{' || c == '}') {
            return backslash + 1;
        }
        if (c == 'N' && chars[backslash + 2] == '{' && !raw) {
            int i = backslash + 3;
            while (i < length && chars[i] != '}' && chars[i] != quote && chars[i] != '\n') {
                i++;
            }
            return chars[i] == '}' ? i + 1 : i;
        }
        if (c == '\r' && chars[backslash + 2] == '\n') {
            return backslash + 3;
        }
        return Math.min(length, backslash + 2);
    }

    static SyntaxProblem unterminated(int start, boolean triple) {
        return SyntaxProblem.invalid(start, triple ? "unterminated triple-quoted string" : "unterminated string");
    }
}
