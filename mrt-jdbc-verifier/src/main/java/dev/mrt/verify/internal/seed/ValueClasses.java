// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.Table;
import dev.mrt.verify.internal.rows.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Columns that foreign keys tie together, directly or through others, form one class and take one value for each row
 * number. So every foreign key holds by construction, in whatever order rows are inserted: cycles, self references,
 * composite and overlapping keys included. Where a table of a class already has rows and gets none, the class takes the
 * values that are there.
 */
final class ValueClasses {

    private static final int FIRST_KEY = 1000;

    /** One class. */
    private static final class ValueClass {
        private @Nullable Column narrowest;
        private int members;
        private long existingMaximum;
        private @Nullable Set<String> pinned;
        private List<String> chosen = List.of();
    }

    private record Place(QualifiedName table, String column) {}

    private final Map<Place, Place> leaders = new HashMap<>();
    private final Map<Place, ValueClass> classes = new HashMap<>();
    private final SampleValues samples;
    private final UserTypes types;

    private ValueClasses(SampleValues samples, UserTypes types) {
        this.samples = samples;
        this.types = types;
    }

    /**
     * The classes of the tables that are to be filled.
     *
     * @param toSeed the tables that get rows
     * @param present the rows that there are
     */
    static ValueClasses of(
            Schema schema, Set<QualifiedName> toSeed, Rows present, SampleValues samples, UserTypes types) {
        ValueClasses classes = new ValueClasses(samples, types);
        Set<QualifiedName> tables = new LinkedHashSet<>(toSeed);
        List<QualifiedName> queue = new ArrayList<>(toSeed);
        while (!queue.isEmpty()) {
            QualifiedName name = queue.remove(queue.size() - 1);
            Table table = schema.table(name).orElse(null);
            if (table == null) {
                continue;
            }
            for (Constraint.ForeignKey key : table.foreignKeys()) {
                List<String> referenced = referencedColumns(schema, key);
                for (int i = 0; i < Math.min(referenced.size(), key.columns().size()); i++) {
                    classes.unite(
                            new Place(name, key.columns().get(i)), new Place(key.referencedTable(), referenced.get(i)));
                }
                if (tables.add(key.referencedTable())) {
                    queue.add(key.referencedTable());
                }
            }
        }
        for (QualifiedName name : tables) {
            Table table = schema.table(name).orElse(null);
            if (table != null) {
                classes.enter(table, toSeed.contains(name), present.of(name));
            }
        }
        return classes;
    }

    /** The columns that a foreign key refers to; the other table's primary key where it names none. */
    static List<String> referencedColumns(Schema schema, Constraint.ForeignKey key) {
        if (!key.referencedColumns().isEmpty()) {
            return key.referencedColumns();
        }
        return schema.table(key.referencedTable())
                .flatMap(Table::primaryKey)
                .map(Constraint.PrimaryKey::columns)
                .orElse(List.of());
    }

    private void enter(Table table, boolean getsRows, Rows.@Nullable OfTable rows) {
        for (Column column : table.columns()) {
            Place place = new Place(table.name(), column.name());
            Place leader = leader(place);
            if (!getsRows && leader.equals(place) && !leaders.containsKey(place)) {
                continue;
            }
            ValueClass own = classes.computeIfAbsent(leader, any -> new ValueClass());
            own.members++;
            if (own.narrowest == null || width(column) < width(own.narrowest)) {
                own.narrowest = column;
            }
            if (rows == null || rows.rows().isEmpty()) {
                continue;
            }
            int index = rows.columns().indexOf(column.name());
            Set<String> values = new LinkedHashSet<>();
            for (List<@Nullable String> row : rows.rows()) {
                String value = index < 0 ? null : row.get(index);
                if (value != null) {
                    values.add(plain(value));
                    own.existingMaximum = Math.max(own.existingMaximum, number(value));
                }
            }
            if (!getsRows && !values.isEmpty()) {
                if (own.pinned == null) {
                    own.pinned = values;
                } else {
                    own.pinned.retainAll(values);
                }
            }
        }
    }

