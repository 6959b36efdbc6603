// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.schema.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL text into tokens and leaves comments out. What is not closed runs to the end of the text, as it does for the
 * databases, so that every character is looked at a bounded number of times. Not thread-safe.
 */
final class Lexer {

    /** Stands in a text for a piece that is not known. */
    static final char UNKNOWN_PIECE = '\uFFFC';

    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?:\\";

    private final String text;
    private final int end;
    private final boolean mysql;
    private final boolean brackets;
    private final boolean guessBrackets;
    private final boolean hashComments;
    private boolean nestedComments;
    private boolean conditionalComment;
    private boolean unclosed;
    private String delimiter = ";";
    private int at;

    Lexer(String text, int start, int end, @Nullable Dialect dialect) {
        this.text = text;
        this.at = start;
        this.end = end;
        this.mysql = dialect != null && dialect.isMysqlFamily();
        this.brackets = dialect == Dialect.MSSQL || dialect == Dialect.SQLITE;
        this.guessBrackets = dialect == null;
        this.hashComments = mysql;
        this.nestedComments = dialect == null || dialect == Dialect.POSTGRESQL || dialect == Dialect.MSSQL;
    }

    /** The offset of the next character to look at. */
    int position() {
        return at;
    }

    /** Whether a string, comment or quoted name ran into the end of the text. */
    boolean unclosed() {
        return unclosed;
    }

    /** Goes to an offset behind the current one. */
    void skipTo(int offset) {
        at = Math.min(offset, end);
    }

    /** Sets what ends a statement: no word and no operator runs over it. */
    void delimiter(String other) {
        delimiter = other;
    }

    private boolean isDelimiter() {
        return text.charAt(at) == delimiter.charAt(0) && text.startsWith(delimiter, at);
    }

    /** The offset of the next line end, or the end of the text. */
    int lineEnd() {
        int offset = at;
        while (offset < end && text.charAt(offset) != '\n') {
            offset++;
        }
        return offset;
    }

