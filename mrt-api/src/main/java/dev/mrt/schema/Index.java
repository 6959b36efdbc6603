// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table.
 *
 * @param name the index's name; null before the target is known where none was given
 * @param parts what is indexed, in order
 * @param unique whether values must differ
 * @param method the access method in lower case, such as {@code btree} or {@code gin}; empty for the target's default
 * @param predicate the {@code WHERE} of a partial index, or null
 * @param include the columns of {@code INCLUDE}
 */
public record Index(
        @Nullable String name,
        List<Part> parts,
        boolean unique,
        String method,
        @Nullable String predicate,
        List<String> include) {

    /**
     * One indexed column or expression.
     *
     * @param column the column's name, or null for an expression
     * @param expression the expression's SQL, or null for a column
     * @param descending {@code DESC}
     * @param options what else was written: operator class, collation, {@code NULLS FIRST}; empty for none
     */
    public record Part(@Nullable String column, @Nullable String expression, boolean descending, String options) {
        public Part {
            Objects.requireNonNull(options, "options");
        }

        /** An ascending column. */
        public static Part of(String column) {
            return new Part(column, null, false, "");
        }
    }

    public Index {
        parts = List.copyOf(parts);
        include = List.copyOf(include);
        Objects.requireNonNull(method, "method");
    }

    /** A plain index over columns. */
    public static Index of(@Nullable String name, List<String> columns, boolean unique) {
        return new Index(name, columns.stream().map(Part::of).toList(), unique, "", null, List.of());
    }

    /** The columns among the parts, in order; expressions are left out. */
    public List<String> columns() {
        return parts.stream()
                .map(Part::column)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Whether it is an ordinary one: all rows, in ascending order of plain columns. */
    public boolean isPlain() {
        boolean plain = predicate == null && (method.isEmpty() || method.equalsIgnoreCase("btree"));
        for (Part part : parts) {
            plain &= part.column() != null && part.options().isEmpty() && !part.descending();
        }
        return plain;
    }

    /** The same index under another name. */
    public Index withName(@Nullable String other) {
        return new Index(other, parts, unique, method, predicate, include);
    }
}
