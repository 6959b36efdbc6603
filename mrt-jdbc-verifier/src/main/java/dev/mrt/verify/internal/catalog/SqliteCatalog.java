// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import dev.mrt.verify.internal.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's catalog: {@code sqlite_schema}, the table-valued pragmas, and the stored SQL for what no pragma tells.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_table_xinfo">pragmas</a>
 */
public final class SqliteCatalog implements Catalog {

    /** What {@code sqlite_schema} says: a table changed only where the text of it or of one of its indexes did. */
    private record Entry(String type, String name, String table, String sql) {}

    private record ColumnRow(
            String table,
            int cid,
            String name,
            String type,
            boolean notNull,
            @Nullable String value,
            int key,
            int hidden) {}

    private record ForeignKeyRow(
            String table,
            int id,
            int seq,
            String other,
            String from,
            @Nullable String to,
            String onUpdate,
            String onDelete) {}

    private record IndexRow(
            String table,
            String index,
            boolean unique,
            String origin,
            int seq,
            int cid,
            @Nullable String column,
            boolean descending,
            String collation) {}

    /** What {@code sqlite_schema} says of each table, in one text that changes with any of it. */
    private Map<String, String> known = Map.of();

    private Schema last = Schema.empty();

    @Override
    public void forget() {
        known = Map.of();
        last = Schema.empty();
    }

    @Override
    public Schema read(Handle handle) {
        Map<String, String> now = new HashMap<>();
        handle.select(
                        "select tbl_name, group_concat(type || char(31) || name || char(31) || coalesce(sql, ''), char(30)"
                                + " order by rowid) from sqlite_master group by tbl_name")
                .map((rs, ctx) -> Map.entry(rs.getString(1), rs.getString(2)))
                .forEach(table -> now.put(table.getKey(), table.getValue()));
        now.keySet().removeIf(table -> table.startsWith("sqlite_"));
        Schema schema = last;
        for (Map.Entry<String, String> table : known.entrySet()) {
            if (!table.getValue().equals(now.get(table.getKey()))) {
                for (Entry entry : entries(table.getKey(), table.getValue())) {
                    schema = without(schema, entry);
                }
            }
        }
        Map<String, List<Entry>> changed = new TreeMap<>();
        now.forEach((table, text) -> {
            if (!text.equals(known.get(table))) {
                changed.put(table, entries(table, text));
            }
        });
        if (!changed.isEmpty()) {
            schema = read(handle, changed, schema);
        }
        known = now;
        last = schema;
        return schema;
    }

    private static List<Entry> entries(String table, String text) {
        List<Entry> entries = new ArrayList<>();
        for (String entry : text.split("\u001e", -1)) {
            String[] parts = entry.split("\u001f", 3);
            entries.add(new Entry(parts[0], parts[1], table, parts[2]));
        }
        return entries;
    }

    private static Schema without(Schema schema, Entry entry) {
        return switch (entry.type()) {
            case "table" -> schema.without(QualifiedName.of(entry.name()));
            case "view" -> schema.without(new ObjectKey(ObjectKind.VIEW, QualifiedName.of(entry.name())));
            case "trigger" -> schema.without(triggerKey(entry));
            default -> schema;
        };
    }

    private static ObjectKey triggerKey(Entry entry) {
        return new ObjectKey(ObjectKind.TRIGGER, QualifiedName.of(entry.table() + "." + entry.name()));
    }