    /** Skips white space and comments; false at the end of the text. */
    boolean skipSpace() {
        while (at < end) {
            char c = text.charAt(at);
            if (c <= ' ' || c == '\u00a0' || c == '\ufeff') {
                at++;
            } else if (c == '-' && next(1) == '-' && (!mysql || next(2) <= ' ')) {
                at = lineEnd();
            } else if (c == '#' && hashComments) {
                at = lineEnd();
            } else if (c == '/' && next(1) == '*') {
                skipComment();
            } else if (conditionalComment && c == '*' && next(1) == '/') {
                conditionalComment = false;
                at += 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private char next(int offset) {
        return at + offset < end ? text.charAt(at + offset) : '\0';
    }

    private void skipComment() {
        if (next(2) == '!' && !nestedComments) {
            // MySQL runs what stands in /*!40101 … */
            at += 3;
            while (at < end && isDigit(text.charAt(at))) {
                at++;
            }
            conditionalComment = true;
            return;
        }
        int first = text.indexOf("*/", at + 2);
        int depth = 1;
        int offset = at + 2;
        while (nestedComments && offset < end && depth > 0) {
            char c = text.charAt(offset);
            if (c == '*' && offset + 1 < end && text.charAt(offset + 1) == '/') {
                depth--;
                offset += 2;
            } else if (c == '/' && offset + 1 < end && text.charAt(offset + 1) == '*') {
                depth++;
                offset += 2;
            } else {
                offset++;
            }
        }
        if (nestedComments && depth == 0) {
            at = offset;
        } else if (first >= 0 && first + 2 <= end) {
            // Not nested after all, for the whole rest: asking again for each comment would not be linear.
            nestedComments = false;
            at = first + 2;
        } else {
            unclosed = true;
            at = end;
        }
    }

    /** The token at the current position, which must not be white space. */
    Token token() {
        int start = at;
        char c = text.charAt(at);
        if (isWordStart(c)) {
            return word(start);
        }
        if (isDigit(c) || c == '.' && isDigit(next(1))) {
            return number(start);
        }
        switch (c) {
            case '\'':
                return string(start, mysql);
            case '"':
                return mysql
                        ? quoted(start, '"', Token.Kind.STRING, true)
                        : quoted(start, '"', Token.Kind.QUOTED, false);
            case '`':
                return quoted(start, '`', Token.Kind.QUOTED, false);
            case '$':
                return dollar(start);
            case '[':
                if (isBracketedName()) {
                    return quoted(start, ']', Token.Kind.QUOTED, false);
                }
                return symbol(start, 1);
            case '(', ')', ']', ',', ';', '{', '}':
                return symbol(start, 1);
            case '.':
                return symbol(start, next(1) == '.' ? 2 : 1);
            case ':':
                return colon(start);
            case '%':
                return percent(start);
            case '?':
                at++;
                return new Token(Token.Kind.PLACEHOLDER, start, at);
            case '@':
                if (isWordStart(next(1)) || next(1) == '@' && isWordStart(next(2))) {
                    at += next(1) == '@' ? 2 : 1;
                    return word(start);
                }
                return operator(start);
            default:
                return operator(start);
        }
    }

    private Token symbol(int start, int length) {
        at = start + length;
        return new Token(Token.Kind.SYMBOL, start, at);
    }

    private Token operator(int start) {
        at++;
        while (at < end && OPERATORS.indexOf(text.charAt(at)) >= 0) {
            char c = text.charAt(at);
            if (c == '-' && next(1) == '-'
                    || c == '/' && next(1) == '*'
                    || c == '?'
                    || c == ':'
                    || c == '%'
                    || c == '`') {
                break;
            }
            if (c == '@' && isWordStart(next(1)) || c == '#' && hashComments) {
                break;
            }
            if (conditionalComment && c == '*' && next(1) == '/' || isDelimiter()) {
                break;
            }
            at++;
        }
        return new Token(Token.Kind.SYMBOL, start, at);
    }

    private Token word(int start) {
        at = Math.max(at, start + 1);
        while (at < end && isWordPart(text.charAt(at)) && !isDelimiter()) {
            at++;
        }
        if (at < end && at - start <= 8) {
            char c = text.charAt(at);
            if (c == '\'' && isStringPrefix(start)) {
                char prefix = text.charAt(start);
                return string(start, mysql || at - start == 1 && (prefix == 'e' || prefix == 'E'));
            }
            if (c == '&' && at - start == 1 && (text.charAt(start) | 0x20) == 'u') {
                if (next(1) == '\'') {
                    at++;
                    return string(start, false);
                }
                if (next(1) == '"') {
                    at++;
                    return quoted(start, '"', Token.Kind.QUOTED, false);
                }
            }
        }
        return new Token(Token.Kind.WORD, start, at);
    }

    private boolean isStringPrefix(int start) {
        if (text.charAt(start) == '_') {
            return mysql;
        }
        return at - start == 1 && "eEnNbBxX".indexOf(text.charAt(start)) >= 0;
    }

    private Token number(int start) {
        while (at < end) {
            char c = text.charAt(at);
            if (c == '.' && next(1) == '.') {
                break;
            }
            boolean sign = (c == '+' || c == '-') && (text.charAt(at - 1) | 0x20) == 'e' && isDigit(next(1));
            if (!isWordPart(c) && c != '.' && !(sign && isDigit(text.charAt(start)))) {
                break;
            }
            at++;
        }
        return new Token(Token.Kind.NUMBER, start, at);
    }

    /** A string; {@link #at} stands at its quote. */
    private Token string(int start, boolean backslashes) {
        return quoted(start, '\'', Token.Kind.STRING, backslashes);
    }

    private Token quoted(int start, char quote, Token.Kind kind, boolean backslashes) {
        at++;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\\' && backslashes) {
                at += 2;
            } else if (c == quote) {
                at++;
                if (at >= end || text.charAt(at) != quote) {
                    return new Token(kind, start, at);
                }
                at++;
            } else {
                at++;
            }
        }
        at = end;
        unclosed = true;
        return new Token(kind, start, end);
    }

    private Token dollar(int start) {
        int offset = at + 1;
        if (offset < end && isDigit(text.charAt(offset))) {
            while (offset < end && isDigit(text.charAt(offset))) {
                offset++;
            }
            at = offset;
            return new Token(Token.Kind.PLACEHOLDER, start, at);
        }
        while (offset < end && isWordPart(text.charAt(offset)) && text.charAt(offset) != '$') {
            offset++;
        }
        if (offset >= end || text.charAt(offset) != '$' || mysql) {
            return symbol(start, 1);
        }
        String tag = text.substring(start, offset + 1);
        int close = text.indexOf(tag, offset + 1);
        if (close < 0 || close + tag.length() > end) {
            unclosed = true;
            at = end;
        } else {
            at = close + tag.length();
        }
        return new Token(Token.Kind.STRING, start, at);
    }

    private boolean isBracketedName() {
        if (!brackets && !guessBrackets) {
            return false;
        }
        if (!brackets && at > 0 && text.charAt(at - 1) != '.' && text.charAt(at - 1) > ' ') {
            // Unknown database: a[1] and ARRAY[…] are arrays, "TABLE [name]" is a name.
            return false;
        }
        if (!isWordStart(next(1))) {
            return false;
        }
        int offset = at + 2;
        while (offset < end && (isWordPart(text.charAt(offset)) || brackets && text.charAt(offset) == ' ')) {
            offset++;
        }
        return offset < end && text.charAt(offset) == ']';
    }

    private Token colon(int start) {
        if (next(1) == ':' || next(1) == '=') {
            return symbol(start, 2);
        }
        if (isWordStart(next(1))) {
            at++;
            while (at < end && isWordPart(text.charAt(at))) {
                at++;
            }
            return new Token(Token.Kind.PLACEHOLDER, start, at);
        }
        return symbol(start, 1);
    }

    private Token percent(int start) {
        if (next(1) == 's' && !isWordPart(next(2))) {
            at += 2;
            return new Token(Token.Kind.PLACEHOLDER, start, at);
        }
        if (next(1) == '(') {
            int offset = at + 2;
            while (offset < end && isWordPart(text.charAt(offset))) {
                offset++;
            }
            if (offset + 1 < end && text.charAt(offset) == ')' && text.charAt(offset + 1) == 's') {
                at = offset + 2;
                return new Token(Token.Kind.PLACEHOLDER, start, at);
            }
        }
        return operator(start);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || c == UNKNOWN_PIECE
                || c >= 0x80 && c != '\u00a0' && c != '\ufeff';
    }

    static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}
