// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Column;
import dev.mrt.schema.ColumnName;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows and values are that stood in the database before the upgrade. Everything stands in its own place until
 * something moves, copies or removes it. The name of a column stands for a place now, or for the values that were there before.
 */
final class Places {

    /** The old values that went through an expression into a column, and whether the downgrade computed it. */
    private record Derivation(Set<ColumnName> from, boolean inDowngrade) {}

    private final Schema before;
    /** The old table that a table is, where that is not its own name; {@link #NEW} for a new table. */
    private final Map<QualifiedName, QualifiedName> origins = new HashMap<>();
    /** The old tables whose rows were copied into a table. */
    private final Map<QualifiedName, Set<QualifiedName>> copies = new HashMap<>();
    /** The old values that a column holds now, where that is not just its own; empty for none. */
    private final Map<ColumnName, Set<ColumnName>> values = new HashMap<>();

    private final Map<ColumnName, Derivation> derived = new HashMap<>();
    /** The old values that the migration's code read from the database, and may write again in another form. */
    private final Set<ColumnName> read = new HashSet<>();

    private boolean downgrading;

    private static final QualifiedName NEW = QualifiedName.of("");

    Places(Schema before) {
        this.before = before;
    }

    /** The old table that this table is, perhaps under another name; null for a new one. */
    @Nullable
    QualifiedName origin(QualifiedName table) {
        QualifiedName known = origins.get(table);
        if (known != null) {
            return known.equals(NEW) ? null : known;
        }
        return before.table(table).isPresent() ? table : null;
    }

    /** Whether nothing was ever heard of a table: it is of another application, and was there before. */
    boolean isUnheard(QualifiedName table) {
        return !origins.containsKey(table) && before.table(table).isEmpty() && !copies.containsKey(table);
    }

    /** Whether a table holds the old rows of the table that had its name. */
    boolean holdsItsRows(QualifiedName origin) {
        return origin.equals(origin(origin))
                || copies.getOrDefault(origin, Set.of()).contains(origin);
    }

    /** Whether the rows of an old table were copied into some other table. */
    boolean hasCopy(QualifiedName origin) {
        return anyHolds(copies, origin) || origins.containsValue(origin);
    }

    /** The old values that a column holds. */
    Set<ColumnName> valuesIn(QualifiedName table, String column) {
        Set<ColumnName> own = values.get(new ColumnName(table, column));
        if (own != null) {
            return own;
        }
        QualifiedName origin = origin(table);
        if (isUnheard(table)) {
            return Set.of(new ColumnName(table, column));
        }
        Table old = origin == null ? null : before.table(origin).orElse(null);
        if (old == null || (old.complete() && old.column(column).isEmpty())) {
            return Set.of();
        }
        return Set.of(new ColumnName(old.name(), column));
    }

    /** Whether some column holds old values as they were. */
    boolean holdsValues(ColumnName origin) {
        if (anyHolds(values, origin)
                || valuesIn(origin.table(), origin.column()).contains(origin)) {
            return true;
        }
        for (Map.Entry<QualifiedName, QualifiedName> renamed : origins.entrySet()) {
            if (renamed.getValue().equals(origin.table())
                    && valuesIn(renamed.getKey(), origin.column()).contains(origin)) {
                return true;
            }
        }
        return false;
    }

    /** The upgrade is over: what is computed from here on, the downgrade computes; what code read before is forgotten. */
    void endUpgrade() {
        downgrading = true;
        read.clear();
    }

