// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.rows;

import dev.mrt.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of some tables at one moment, each value as the database prints it.
 *
 * @param tables the tables by name
 */
public record Rows(Map<QualifiedName, Rows.OfTable> tables) {

    public Rows {
        tables = Map.copyOf(tables);
    }

    /** No rows. */
    public static final Rows NONE = new Rows(Map.of());

    /**
     * The rows of one table.
     *
     * @param columns the columns' names, in the order of the values
     * @param rows one list of values for each row; a value is null for NULL
     */
    public record OfTable(List<String> columns, List<List<@Nullable String>> rows) {
        public OfTable {
            columns = List.copyOf(columns);
            Objects.requireNonNull(rows, "rows");
        }

        /** Whether not all rows have the same value in a column. */
        public boolean hasDifferentValues(String column) {
            int place = columns.indexOf(column);
            for (List<@Nullable String> row : rows) {
                if (place >= 0 && !Objects.equals(row.get(place), rows.get(0).get(place))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The rows of a table; null where the table was not read. */
    public @Nullable OfTable of(QualifiedName table) {
        return tables.get(table);
    }

    /** How many rows a table has; 0 where it was not read. */
    public int count(QualifiedName table) {
        OfTable rows = tables.get(table);
        return rows == null ? 0 : rows.rows().size();
    }

    /** How many rows there are in all tables. */
    public int count() {
        int count = 0;
        for (OfTable table : tables.values()) {
            count += table.rows().size();
        }
        return count;
    }
}
