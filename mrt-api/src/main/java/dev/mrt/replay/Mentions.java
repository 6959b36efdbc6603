// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which constraints and indexes are about a column, also inside of expressions. */
final class Mentions {

    private Mentions() {}

    static boolean in(Constraint constraint, String column) {
        if (constraint.columns().contains(column)) {
            return true;
        }
        if (constraint instanceof Constraint.Check check) {
            return constraint.columns().isEmpty() && inSql(check.expression(), column);
        }
        return constraint instanceof Constraint.Exclusion exclusion && inSql(exclusion.definition(), column);
    }

    static boolean in(Index index, String column) {
        for (Index.Part part : index.parts()) {
            if (column.equals(part.column()) || inSql(part.expression(), column)) {
                return true;
            }
        }
        return index.include().contains(column) || inSql(index.predicate(), column);
    }

    /** Whether an SQL text names a column, as a whole word outside of string literals. */
    static boolean inSql(@Nullable String sql, String column) {
        return sql != null && next(sql, column, 0) >= 0;
    }

    /** An SQL text after a column took another name. */
    static String renamed(String sql, String column, String newName) {
        int at = next(sql, column, 0);
        if (at < 0) {
            return sql;
        }
        StringBuilder text = new StringBuilder();
        int done = 0;
        while (at >= 0) {
            text.append(sql, done, at).append(newName);
            done = at + column.length();
            at = next(sql, column, done);
        }
        return text.append(sql, done, sql.length()).toString();
    }

    static List<String> renamed(List<String> names, String column, String newName) {
        if (!names.contains(column)) {
            return names;
        }
        return names.stream().map(name -> name.equals(column) ? newName : name).toList();
    }

    /** The next place where an SQL text names a column outside of string literals; -1 where there is none. */
    static int next(String sql, String column, int from) {
        if (column.isEmpty()) {
            return -1;
        }
        boolean inLiteral = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'') {
                inLiteral = !inLiteral;
            } else if (!inLiteral
                    && i >= from
                    && sql.startsWith(column, i)
                    && !isWord(sql, i - 1)
                    && !isWord(sql, i + column.length())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWord(String sql, int at) {
        if (at < 0 || at >= sql.length()) {
            return false;
        }
        char c = sql.charAt(at);
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
