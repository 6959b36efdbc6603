// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns the content of one literal into its value, and can note where each character of the value comes from. For use by one
 * caller and one literal.
 */
final class StringDecoder {

    private final String source;
    private final boolean raw;
    private final boolean bytes;
    private final boolean formatted;
    private final @Nullable SourceMap map;
    private final StringBuilder value = new StringBuilder();
    private int position;
    private int end;

    /**
     * @param formatted whether doubled braces stand for one
     * @param map takes the source offset of each character of the value; null where nobody asks
     */
    StringDecoder(String source, boolean raw, boolean bytes, boolean formatted, @Nullable SourceMap map) {
        this.source = source;
        this.raw = raw;
        this.bytes = bytes;
        this.formatted = formatted;
        this.map = map;
    }

    /** Decodes the content from {@code start} to {@code contentEnd}. */
    String decode(int start, int contentEnd) {
        int plainEnd = start;
        while (plainEnd < contentEnd && isPlain(source.charAt(plainEnd))) {
            plainEnd++;
        }
        if (plainEnd == contentEnd && map == null) {
            return source.substring(start, contentEnd);
        }
        position = start;
        end = contentEnd;
        int mapped = map == null ? 0 : map.size();
        while (position < end) {
            int at = position;
            char c = source.charAt(position++);
            if (c == '\r') {
                if (position < end && source.charAt(position) == '\n') {
                    position++;
                }
                value.append('\n');
            } else if (c == '\\' && !raw) {
                escape(at);
            } else {
                if (c >= 0x80 && bytes) {
                    throw SyntaxProblem.invalid(at, "bytes can only contain ASCII literal characters");
                }
                if (formatted && (c == '{' || c == '}') && position < end && source.charAt(position) == c) {
                    position++;
                }
                value.append(c);
            }
            if (map != null) {
                map.mapTo(mapped + value.length(), at);
            }
        }
        return value.toString();
    }

    private boolean isPlain(char c) {
        return c != '\r' && (c != '\\' || raw) && (c < 0x80 || !bytes) && (!formatted || (c != '{' && c != '}'));
    }

    private void escape(int backslash) {
        if (position == end) {
            value.append('\\');
            return;
        }
        char c = source.charAt(position++);
        switch (c) {
            case '\n' -> {}
            case '\r' -> {
                if (position < end && source.charAt(position) == '\n') {
                    position++;
                }
            }
            case '\\', '\'', '"' -> value.append(c);
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'v' -> value.append('\u000B');
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
            case 'x' -> hexadecimal(backslash, 2, 'x');
            default -> {
                if (!bytes && c == 'u') {
                    hexadecimal(backslash, 4, 'u');
                } else if (!bytes && c == 'U') {
                    hexadecimal(backslash, 8, 'U');
                } else if (!bytes && c == 'N') {
                    named(backslash);
                } else {
                    value.append('\\');
                    position--;
                }
            }
        }
    }

    private void octal(int first) {
        int code = first;
        for (int i = 0; i < 2 && position < end; i++) {
            int digit = source.charAt(position) - '0';
            if (digit < 0 || digit > 7) {
                break;
            }
            code = code * 8 + digit;
            position++;
        }
        value.append((char) (bytes ? code & 0xFF : code));
    }

    private void hexadecimal(int backslash, int digits, char letter) {
        int code = 0;
        for (int i = 0; i < digits; i++) {
            char c = position < end ? source.charAt(position) : ' ';
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw SyntaxProblem.invalid(backslash, "\\" + letter + " needs " + digits + " hexadecimal digits");
            }
            code = code << 4 | digit;
            position++;
        }
        if (!Character.isValidCodePoint(code)) {
            throw SyntaxProblem.invalid(backslash, "there is no character with so large a number");
        }
        value.appendCodePoint(code);
    }

    private void named(int backslash) {
        int close = position < end && source.charAt(position) == '{' ? source.indexOf('}', position) : -1;
        if (close < 0 || close >= end || close == position + 1) {
            throw SyntaxProblem.invalid(backslash, "malformed \\N{...} escape");
        }
        String name = source.substring(position + 1, close);
        position = close + 1;
        value.appendCodePoint(CharacterNames.codePoint(name));
    }

    /** For each character of a value, the offset of the source character or escape that it comes from. */
    static final class SourceMap {

        private int[] offsets = new int[32];
        private int size;

        /** The characters up to {@code length} that have no origin yet come from {@code offset}. */
        void mapTo(int length, int offset) {
            while (size < length) {
                if (size == offsets.length) {
                    offsets = Arrays.copyOf(offsets, size * 2);
                }
                offsets[size++] = offset;
            }
        }

        int size() {
            return size;
        }

        int offset(int index) {
            return offsets[index];
        }
    }
}
