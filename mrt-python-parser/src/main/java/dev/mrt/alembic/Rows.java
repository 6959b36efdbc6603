// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.Value;
import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that are inserted, given as dictionaries. */
final class Rows {

    /** More values than these are counted but not kept. */
    private static final int KEPT = 2_000;

    private Rows() {}

    /** An insert of rows; null for rows that are not known. */
    static Operation.InsertRows insertion(QualifiedName table, @Nullable List<Value> rows) {
        Set<String> columns = new LinkedHashSet<>();
        List<Map<String, Value>> known = new ArrayList<>();
        for (Value row : rows == null ? List.<Value>of() : rows) {
            if (row instanceof DictValue dict) {
                Map<String, Value> values = byColumn(dict);
                columns.addAll(values.keySet());
                known.add(values);
            }
        }
        boolean all = rows != null && known.size() == rows.size();
        return new Operation.InsertRows(
                table,
                new ArrayList<>(columns),
                all ? known.size() : -1,
                null,
                all ? values(columns, known) : List.of());
    }

    private static Map<String, Value> byColumn(DictValue row) {
        Map<String, Value> values = new LinkedHashMap<>();
        row.entries().forEach((key, value) -> {
            String column = Values.columnName(key);
            if (column != null) {
                values.put(column, value);
            }
        });
        return values;
    }

    /** An insert of one row. */
    static Operation.InsertRows insertion(QualifiedName table, Map<String, Value> row, int count) {
        List<List<String>> values = count == 1 ? values(row.keySet(), List.of(row)) : List.of();
        return new Operation.InsertRows(table, new ArrayList<>(row.keySet()), count, null, values);
    }

    private static List<List<String>> values(Set<String> columns, List<Map<String, Value>> rows) {
        if (columns.isEmpty() || (long) rows.size() * columns.size() > KEPT) {
            return List.of();
        }
        List<List<String>> values = new ArrayList<>(rows.size());
        for (Map<String, Value> row : rows) {
            List<String> texts = new ArrayList<>(columns.size());
            for (String column : columns) {
                // a value that is not given is the column's default, which is not known here
                texts.add(SqlText.of(row.get(column)));
            }
            values.add(texts);
        }
        return values;
    }
}
