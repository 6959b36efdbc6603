// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.source.MigrationSource;
import org.jspecify.annotations.Nullable;

/**
 * A string literal, or a literal part of an f-string, in a file. Where each decoded character stands is worked out only when
 * it is asked for: by walking the written text and the decoded value side by side over quotes, escapes, line continuations
 * and the gaps of implicit concatenation.
 */
final class Literal {

    private final MigrationSource file;
    private final String value;
    private final int start;
    private final int end;
    private int @Nullable [] offsets;

    /** A literal whose decoded value was written between two offsets of a file. */
    Literal(MigrationSource file, String value, int start, int end) {
        this.file = file;
        this.value = value;
        this.start = start;
        this.end = Math.min(end, file.text().length());
    }

    MigrationSource file() {
        return file;
    }

    String value() {
        return value;
    }

    /** Where a decoded character stands in the file. */
    int offset(int position) {
        int[] known = offsets;
        if (known == null) {
            known = align();
            offsets = known;
        }
        return known[Math.min(position, value.length())];
    }

    private int[] align() {
        String text = file.text();
        int[] result = new int[value.length() + 1];
        int at = skipDelimiter(text, start);
        for (int i = 0; i < value.length(); i++) {
            int here = find(text, at, i);
            result[i] = here;
            at = here + written(text, here, i);
        }
        result[value.length()] = Math.min(at, end);
        return result;
    }

    /** Behind the prefix and the quotes where a literal begins here, otherwise the same place. */
    private int skipDelimiter(String text, int from) {
        int at = from;
        while (at < end && at - from < 2 && Character.isLetter(text.charAt(at))) {
            at++;
        }
        if (at >= end || !isQuote(text.charAt(at))) {
            return from;
        }
        char quote = text.charAt(at);
        return text.startsWith(String.valueOf(quote).repeat(3), at) ? at + 3 : at + 1;
    }

    /** The place at or behind {@code from} where decoded character {@code i} was written. */
    private int find(String text, int from, int i) {
        int at = from;
        while (at < end) {
            if (matches(text, at, i)) {
                return at;
            }
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < end && (text.charAt(at + 1) == '\n' || text.charAt(at + 1) == '\r')) {
                at += text.startsWith("\r\n", at + 1) ? 3 : 2;
            } else if (isQuote(c)) {
                at = nextLiteral(text, at);
            } else {
                at++;
            }
        }
        return Math.min(from, end);
    }

    /** Behind the opening quotes of the literal that follows the closing quotes at {@code from}. */
    private int nextLiteral(String text, int from) {
        int at = from;
        while (at < end && isQuote(text.charAt(at)) && text.charAt(at) == text.charAt(from)) {
            at++;
        }
        while (at < end) {
            char c = text.charAt(at);
            if (c == '#') {
                int lineEnd = text.indexOf('\n', at);
                at = lineEnd < 0 ? end : lineEnd;
            } else if (Character.isWhitespace(c) || c == '\\' || c == '(' || c == ')') {
                at++;
            } else {
                break;
            }
        }
        return Math.max(from + 1, skipDelimiter(text, at));
    }

    private boolean matches(String text, int at, int i) {
        char wanted = value.charAt(i);
        char c = text.charAt(at);
        if (c == wanted) {
            return true;
        }
        if (c == '\r' && wanted == '\n') {
            return true;
        }
        if (c != '\\' || at + 1 >= end) {
            return false;
        }
        return switch (text.charAt(at + 1)) {
            case 'n' -> wanted == '\n';
            case 't' -> wanted == '\t';
            case 'r' -> wanted == '\r';
            case 'a' -> wanted == 7;
            case 'b' -> wanted == '\b';
            case 'f' -> wanted == '\f';
            case 'v' -> wanted == 11;
            case '\'', '"' -> wanted == text.charAt(at + 1);
            case 'x', 'u', 'U', 'N', '0', '1', '2', '3', '4', '5', '6', '7' -> true;
            default -> false;
        };
    }

    /** How many characters the text takes to write decoded character {@code i}. */
    private int written(String text, int at, int i) {
        if (at >= end) {
            return 0;
        }
        char c = text.charAt(at);
        char wanted = value.charAt(i);
        if (c == '\r' && wanted == '\n') {
            return text.startsWith("\r\n", at) ? 2 : 1;
        }
        char following = at + 1 < end ? text.charAt(at + 1) : 0;
        if ((c == '{' || c == '}') && following == c && !(i + 1 < value.length() && value.charAt(i + 1) == c)) {
            return 2;
        }
        if (c != '\\') {
            return 1;
        }
        if (wanted == '\\') {
            boolean escaped = following == '\\' && !(i + 1 < value.length() && value.charAt(i + 1) == '\\');
            return escaped ? 2 : 1;
        }
        return switch (following) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> Character.isHighSurrogate(wanted) ? 0 : 10;
            case 'N' -> {
                int brace = text.indexOf('}', at);
                yield brace < 0 ? 2 : brace + 1 - at;
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                int digits = 1;
                while (digits < 3 && at + 1 + digits < end && isOctal(text.charAt(at + 1 + digits))) {
                    digits++;
                }
                yield 1 + digits;
            }
            default -> 2;
        };
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }
}
