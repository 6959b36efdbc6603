// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Compares pieces of SQL apart from spelling: case, white space, PostgreSQL casts and outer parentheses do not
 * matter, and {@code now()} is {@code CURRENT_TIMESTAMP}.
 */
final class SqlText {

    /** A longer number is compared as it is written. */
    private static final int MOST_DIGITS = 100;

    private static final String PUBLIC = "public.";

    private SqlText() {}

    /** Whether two texts differ; a text that is empty or {@code ?} is not known and differs from nothing. */
    static boolean differ(String mine, String theirs) {
        if (mine.equals(theirs) || isUnknown(mine) || isUnknown(theirs)) {
            return false;
        }
        return !normalised(mine).equals(normalised(theirs));
    }

    /** Whether two definitions of objects differ, in which PostgreSQL's schema {@code public} may be written or not. */
    static boolean definitionsDiffer(String mine, String theirs) {
        return differ(mine, theirs) && !withoutPublic(normalised(mine)).equals(withoutPublic(normalised(theirs)));
    }

    /** Whether two defaults differ; expressions other than literals count only where both come from one source. */
    static boolean differ(ServerDefault mine, ServerDefault theirs, boolean sameSource) {
        if (mine.kind() == ServerDefault.Kind.UNKNOWN || theirs.kind() == ServerDefault.Kind.UNKNOWN) {
            return false;
        }
        if (!mine.isPresent() || !theirs.isPresent()) {
            // DEFAULT NULL is no default
            return (mine.isPresent() && !isNull(mine)) || (theirs.isPresent() && !isNull(theirs));
        }
        if (mine.text().equals(theirs.text()) || isUnknown(mine.text()) || isUnknown(theirs.text())) {
            return false;
        }
        String left = literal(normalised(mine.text()));
        String right = literal(normalised(theirs.text()));
        return !left.equals(right) && (sameSource || (isLiteral(left) && isLiteral(right)));
    }

    private static boolean isNull(ServerDefault value) {
        return normalised(value.text()).equals("null");
    }

    private static boolean isUnknown(String text) {
        return text.isEmpty() || text.equals("?");
    }

    private static boolean isLiteral(String text) {
        if (text.isEmpty()) {
            return true;
        }
        char first = text.charAt(0);
        return first == '\'' || first == '-' || (first >= '0' && first <= '9');
    }

    /**
     * Numbers and booleans lose their quotes: {@code DEFAULT '0'} on a number is {@code DEFAULT 0}, and so is {@code DEFAULT
     * false} on databases whose booleans are numbers.
     */
    private static String literal(String text) {
        if (text.equals("true")) {
            return "1";
        }
        if (text.equals("false")) {
            return "0";
        }
        boolean quoted = text.length() > 2 && text.charAt(0) == '\'' && text.indexOf('\'', 1) == text.length() - 1;
        String inner = quoted ? text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT) : text;
        if (quoted && (inner.equals("t") || inner.equals("true"))) {
            return "1";
        }
        if (quoted && (inner.equals("f") || inner.equals("false"))) {
            return "0";
        }
        if (!isNumber(inner)) {
            return text;
        }
        return inner.length() > MOST_DIGITS
                ? inner
                : new BigDecimal(inner).stripTrailingZeros().toPlainString();
    }

    private static boolean isNumber(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (c != '-' || i > 0) {
                return false;
            }
        }
        return digits > 0 && points < 2;
    }

    /** Lower case outside of quotes, no white space beside symbols, no casts, no outer parentheses. */
    static String normalised(String sql) {
        StringBuilder text = new StringBuilder(sql.length());
        boolean space = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'' || c == '"') {
                int end = closing(sql, i, c);
                if (space && isWordEnd(text)) {
                    text.append(' ');
                }
                if (c == '"' && isPlainName(sql, i + 1, end)) {
                    text.append(sql, i + 1, end);
                } else {
                    text.append(sql, i, Math.min(end + 1, sql.length()));
                }
                space = false;
                i = end;
            } else if (Character.isWhitespace(c)) {
                space = true;
            } else if (c == ':' && i + 1 < sql.length() && sql.charAt(i + 1) == ':') {
                i = endOfCast(sql, i + 2) - 1;
            } else {
                if (space && isWordEnd(text) && isWordPart(c)) {
                    text.append(' ');
                }
                space = false;
                text.append(Character.toLowerCase(c));
            }
        }
        String result = text.toString();
        while (result.endsWith(";")) {
            result = result.substring(0, result.length() - 1);
        }
        while (isWrapped(result)) {
            result = result.substring(1, result.length() - 1);
        }
        return switch (result) {
            case "current_timestamp", "current_timestamp()", "transaction_timestamp()" -> "now()";
            default -> result;
        };
    }

    /** PostgreSQL looks into the schema {@code public} where none is written. */
    private static String withoutPublic(String text) {
        int at = text.indexOf(PUBLIC);
        while (at >= 0) {
            boolean word = at == 0 || !isWordPart(text.charAt(at - 1)) && text.charAt(at - 1) != '.';
            text = word ? text.substring(0, at) + text.substring(at + PUBLIC.length()) : text;
            at = text.indexOf(PUBLIC, word ? at : at + 1);
        }
        return text;
    }

    private static int closing(String sql, int start, char quote) {
        int i = start + 1;
        while (i < sql.length()) {
            if (sql.charAt(i) == quote) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i;
                }
            }
            i++;
        }
        return sql.length() - 1;
    }

    private static boolean isPlainName(String sql, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = sql.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && i > start) || c == '_')) {
                return false;
            }
        }
        return end > start;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static boolean isWordEnd(StringBuilder text) {
        return text.length() > 0
                && (isWordPart(text.charAt(text.length() - 1)) || text.charAt(text.length() - 1) == '\'');
    }

    /** Behind the type name of a cast, which may have several words, parameters and array brackets. */
    private static int endOfCast(String sql, int start) {
        int i = start;
        while (i < sql.length() && Character.isWhitespace(sql.charAt(i))) {
            i++;
        }
        if (i < sql.length() && sql.charAt(i) == '"') {
            i = closing(sql, i, '"') + 1;
        }
        while (i < sql.length() && (isWordPart(sql.charAt(i)) || sql.charAt(i) == '.')) {
            i++;
        }
        for (String tail : CAST_TAILS) {
            if (sql.regionMatches(true, i, tail, 0, tail.length())) {
                i += tail.length();
                break;
            }
        }
        if (i < sql.length() && sql.charAt(i) == '(') {
            int close = sql.indexOf(')', i);
            i = close < 0 ? sql.length() : close + 1;
        }
        while (i + 1 < sql.length() && sql.charAt(i) == '[' && sql.charAt(i + 1) == ']') {
            i += 2;
        }
        return i;
    }

    private static final String[] CAST_TAILS = {" varying", " precision", " without time zone", " with time zone"};

    private static boolean isWrapped(String text) {
        if (text.length() < 2 || text.charAt(0) != '(' || text.charAt(text.length() - 1) != ')') {
            return false;
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                i = closing(text, i, '\'');
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0 && i < text.length() - 1) {
                return false;
            }
        }
        return true;
    }
}
