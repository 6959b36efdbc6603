// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What an upgrade demands of the rows that are there before it: rows that satisfy both schemas can live through a NOT NULL, a
 * unique key, a foreign key or a check that it adds. Stateless.
 */
public final class Demands {

    private Demands() {}

    /**
     * The tables of one schema, as narrow as another wants them. Tables and columns that the other does not have by the same
     * name stay as they are.
     *
     * @param before the schema that rows are to be made for
     * @param after the schema that they are to satisfy, too
     * @return {@code before} itself where the other demands nothing more
     */
    public static Schema of(Schema before, Schema after) {
        Schema both = before;
        for (Table table : before.tables()) {
            Table other = after.table(table.name()).orElse(null);
            if (other == null) {
                continue;
            }
            Table narrow = table.withColumns(columns(table, other))
                    .withConstraints(constraints(table, other, before))
                    .withIndexes(indexes(table, other));
            if (!narrow.equals(table)) {
                both = both.with(narrow);
            }
        }
        return both;
    }

    private static List<Column> columns(Table table, Table other) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            Column later = other.column(column.name()).orElse(column);
            Column narrow = later.nullable() == Truth.FALSE ? column.withNullable(Truth.FALSE) : column;
            columns.add(isShorter(later, column) ? narrow.withType(later.type()) : narrow);
        }
        return columns;
    }

    /** Whether it is the same type with less room. */
    private static boolean isShorter(Column later, Column column) {
        List<Integer> room = later.type().parameters();
        List<Integer> roomBefore = column.type().parameters();
        boolean text =
                later.type().name().contains("char") || later.type().name().equals("text");
        boolean textBefore =
                column.type().name().contains("char") || column.type().name().equals("text");
        return text && textBefore && !room.isEmpty() && (roomBefore.isEmpty() || room.get(0) < roomBefore.get(0));
    }

    private static List<Constraint> constraints(Table table, Table other, Schema before) {
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        for (Constraint constraint : other.constraints()) {
            boolean possible = hasAll(table, constraint.columns())
                    && !(constraint instanceof Constraint.PrimaryKey
                            && table.primaryKey().isPresent());
            if (constraint instanceof Constraint.ForeignKey key) {
                possible &= before.table(key.referencedTable())
                        .filter(referenced -> hasAll(referenced, key.referencedColumns()))
                        .isPresent();
            }
            if (possible && !constraints.contains(constraint)) {
                constraints.add(constraint);
            }
        }
        return constraints;
    }

    private static List<Index> indexes(Table table, Table other) {
        List<Index> indexes = new ArrayList<>(table.indexes());
        for (Index index : other.indexes()) {
            if (index.unique() && hasAll(table, index.columns()) && !indexes.contains(index)) {
                indexes.add(index);
            }
        }
        return indexes;
    }

    private static boolean hasAll(Table table, List<String> columns) {
        return Set.copyOf(table.columns().stream().map(Column::name).toList())
                .containsAll(columns.stream().filter(Objects::nonNull).toList());
    }
}
