// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

/** The values of string literals. */
final class Literals {

    private Literals() {}

    /** The value of a string token: quotes and prefix removed, escapes resolved. */
    static String value(String text, Token token, boolean mysql) {
        int start = contentStart(text, token);
        int end = contentEnd(text, token, start);
        char quote = text.charAt(start - 1);
        if (quote == '$') {
            return text.substring(start, end);
        }
        char prefix = text.charAt(token.start());
        boolean backslashes = mysql || prefix == 'e' || prefix == 'E';
        StringBuilder value = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\' && backslashes && i + 1 < end) {
                i++;
                value.append(escaped(text.charAt(i)));
            } else {
                if (c == quote) {
                    i++;
                }
                value.append(c);
            }
        }
        return value.toString();
    }

    /** The offset of the first character between the quotes. */
    static int contentStart(String text, Token token) {
        int offset = token.start();
        while (offset < token.end()) {
            char c = text.charAt(offset);
            if (c == '\'' || c == '"') {
                return offset + 1;
            }
            if (c == '$') {
                int close = text.indexOf('$', offset + 1);
                return close < 0 ? token.end() : close + 1;
            }
            offset++;
        }
        return token.end();
    }

    /** The offset behind the last character between the quotes; a string that is not closed ends with the text. */
    static int contentEnd(String text, Token token, int contentStart) {
        String close = text.substring(contentStart - 1, contentStart);
        if (close.equals("$")) {
            close = text.substring(token.start(), contentStart);
        }
        int end = token.end() - close.length();
        return end >= contentStart && text.startsWith(close, end) ? end : token.end();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            case 'b' -> '\b';
            default -> c;
        };
    }
}
