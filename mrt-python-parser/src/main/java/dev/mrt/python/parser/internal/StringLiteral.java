// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

/** Decodes the content of string literals. */
final class StringLiteral {

    private StringLiteral() {}

    /** A literal that is not formatted: its prefix and quotes. */
    record Opening(boolean raw, boolean bytes, boolean unicode, boolean template, int contentStart, int quotes) {

        static Opening of(String source, int start) {
            boolean raw = false;
            boolean bytes = false;
            boolean template = false;
            int i = start;
            char c = source.charAt(i);
            while (c != '"' && c != '\'') {
                int prefix = c | 0x20;
                raw |= prefix == 'r';
                bytes |= prefix == 'b';
                template |= prefix == 't';
                c = source.charAt(++i);
            }
            boolean triple = i + 2 < source.length() && source.charAt(i + 1) == c && source.charAt(i + 2) == c;
            return new Opening(raw, bytes, source.charAt(start) == 'u', template, i + (triple ? 3 : 1), triple ? 3 : 1);
        }
    }

    /** The value of the literal from {@code start} to {@code end}, prefix and quotes included. */
    static String decode(String source, int start, int end, Opening opening) {
        return new StringDecoder(source, opening.raw, opening.bytes, false, null)
                .decode(opening.contentStart, Math.max(opening.contentStart, end - opening.quotes));
    }

    /** The value of a piece of a formatted string, where doubled braces stand for one. */
    static String decodeFormatted(String source, int start, int end, boolean raw) {
        return new StringDecoder(source, raw, false, true, null).decode(start, end);
    }
}
