// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column by name.
 *
 * @param table the name of its table
 * @param column its own name
 */
public record ColumnName(QualifiedName table, String column) implements Comparable<ColumnName> {

    public ColumnName {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(column, "column");
    }

    /** As of any record; written out as in {@link QualifiedName}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof ColumnName that && column.equals(that.column) && table.equals(that.table));
    }

    @Override
    public int hashCode() {
        return 31 * table.hashCode() + column.hashCode();
    }

    @Override
    public int compareTo(ColumnName other) {
        int byTable = table.compareTo(other.table);
        return byTable != 0 ? byTable : column.compareTo(other.column);
    }

    /** Table and column, such as {@code users.email}. */
    @Override
    public String toString() {
        return table + "." + column;
    }
}
