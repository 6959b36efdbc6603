// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Column;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the small pieces of SQL that updates are made of. */
final class UpdateSql {

    /** What PostgreSQL reads as a boolean. */
    private static final Set<String> BOOLEANS =
            Set.of("t", "true", "f", "false", "y", "yes", "n", "no", "on", "off", "1", "0");

    private static final Pattern PARAMETER = Pattern.compile("(?<!:)[:$]\\w|%s|%\\(");

    private static final String NAME = "(?:\"?\\w+\"?\\.)*\"?(\\w+)\"?";

    /** {@code name::type} or {@code CAST(name AS type)}. */
    private static final Pattern ONE_CAST = Pattern.compile(
            "\\(?" + NAME + "\\)?\\s*::\\s*[\\w.\"]+|(?i:CAST)\\s*\\(\\s*" + NAME + "\\s+(?i:AS)\\s+[\\w.\"]+\\s*\\)");

    private UpdateSql() {}

    static QualifiedName known(StepReplay step, QualifiedName table) {
        if (step.before().table(table).isEmpty() && table.schema() != null) {
            QualifiedName plain = QualifiedName.of(table.name());
            return step.before().table(plain).isPresent() ? plain : table;
        }
        return table;
    }

    /** The column that a value just names, perhaps with its table and in quotes; null for any other expression. */
    static @Nullable String columnName(StepReplay step, QualifiedName table, String value) {
        String name = withoutCasts(value.trim());
        int dot = name.lastIndexOf('.');
        if (dot >= 0) {
            String qualifier = name.substring(0, dot).replace("\"", "").replace("`", "");
            if (!qualifier.equals(table.name()) && !qualifier.equals(table.toString())) {
                return null;
            }
            name = name.substring(dot + 1);
        }
        boolean quoted = name.length() > 2
                && (name.charAt(0) == '"' || name.charAt(0) == '`')
                && name.charAt(name.length() - 1) == name.charAt(0);
        String plain = quoted ? name.substring(1, name.length() - 1) : name;
        return step.before()
                .table(table)
                .flatMap(known -> known.column(plain))
                .map(Column::name)
                .orElse(null);
    }

    /** Whether an expression is a column's value, cast once. */
    static boolean isOneCastOf(String expression, String column) {
        Matcher cast = ONE_CAST.matcher(expression.trim());
        return cast.matches() && (column.equals(cast.group(1)) || column.equals(cast.group(2)));
    }

    /** What is inside of {@code CAST(… AS type)}, {@code …::type} and parentheses. */
    private static String withoutCasts(String value) {
        String text = value;
        while (true) {
            int cast = text.indexOf("::");
            int as = text.toUpperCase(Locale.ROOT).lastIndexOf(" AS ");
            boolean call = text.regionMatches(true, 0, "CAST(", 0, 5) && text.endsWith(")") && as > 0;
            if (call) {
                text = text.substring(5, as).trim();
            } else if (cast > 0 && isTypeName(text, cast + 2)) {
                text = text.substring(0, cast).trim();
            } else if (text.startsWith("(") && text.indexOf(')') == text.length() - 1) {
                text = text.substring(1, text.length() - 1).trim();
            } else {
                return text;
            }
        }
    }