    private static Schema read(Handle handle, Map<String, List<Entry>> changed, Schema schema) {
        // The names are bound, so that the text of the queries stays the same and is taken apart only once.
        String names = Json.write(changed.keySet());
        String filter = " and m.name in (select value from json_each(:names))";
        Map<String, List<ColumnRow>> columns = new LinkedHashMap<>();
        handle.createQuery("select m.name, x.cid, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk, x.hidden"
                        + " from sqlite_master m, pragma_table_xinfo(m.name) x where m.type = 'table'" + filter)
                .bind("names", names)
                .map((rs, ctx) -> new ColumnRow(
                        rs.getString(1),
                        rs.getInt(2),
                        rs.getString(3),
                        rs.getString(4),
                        rs.getBoolean(5),
                        rs.getString(6),
                        rs.getInt(7),
                        rs.getInt(8)))
                .forEach(row -> columns.computeIfAbsent(row.table(), any -> new ArrayList<>())
                        .add(row));
        Map<String, List<ForeignKeyRow>> keys = new LinkedHashMap<>();
        handle.createQuery("select m.name, f.id, f.seq, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete"
                        + " from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table'" + filter
                        + " order by 1, 2, 3")
                .bind("names", names)
                .map((rs, ctx) -> new ForeignKeyRow(
                        rs.getString(1),
                        rs.getInt(2),
                        rs.getInt(3),
                        rs.getString(4),
                        rs.getString(5),
                        rs.getString(6),
                        rs.getString(7),
                        rs.getString(8)))
                .forEach(row -> keys.computeIfAbsent(row.table(), any -> new ArrayList<>())
                        .add(row));
        Map<String, List<IndexRow>> indexes = new LinkedHashMap<>();
        handle.createQuery("select m.name, i.name, i.\"unique\", i.origin, x.seqno, x.cid, x.name, x.desc, x.coll"
                        + " from sqlite_master m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x"
                        + " where m.type = 'table' and x.key = 1" + filter + " order by 1, i.seq desc, x.seqno")
                .bind("names", names)
                .map((rs, ctx) -> new IndexRow(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getBoolean(3),
                        rs.getString(4),
                        rs.getInt(5),
                        rs.getInt(6),
                        rs.getString(7),
                        rs.getBoolean(8),
                        rs.getString(9)))
                .forEach(row -> indexes.computeIfAbsent(row.table(), any -> new ArrayList<>())
                        .add(row));
        Schema result = schema;
        for (Map.Entry<String, List<Entry>> group : changed.entrySet()) {
            String name = group.getKey();
            for (Entry entry : group.getValue()) {
                result = switch (entry.type()) {
                    case "table" ->
                        result.with(table(
                                entry,
                                columns.getOrDefault(name, List.of()),
                                keys.getOrDefault(name, List.of()),
                                indexes.getOrDefault(name, List.of()),
                                group.getValue()));
                    case "view" ->
                        result.with(defined(new ObjectKey(ObjectKind.VIEW, QualifiedName.of(name)), entry.sql()));
                    case "trigger" -> result.with(defined(triggerKey(entry), entry.sql()));
                    default -> result;
                };
            }
        }
        return result;
    }

    private static SchemaObject defined(ObjectKey key, String sql) {
        return new SchemaObject.Defined(key, String.join(" ", sql.strip().split("\\s+")), List.of());
    }

    private static Table table(
            Entry entry,
            List<ColumnRow> columnRows,
            List<ForeignKeyRow> keyRows,
            List<IndexRow> indexRows,
            Collection<Entry> entries) {
        SqliteDefinition definition = SqliteDefinition.of(entry.sql());
        List<Column> columns = new ArrayList<>();
        for (ColumnRow row : columnRows) {
            columns.add(column(row, columnRows, definition));
        }
        List<Constraint> constraints = new ArrayList<>();
        List<String> primary = columnRows.stream()
                .filter(row -> row.key() > 0)
                .sorted(Comparator.comparingInt(ColumnRow::key))
                .map(ColumnRow::name)
                .toList();
        if (!primary.isEmpty()) {
            constraints.add(new Constraint.PrimaryKey(name(definition, "PRIMARY", primary), primary));
        }
        foreignKeys(keyRows, definition, constraints);
        List<Index> indexes = new ArrayList<>();
        Map<String, List<IndexRow>> byIndex = new LinkedHashMap<>();
        for (IndexRow row : indexRows) {
            byIndex.computeIfAbsent(row.index(), any -> new ArrayList<>()).add(row);
        }
        byIndex.forEach((index, rows) -> {
            if (rows.get(0).origin().equals("u")) {
                List<String> names = new ArrayList<>();
                for (IndexRow row : rows) {
                    names.add(row.column() == null ? "" : row.column());
                }
                constraints.add(Constraint.Unique.of(name(definition, "UNIQUE", names), names));
            } else if (rows.get(0).origin().equals("c")) {
                indexes.add(index(index, rows, entries));
            }
        });
        for (SqliteDefinition.Written written : definition.constraints()) {
            if (written.kind().equals("CHECK")) {
                List<String> named = new ArrayList<>();
                Set<String> words = new LinkedHashSet<>();
                for (String token :
                        SqliteDefinition.tokens(written.body().replace('(', ' ').replace(')', ' '))) {
                    words.add(SqliteDefinition.unquoted(token).toLowerCase(Locale.ROOT));
                }
                for (Column column : columns) {
                    if (words.contains(column.name().toLowerCase(Locale.ROOT))) {
                        named.add(column.name());
                    }
                }
                constraints.add(new Constraint.Check(
                        written.name().isEmpty() ? null : written.name(), named, written.body(), true));
            }
        }
        return new Table(QualifiedName.of(entry.name()), columns, constraints, indexes, true, "");
    }

