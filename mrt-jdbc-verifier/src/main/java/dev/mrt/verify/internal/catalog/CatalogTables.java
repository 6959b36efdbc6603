// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Puts tables together from the rows of catalogs that list columns, parts of keys and parts of indexes one by one. */
final class CatalogTables {

    /**
     * One column of a primary, unique or foreign key.
     *
     * @param name null where the server made it up
     * @param kind {@code PRIMARY KEY}, {@code UNIQUE} or {@code FOREIGN KEY}
     */
    record KeyPart(
            QualifiedName table,
            String id,
            @Nullable String name,
            String kind,
            String column,
            @Nullable QualifiedName otherTable,
            @Nullable String otherColumn,
            @Nullable String onDelete,
            @Nullable String onUpdate,
            boolean deferrable,
            boolean deferred,
            boolean validated) {}

    /** One column or expression of an index. */
    record IndexPart(
            QualifiedName table,
            String index,
            boolean unique,
            String method,
            @Nullable String predicate,
            @Nullable String column,
            @Nullable String expression,
            boolean descending,
            boolean included) {}

    /** Something that looks at a row. */
    interface RowReading {
        void take(ResultSet row) throws SQLException;
    }

    private final Map<QualifiedName, String> comments = new TreeMap<>();
    private final Map<QualifiedName, List<Column>> columns = new HashMap<>();
    private final Map<QualifiedName, List<Constraint>> constraints = new HashMap<>();
    private final Map<QualifiedName, List<Index>> indexes = new HashMap<>();

    void table(QualifiedName name, @Nullable String comment) {
        comments.put(name, comment == null ? "" : comment);
    }

    void column(QualifiedName table, Column column) {
        columns.computeIfAbsent(table, any -> new ArrayList<>()).add(column);
    }

    /** Takes keys in the order of their columns. */
    void keys(List<KeyPart> parts) {
        for (List<KeyPart> key : grouped(parts, part -> part.table() + "\0" + part.id())) {
            KeyPart first = key.get(0);
            List<String> names = key.stream().map(KeyPart::column).toList();
            constraint(
                    first.table(),
                    switch (first.kind()) {
                        case "PRIMARY KEY" -> new Constraint.PrimaryKey(first.name(), names);
                        case "UNIQUE" ->
                            new Constraint.Unique(first.name(), names, false, first.deferrable(), first.deferred());
                        default -> foreignKey(key, names);
                    });
        }
    }

    private static Constraint foreignKey(List<KeyPart> key, List<String> names) {
        KeyPart first = key.get(0);
        List<String> others = new ArrayList<>();
        for (KeyPart part : key) {
            others.add(String.valueOf(part.otherColumn()));
        }
        QualifiedName other = first.otherTable();
        return new Constraint.ForeignKey(
                first.name(),
                names,
                other == null ? first.table() : other,
                others,
                action(first.onDelete()),
                action(first.onUpdate()),
                first.deferrable(),
                first.deferred(),
                first.validated());
    }

    private static ReferentialAction action(@Nullable String words) {
        return words == null
                ? ReferentialAction.NO_ACTION
                : ReferentialAction.of(words.replace('_', ' ')).orElse(ReferentialAction.NO_ACTION);
    }

    /** Takes a check; its columns are those that its text names. */
    void check(QualifiedName table, @Nullable String name, String expression, boolean validated) {
        List<String> about = new ArrayList<>();
        String text = " " + expression.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_$#]+", " ") + " ";
        for (Column column : columns.getOrDefault(table, List.of())) {
            if (text.contains(" " + column.name().toLowerCase(Locale.ROOT) + " ")) {
                about.add(column.name());
            }
        }
        constraint(table, new Constraint.Check(name, about, expression, validated));
    }

    private void constraint(QualifiedName table, Constraint constraint) {
        constraints.computeIfAbsent(table, any -> new ArrayList<>()).add(constraint);
    }

    /** Takes indexes in the order of their columns. */
    void indexes(List<IndexPart> parts) {
        for (List<IndexPart> index : grouped(parts, part -> part.table() + "\0" + part.index())) {
            IndexPart first = index.get(0);
            List<Index.Part> written = new ArrayList<>();
            List<String> included = new ArrayList<>();
            for (IndexPart part : index) {
                if (part.included()) {
                    included.add(String.valueOf(part.column()));
                } else {
                    String expression = part.expression();
                    String column = expression == null ? part.column() : null;
                    written.add(new Index.Part(column, expression, part.descending(), ""));
                }
            }
            indexes.computeIfAbsent(first.table(), any -> new ArrayList<>())
                    .add(new Index(
                            first.index(), written, first.unique(), first.method(), first.predicate(), included));
        }
    }

    private static <T> Collection<List<T>> grouped(List<T> rows, Function<T, String> key) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        for (T row : rows) {
            groups.computeIfAbsent(key.apply(row), any -> new ArrayList<>()).add(row);
        }
        return groups.values();
    }

    /** The schema; what is as it was in the last one stays the same object, so that comparing is cheap. */
    Schema schema(Collection<SchemaObject> objects, Schema last) {
        Schema schema = last;
        for (Table old : last.tables()) {
            if (!comments.containsKey(old.name())) {
                schema = schema.without(old.name());
            }
        }
        for (Map.Entry<QualifiedName, String> entry : comments.entrySet()) {
            QualifiedName name = entry.getKey();
            Table table = new Table(
                    name,
                    columns.getOrDefault(name, List.of()),
                    constraints.getOrDefault(name, List.of()),
                    indexes.getOrDefault(name, List.of()),
                    true,
                    entry.getValue());
            if (!table.equals(last.table(name).orElse(null))) {
                schema = schema.with(table);
            }
        }
        return withObjects(schema, objects);
    }

    /** A schema with these objects beside its tables, and no others. */
    static Schema withObjects(Schema schema, Collection<SchemaObject> objects) {
        Map<Object, SchemaObject> now = new LinkedHashMap<>();
        objects.forEach(object -> now.put(object.key(), object));
        Schema result = schema;
        for (SchemaObject old : schema.objects()) {
            if (!now.containsKey(old.key())) {
                result = result.without(old.key());
            }
        }
        for (SchemaObject object : now.values()) {
            if (!object.equals(schema.object(object.key()).orElse(null))) {
                result = result.with(object);
            }
        }
        return result;
    }

    /** Shows every row of a query. */
    static void each(Handle handle, String sql, RowReading reading) {
        handle.select(sql).scanResultSet((rows, ctx) -> {
            ResultSet row = rows.get();
            while (row.next()) {
                reading.take(row);
            }
            return row;
        });
    }

    /** A name as tools write it: one that a server folded to upper case, because nobody quoted it, in lower case. */
    static String folded(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
    }

    static QualifiedName folded(@Nullable String schema, String name) {
        return new QualifiedName(schema == null ? null : folded(schema), folded(name));
    }

    /** A text in which only the words count. */
    static String oneLine(@Nullable String text) {
        return text == null ? "" : String.join(" ", text.strip().split("\\s+", -1));
    }
}