    private static boolean isTypeName(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && " _.,:()[]\"".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a condition compares two different literals, so that it holds for no row. */
    static boolean isNever(String where) {
        String text = where.trim();
        int equals = text.indexOf(" = ");
        return equals > 0
                && isText(text.substring(0, equals))
                && isText(text.substring(equals + 3))
                && !text.substring(0, equals).equals(text.substring(equals + 3));
    }

    private static boolean isText(String sql) {
        return sql.length() > 1 && sql.charAt(0) == '\'' && sql.indexOf('\'', 1) == sql.length() - 1;
    }

    /**
     * The text literal that stands where a condition has to, as in {@code ('x' OR name)}, which PostgreSQL refuses; null where
     * there is none.
     */
    static @Nullable String textAsCondition(String where) {
        for (int start = where.indexOf('\''); start >= 0; ) {
            int end = where.indexOf('\'', start + 1);
            if (end < 0) {
                return null;
            }
            String text = where.substring(start + 1, end);
            boolean first = start == 0 || where.charAt(start - 1) == '(' || where.startsWith(" OR ", start - 4);
            boolean joined = where.startsWith(" OR ", end + 1) || where.startsWith(" AND ", end + 1);
            if (first && joined && !BOOLEANS.contains(text.toLowerCase(Locale.ROOT))) {
                return where.substring(start, end + 1);
            }
            start = where.indexOf('\'', end + 1);
        }
        return null;
    }

    /** Whether a value, or a part of it, is a parameter that the migration's code gives, or was not read. */
    static boolean isGivenByCode(String value) {
        return value.indexOf('?') >= 0 || PARAMETER.matcher(value).find();
    }

    /** Whether a value is a literal: a number, a text, a truth value or NULL. */
    static boolean isLiteral(String value) {
        return literalEnd(value.trim(), 0) == value.trim().length();
    }

    /**
     * The literals that a condition says a column is equal to ({@code c = 'a'}, {@code c IN ('a', 'b')}, {@code c IS NULL}), as
     * they are written; empty where it says none, or is negated.
     */
    static List<String> literals(String where, String column) {
        List<String> found = new ArrayList<>();
        for (int at = Mentions.next(where, column, 0); at >= 0; at = Mentions.next(where, column, at + 1)) {
            int i = skipSpace(where, at + column.length());
            if (i < where.length() && (where.charAt(i) == '"' || where.charAt(i) == ')')) {
                i = skipSpace(where, i + 1);
            }
            if (where.startsWith("=", i)) {
                int start = skipSpace(where, i + 1);
                addLiteral(where, start, found);
            } else if (where.regionMatches(true, i, "IS NULL", 0, 7)) {
                found.add("NULL");
            } else if (where.regionMatches(true, i, "IN (", 0, 4)) {
                int next = skipSpace(where, i + 4);
                while (addLiteral(where, next, found)) {
                    next = skipSpace(where, literalEnd(where, next));
                    if (!where.startsWith(",", next)) {
                        break;
                    }
                    next = skipSpace(where, next + 1);
                }
            }
        }
        return found;
    }

    private static boolean addLiteral(String sql, int start, List<String> to) {
        int end = literalEnd(sql, start);
        if (end > start) {
            to.add(sql.substring(start, end));
        }
        return end > start;
    }

    private static int skipSpace(String sql, int from) {
        int i = from;
        while (i < sql.length() && Character.isWhitespace(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where the literal ends that starts at a place; the place itself where there is none. */
    private static int literalEnd(String sql, int start) {
        if (start >= sql.length()) {
            return start;
        }
        if (sql.charAt(start) == '\'') {
            int end = sql.indexOf('\'', start + 1);
            return end < 0 ? start : end + 1;
        }
        int end = start;
        while (end < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(end)) || "-._".indexOf(sql.charAt(end)) >= 0)) {
            end++;
        }
        String word = sql.substring(start, end).toLowerCase(Locale.ROOT);
        boolean number = !word.isEmpty() && "-0123456789.".indexOf(word.charAt(0)) >= 0;
        return number || word.equals("true") || word.equals("false") || word.equals("null") ? end : start;
    }

    /** Whether a condition compares a column by its order, as {@code c <= 5} does. */
    static boolean isRange(String where, String column) {
        int at = Mentions.next(where, column, 0);
        int i = at < 0 ? where.length() : skipSpace(where, at + column.length());
        return i < where.length() && (where.charAt(i) == '<' || where.charAt(i) == '>');
    }

    /** Whether a conversion gives all the values that it does not name the same new one. */
    static boolean mergesTheRest(String using, String column) {
        String text = using.toUpperCase(Locale.ROOT);
        int otherwise = text.lastIndexOf(" ELSE ");
        return text.contains("CASE ") && otherwise > 0 && !Mentions.inSql(using.substring(otherwise), column);
    }

    /** Whether a query takes all it gives from columns, and makes up nothing. */
    static boolean onlyCopies(String select) {
        String text = select.toLowerCase(Locale.ROOT);
        int from = text.indexOf(" from ");
        if (from < 0) {
            from = text.indexOf("\nfrom ");
        }
        String given = from < 0 ? text : text.substring(0, from);
        return given.indexOf('\'') < 0 && given.indexOf('(') < 0;
    }

    /** Whether a condition holds only where the column is NULL. */
    static boolean isNullTest(String where, String column) {
        String text = where.toLowerCase(Locale.ROOT)
                .replace("\"", "")
                .replace("(", " ")
                .replace(")", " ");
        int at = text.indexOf(column.toLowerCase(Locale.ROOT) + " is null");
        return at >= 0 && !text.contains(" or ");
    }
}