    private static Column column(ColumnRow row, List<ColumnRow> all, SqliteDefinition definition) {
        Generated generated = null;
        if (row.hidden() == 2 || row.hidden() == 3) {
            generated = new Generated("", row.hidden() == 3);
            for (SqliteDefinition.GeneratedColumn written : definition.generated()) {
                if (written.column().equalsIgnoreCase(row.name())) {
                    generated = new Generated(written.expression(), written.stored());
                }
            }
        }
        long keyColumns = all.stream().filter(other -> other.key() > 0).count();
        boolean rowId = keyColumns == 1 && row.key() == 1 && row.type().equalsIgnoreCase("integer");
        ServerDefault value = row.value() == null ? ServerDefault.NONE : ServerDefault.of(row.value());
        // A generated column's hidden type carries the words; the declared type is what stands before them.
        String type = row.type()
                .toUpperCase(Locale.ROOT)
                .replace("GENERATED ALWAYS", "")
                .strip();
        return new Column(
                row.name(),
                TypeText.parse(type, true),
                Truth.of(!row.notNull() && !rowId),
                value,
                rowId ? Identity.AUTO_INCREMENT : Identity.NONE,
                generated,
                null);
    }

    private static void foreignKeys(
            List<ForeignKeyRow> rows, SqliteDefinition definition, List<Constraint> constraints) {
        Map<Integer, List<ForeignKeyRow>> byId = new TreeMap<>(Comparator.reverseOrder());
        for (ForeignKeyRow row : rows) {
            byId.computeIfAbsent(row.id(), any -> new ArrayList<>()).add(row);
        }
        for (List<ForeignKeyRow> key : byId.values()) {
            List<String> from = new ArrayList<>();
            List<String> to = new ArrayList<>();
            for (ForeignKeyRow row : key) {
                from.add(row.from());
                if (row.to() != null) {
                    to.add(row.to());
                }
            }
            ForeignKeyRow first = key.get(0);
            SqliteDefinition.Written written = written(definition, "FOREIGN", "REFERENCES", from);
            String tail = written == null ? "" : written.tail();
            boolean deferrable = tail.contains("DEFERRABLE") && !tail.contains("NOT DEFERRABLE");
            constraints.add(new Constraint.ForeignKey(
                    written == null || written.name().isEmpty() ? null : written.name(),
                    from,
                    QualifiedName.of(first.other()),
                    to,
                    ReferentialAction.of(first.onDelete()).orElse(ReferentialAction.NO_ACTION),
                    ReferentialAction.of(first.onUpdate()).orElse(ReferentialAction.NO_ACTION),
                    deferrable,
                    deferrable && tail.contains("INITIALLY DEFERRED"),
                    true));
        }
    }

    private static Index index(String name, List<IndexRow> rows, Collection<Entry> entries) {
        String sql = "";
        for (Entry entry : entries) {
            if (entry.type().equals("index") && entry.name().equals(name)) {
                sql = entry.sql();
            }
        }
        int open = sql.indexOf('(', Math.max(0, sql.toUpperCase(Locale.ROOT).indexOf(" ON ")));
        List<String> written = open < 0 ? List.of() : SqliteDefinition.split(SqliteDefinition.inner(sql, open));
        List<Index.Part> parts = new ArrayList<>();
        for (IndexRow row : rows) {
            String collation =
                    row.collation() == null || row.collation().equals("BINARY") ? "" : "COLLATE " + row.collation();
            String expression = row.column() == null && row.seq() < written.size() ? written.get(row.seq()) : null;
            parts.add(new Index.Part(row.column(), expression, row.descending(), collation));
        }
        String predicate = null;
        if (open >= 0) {
            String rest = sql.substring(Math.min(sql.length(), SqliteDefinition.closing(sql, open) + 1))
                    .strip();
            if (rest.toUpperCase(Locale.ROOT).startsWith("WHERE")) {
                predicate = rest.substring(5).strip();
            }
        }
        return new Index(name, parts, rows.get(0).unique(), "", predicate, List.of());
    }

    private static @Nullable String name(SqliteDefinition definition, String kind, List<String> columns) {
        SqliteDefinition.Written written = written(definition, kind, kind, columns);
        return written == null || written.name().isEmpty() ? null : written.name();
    }

    private static SqliteDefinition.@Nullable Written written(
            SqliteDefinition definition, String kind, String inline, List<String> columns) {
        for (SqliteDefinition.Written written : definition.constraints()) {
            if (!written.kind().equals(kind) && !written.kind().equals(inline)) {
                continue;
            }
            if (!written.column().isEmpty()) {
                if (columns.size() == 1 && written.column().equalsIgnoreCase(columns.get(0))) {
                    return written;
                }
                continue;
            }
            List<String> named = new ArrayList<>();
            for (String part : SqliteDefinition.split(written.body())) {
                List<String> tokens = SqliteDefinition.tokens(part);
                named.add(tokens.isEmpty() ? "" : SqliteDefinition.unquoted(tokens.get(0)));
            }
            if (named.size() == columns.size()) {
                boolean same = true;
                for (int i = 0; i < named.size(); i++) {
                    same &= named.get(i).equalsIgnoreCase(columns.get(i));
                }
                if (same) {
                    return written;
                }
            }
        }
        return null;
    }
}