    /** Sets the values of a class by row number, where it is free to choose; null values are left out. */
    void choose(QualifiedName table, String column, List<@Nullable String> values) {
        ValueClass own = classes.get(leader(new Place(table, column)));
        if (own != null && own.chosen.isEmpty()) {
            List<String> solid = new ArrayList<>();
            for (String value : values) {
                if (value != null) {
                    solid.add(value);
                }
            }
            own.chosen = solid;
        }
    }

    /** How many columns the class of this one has; 1 for a column that no foreign key ties to another. */
    int members(QualifiedName table, String column) {
        ValueClass own = classes.get(leader(new Place(table, column)));
        return own == null ? 1 : own.members;
    }

    /**
     * The value of a column in a row.
     *
     * @param key whether the column is part of a key
     */
    String value(QualifiedName table, Column column, boolean key, int row, SampleValues.Kind kind) {
        ValueClass own = classes.get(leader(new Place(table, column.name())));
        if (own == null) {
            return samples.text(column, row, kind);
        }
        if (own.pinned != null && !own.pinned.isEmpty()) {
            List<String> values = new ArrayList<>(own.pinned);
            return values.get(row % values.size());
        }
        if (!own.chosen.isEmpty()) {
            return own.chosen.get(row % own.chosen.size());
        }
        if (own.members > 1 && own.narrowest != null) {
            // Only an everyday value is sure to fit all members.
            return samples.text(own.narrowest, shifted(own, own.narrowest, true, row), SampleValues.Kind.PLAIN);
        }
        return samples.text(column, kind == SampleValues.Kind.PLAIN ? shifted(own, column, key, row) : row, kind);
    }

    /** Row numbers go on behind the numbers that are there; keys leave the small numbers to migrations that insert rows. */
    private int shifted(ValueClass own, Column column, boolean key, int row) {
        if (!isWhole(types.base(column.type()))) {
            return row;
        }
        if (own.existingMaximum > 0 && own.existingMaximum < 1_000_000_000) {
            return (int) own.existingMaximum + row;
        }
        return key ? FIRST_KEY + row : row;
    }

    private static boolean isWhole(SqlType type) {
        String name = type.name().toLowerCase(Locale.ROOT);
        boolean counted = name.contains("int") && !name.equals("tinyint") && !name.contains("interval");
        return counted || name.contains("serial");
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** SQLite's values come as literals. */
    private static String plain(String value) {
        boolean quoted = value.length() > 1 && value.charAt(0) == '\'' && value.endsWith("'");
        return quoted ? value.substring(1, value.length() - 1).replace("''", "'") : value;
    }

    /** A rough order of how many values a type has; the narrowest member's values fit all. */
    private int width(Column column) {
        SqlType type = types.base(column.type());
        String name = type.name().toLowerCase(Locale.ROOT);
        if (!type.labels().isEmpty() || !types.labels(type).isEmpty()) {
            return 1;
        }
        if (name.startsWith("bool")) {
            return 2;
        }
        if (name.contains("char") || name.contains("text")) {
            int length =
                    type.parameters().isEmpty() ? 10_000 : type.parameters().get(0);
            return 100 + length;
        }
        return switch (name) {
            case "tinyint" -> 8;
            case "smallint", "int2", "smallserial" -> 16;
            case "mediumint" -> 24;
            case "integer", "int", "int4", "serial" -> 32;
            case "bigint", "int8", "bigserial" -> 64;
            default -> 80;
        };
    }

    private Place leader(Place place) {
        Place current = place;
        Place next = leaders.get(current);
        while (next != null && !next.equals(current)) {
            current = next;
            next = leaders.get(current);
        }
        return current;
    }

    private void unite(Place left, Place right) {
        Place first = leader(left);
        Place second = leader(right);
        leaders.putIfAbsent(first, first);
        leaders.putIfAbsent(second, second);
        leaders.put(first, second);
    }
}
