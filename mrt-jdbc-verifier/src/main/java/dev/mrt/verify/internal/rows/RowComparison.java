// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.rows;

import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the rows that were lost, added or changed between two moments. Stateless. */
public final class RowComparison {

    /** What of the rows of one table differs. Keys are such as {@code id=3}. */
    public record Difference(
            QualifiedName table, List<String> lost, List<String> added, Map<String, List<Change>> changed) {}

    /** A value before and after; null stands for NULL. */
    public record Change(
            String key, @Nullable String before, @Nullable String after) {}

    private RowComparison() {}

    /**
     * Compares rows, table by table. Columns that only one side has are left out: the schema tells of them.
     *
     * @param schema what the tables of {@code before} look like
     */
    public static List<Difference> compare(Rows before, Rows after, Schema schema) {
        List<Difference> differences = new ArrayList<>();
        for (QualifiedName name : new TreeSet<>(before.tables().keySet())) {
            Rows.OfTable mine = before.tables().get(name);
            Rows.OfTable theirs = after.of(name);
            if (mine == null || mine == theirs || mine.equals(theirs)) {
                continue;
            }
            Table table = schema.table(name).orElse(null);
            Difference difference = compare(name, table, mine, theirs);
            if (difference != null) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private static @Nullable Difference compare(
            QualifiedName name, @Nullable Table table, Rows.OfTable before, Rows.@Nullable OfTable after) {
        List<String> key = key(table, before);
        Map<String, List<@Nullable String>> left = byKey(before, key);
        List<String> lost = new ArrayList<>();
        if (after == null) {
            lost.addAll(left.keySet());
            return lost.isEmpty() ? null : new Difference(name, lost, List.of(), Map.of());
        }
        List<String> common = new ArrayList<>(before.columns());
        common.retainAll(after.columns());
        if (!common.containsAll(key)) {
            key = common;
        }
        left = byKey(before, key);
        Map<String, List<@Nullable String>> right = byKey(after, key);
        Map<String, List<Change>> changed = new LinkedHashMap<>();
        for (Map.Entry<String, List<@Nullable String>> row : left.entrySet()) {
            List<@Nullable String> other = right.remove(row.getKey());
            if (other == null) {
                lost.add(row.getKey());
                continue;
            }
            for (String column : common) {
                String mine = row.getValue().get(before.columns().indexOf(column));
                String theirs = other.get(after.columns().indexOf(column));
                if (mine == null ? theirs != null : !mine.equals(theirs)) {
                    changed.computeIfAbsent(column, any -> new ArrayList<>())
                            .add(new Change(row.getKey(), mine, theirs));
                }
            }
        }
        List<String> added = new ArrayList<>(right.keySet());
        if (lost.isEmpty() && added.isEmpty() && changed.isEmpty()) {
            return null;
        }
        return new Difference(name, lost, added, changed);
    }

    /** The primary key, or the smallest unique key without NULLs, or the whole row. */
    private static List<String> key(@Nullable Table table, Rows.OfTable rows) {
        if (table == null) {
            return rows.columns();
        }
        if (table.primaryKey().isPresent()) {
            return table.primaryKey().get().columns();
        }
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Unique unique) {
                boolean solid = true;
                for (String name : unique.columns()) {
                    solid &= table.column(name)
                            .map(Column::nullable)
                            .filter(n -> n.isFalse())
                            .isPresent();
                }
                if (solid) {
                    return unique.columns();
                }
            }
        }
        return rows.columns();
    }

    private static Map<String, List<@Nullable String>> byKey(Rows.OfTable rows, List<String> key) {
        List<Integer> places = new ArrayList<>();
        for (String column : key) {
            places.add(rows.columns().indexOf(column));
        }
        Map<String, Integer> times = new HashMap<>();
        Map<String, List<@Nullable String>> byKey = new LinkedHashMap<>();
        for (List<@Nullable String> row : rows.rows()) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < key.size(); i++) {
                int place = places.get(i);
                text.append(i == 0 ? "" : ", ").append(key.get(i)).append('=');
                text.append(place < 0 ? "?" : String.valueOf(row.get(place)));
            }
            int time = times.merge(text.toString(), 1, Integer::sum);
            byKey.put(time == 1 ? text.toString() : text + " (" + time + ")", row);
        }
        return byKey;
    }
}