    /** Whether some other column holds what an expression made of old values. */
    boolean derivedElsewhere(ColumnName origin) {
        for (Map.Entry<ColumnName, Derivation> held : derived.entrySet()) {
            if (held.getValue().from().contains(origin) && !held.getKey().equals(origin)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the column that now has the name of old values holds what an expression made of them. */
    boolean derivedInPlace(ColumnName origin) {
        return derivedFrom(origin).contains(origin);
    }

    /** Whether the downgrade computes a column from what an expression made of its old values. */
    boolean isComputedBack(ColumnName origin) {
        Derivation derivation = derived.get(origin);
        return derivation != null
                && derivation.inDowngrade()
                && derivation.from().contains(origin);
    }

    private Set<ColumnName> derivedFrom(ColumnName place) {
        Derivation derivation = derived.get(place);
        return derivation == null ? Set.of() : derivation.from();
    }

    /** In how many columns old values stand as they were. */
    int columnsHolding(ColumnName origin) {
        int columns = 0;
        for (Set<ColumnName> held : values.values()) {
            columns += held.contains(origin) ? 1 : 0;
        }
        return !values.containsKey(origin) && holdsValues(origin) ? columns + 1 : columns;
    }

    private static <T> boolean anyHolds(Map<T, Set<T>> places, T origin) {
        for (Set<T> held : places.values()) {
            if (held.contains(origin)) {
                return true;
            }
        }
        return false;
    }

    void createTable(QualifiedName table) {
        dropTable(table);
    }

    void dropTable(QualifiedName table) {
        origins.put(table, NEW);
        copies.remove(table);
        forgetColumns(table);
    }

    private void forgetColumns(QualifiedName table) {
        values.keySet().removeIf(cell -> cell.table().equals(table));
        derived.keySet().removeIf(cell -> cell.table().equals(table));
    }

    void renameTable(QualifiedName from, QualifiedName to) {
        QualifiedName origin = origin(from);
        Set<QualifiedName> held = copies.remove(from);
        // a table that was rebuilt under another name and took the old one's place
        boolean rebuilt = origin == null && held != null && held.contains(to);
        origins.put(to, rebuilt ? to : origin == null ? NEW : origin);
        origins.put(from, NEW);
        if (held != null && !rebuilt) {
            copies.put(to, held);
        }
        if (rebuilt) {
            forgetColumns(from);
            forgetColumns(to);
        }
        move(values, from, to);
        move(derived, from, to);
    }

    private static <T> void move(Map<ColumnName, T> places, QualifiedName from, QualifiedName to) {
        for (ColumnName cell : List.copyOf(places.keySet())) {
            if (cell.table().equals(from)) {
                T held = places.remove(cell);
                if (held != null) {
                    places.put(new ColumnName(to, cell.column()), held);
                }
            }
        }
    }

    void addColumn(QualifiedName table, String column) {
        values.put(new ColumnName(table, column), Set.of());
    }

    void dropColumn(QualifiedName table, String column) {
        ColumnName cell = new ColumnName(table, column);
        values.put(cell, Set.of());
        derived.remove(cell);
    }

    void renameColumn(QualifiedName table, String from, String to) {
        ColumnName source = new ColumnName(table, from);
        ColumnName sink = new ColumnName(table, to);
        values.put(sink, valuesIn(table, from));
        values.put(source, Set.of());
        Derivation held = derived.remove(source);
        if (held != null) {
            derived.put(sink, held);
        }
    }

    /** A column gets what another one holds. */
    void copyColumn(QualifiedName sourceTable, String source, QualifiedName table, String sink) {
        values.put(new ColumnName(table, sink), valuesIn(sourceTable, source));
    }

    /** A column gets a value that is nobody's. */
    void overwrite(QualifiedName table, String column) {
        values.put(new ColumnName(table, column), Set.of());
    }

    /** A column gets what an expression makes of columns of a table. */
    void derive(QualifiedName sourceTable, String expression, Schema schema, QualifiedName table, String sink) {
        Set<ColumnName> from = new HashSet<>();
        for (String column : columnsIn(sourceTable, expression, schema)) {
            from.addAll(heldBy(sourceTable, column));
        }
        derive(new ColumnName(table, sink), from);
    }

    private void derive(ColumnName sink, Set<ColumnName> from) {
        if (!from.isEmpty()) {
            Set<ColumnName> held = new HashSet<>(derivedFrom(sink));
            held.addAll(from);
            derived.put(sink, new Derivation(held, downgrading));
        }
    }

    /** The old values that a column holds, as they were or in some other form. */
    private Set<ColumnName> heldBy(QualifiedName table, String column) {
        Set<ColumnName> held = new HashSet<>(valuesIn(table, column));
        held.addAll(derivedFrom(new ColumnName(table, column)));
        return held;
    }

    /** Code of the migration gets what a query reads. */
    void read(String query, Schema schema) {
        int from = query.toLowerCase(Locale.ROOT).indexOf("from");
        String selected = from < 0 ? query : query.substring(0, from);
        for (Table table : schema.tables()) {
            if (Mentions.inSql(query, table.name().name())) {
                for (Column column : table.columns()) {
                    if (selected.indexOf('*') >= 0 || Mentions.inSql(selected, column.name())) {
                        read.addAll(heldBy(table.name(), column.name()));
                    }
                }
            }
        }
    }

    /** A column gets what code made, perhaps of what it read. */
    void writeFromCode(QualifiedName table, String column) {
        derive(new ColumnName(table, column), Set.copyOf(read));
    }

    private static List<String> columnsIn(QualifiedName table, String expression, Schema schema) {
        List<String> columns = new ArrayList<>();
        schema.table(table).ifPresent(known -> {
            for (Column column : known.columns()) {
                if (Mentions.inSql(expression, column.name())) {
                    columns.add(column.name());
                }
            }
        });
        return columns;
    }

    /** Rows of the tables that a query names are copied into a table. */
    void copyRows(String query, Schema schema, QualifiedName table) {
        Set<QualifiedName> held = new HashSet<>(copies.getOrDefault(table, Set.of()));
        for (Table source : schema.tables()) {
            if (source.name().equals(table)
                    || !Mentions.inSql(query, source.name().name())) {
                continue;
            }
            QualifiedName origin = origin(source.name());
            if (origin != null) {
                held.add(origin);
            }
            held.addAll(copies.getOrDefault(source.name(), Set.of()));
            for (Column column : source.columns()) {
                if (query.indexOf('*') >= 0 || Mentions.inSql(query, column.name())) {
                    ColumnName place = new ColumnName(table, source.name() + "." + column.name());
                    derived.put(place, new Derivation(valuesIn(source.name(), column.name()), downgrading));
                }
            }
        }
        copies.put(table, held);
    }
}
