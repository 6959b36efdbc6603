// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rows that a migration inserts into one old table, as far as their values are known. Mutable; for one round trip. */
final class AddedRows {

    private final StepReplay step;
    /** The rows that are still there: the SQL of the values by column. */
    private final List<Map<String, String>> rows = new ArrayList<>();

    private boolean known = true;

    /**
     * No rows yet.
     *
     * @param step the step that inserts the first ones
     */
    AddedRows(StepReplay step) {
        this.step = step;
    }

    StepReplay step() {
        return step;
    }

    void add(Operation.InsertRows insert) {
        known &= !insert.values().isEmpty();
        for (List<String> values : insert.values()) {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < Math.min(values.size(), insert.columns().size()); i++) {
                row.put(insert.columns().get(i), values.get(i));
            }
            rows.add(row);
        }
    }

    /** Takes out the rows that a DELETE deletes; whether none is left, or nobody knows. */
    boolean areAllDeleted(String where) {
        if (known && comparesOneColumn(where)) {
            rows.removeIf(row -> matches(row, where));
            return rows.isEmpty();
        }
        return true;
    }

    /** Whether a condition asks for nothing but values of one column. */
    private static boolean comparesOneColumn(String where) {
        String text = " " + where.toUpperCase(Locale.ROOT).replaceAll("'[^']*'", "''") + " ";
        boolean simple = text.indexOf('=') == text.lastIndexOf('=') && text.indexOf('?') < 0;
        for (String word : List.of(" AND ", " OR ", " NOT ", "SELECT", "LIKE", "<", ">", "!", "BETWEEN", "||")) {
            simple &= !text.contains(word);
        }
        return simple && (text.indexOf('=') >= 0 ^ text.contains(" IN ("));
    }

    /** Whether a row may be meant: also where the value of the column is not known. */
    private static boolean matches(Map<String, String> row, String where) {
        for (Map.Entry<String, String> value : row.entrySet()) {
            List<String> wanted = UpdateSql.literals(where, value.getKey());
            if (!wanted.isEmpty()) {
                Set<String> texts = new HashSet<>();
                wanted.forEach(literal -> texts.add(text(literal)));
                return value.getValue().indexOf('?') >= 0 || texts.contains(text(value.getValue()));
            }
        }
        return true;
    }

    private static String text(String literal) {
        boolean quoted = literal.length() > 1 && literal.startsWith("'") && literal.endsWith("'");
        return quoted ? literal.substring(1, literal.length() - 1) : literal.toLowerCase(Locale.ROOT);
    }
}
