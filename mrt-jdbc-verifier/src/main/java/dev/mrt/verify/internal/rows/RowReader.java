// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.rows;

import dev.mrt.rendering.Sql;
import dev.mrt.schema.Column;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads all rows of tables of one database. Belongs to one thread at a time. */
public final class RowReader {

    /**
     * Into how many statements the tables of a server are divided, by name: a table that comes or goes changes the text of one,
     * and the server keeps its plans of all others.
     */
    private static final int GROUPS = 32;

    private final Dialect dialect;
    private final Path file;
    /** SQLite's rows that were read, with the pages that they were read from: the same pages have the same rows. */
    private final Map<QualifiedName, OnPages> known = new HashMap<>();

    private record OnPages(Table table, SqlitePages.Tree pages, Rows.OfTable rows) {}

    /** A server's rows as they were last read, and the table then. */
    private final Map<QualifiedName, Read> last = new HashMap<>();

    private record Read(Table table, Rows.OfTable rows) {}

    private final LargeTables large;

    /** A reader for one database. */
    public RowReader(DatabaseUrl database) {
        this.dialect = database.dialect();
        this.file = Path.of(dialect == Dialect.SQLITE ? database.database() : "");
        this.large = new LargeTables(dialect);
    }

    /**
     * Reads the rows of tables.
     *
     * @throws SQLException where a table cannot be read
     */
    public Rows read(Connection connection, Collection<Table> tables) throws SQLException {
        return read(connection, tables, null);
    }

    /**
     * Reads the rows of tables, on a server only of those that are not known.
     *
     * @param touched the tables in which rows may be others than when they were last read; null where it may be any
     * @throws SQLException where a table cannot be read
     */
    public Rows read(Connection connection, Collection<Table> tables, @Nullable Set<QualifiedName> touched)
            throws SQLException {
        Map<QualifiedName, Rows.OfTable> rows = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            if (dialect == Dialect.SQLITE) {
                readChanged(statement, tables, rows);
            } else if (dialect == Dialect.POSTGRESQL || dialect.isMysqlFamily()) {
                List<Table> unknown = new ArrayList<>();
                for (Table table : tables) {
                    Rows.OfTable known = known(connection, table, touched);
                    if (known == null) {
                        unknown.add(table);
                    } else {
                        rows.put(table.name(), known);
                    }
                }
                for (List<Table> group : groups(unknown)) {
                    readTogether(connection, group, rows);
                }
            } else {
                for (Table table : tables) {
                    rows.put(table.name(), read(statement, table));
                }
            }
        }
        return new Rows(rows);
    }

    /** The rows of a server's table without fetching them; null where that cannot be. */
    private Rows.@Nullable OfTable known(Connection connection, Table table, @Nullable Set<QualifiedName> touched)
            throws SQLException {
        Read known = last.get(table.name());
        if (known != null && known.table().equals(table) && touched != null && !touched.contains(table.name())) {
            return known.rows();
        }
        Rows.OfTable same = large.unchanged(connection, table, asJson(table, names(table)), from(table));
        if (same != null) {
            last.put(table.name(), new Read(table, same));
        }
        return same;
    }

    /** Asks SQLite only for the rows of tables whose pages, or definition, are others than when they were last read. */
    private void readChanged(Statement statement, Collection<Table> tables, Map<QualifiedName, Rows.OfTable> rows)
            throws SQLException {
        SqlitePages pages;
        try {
            pages = SqlitePages.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the test database", e);
        }
        Map<String, Integer> roots = new HashMap<>();
        try (ResultSet result =
                statement.executeQuery("select name, rootpage from sqlite_master where type = 'table'")) {
            while (result.next()) {
                roots.put(result.getString(1), result.getInt(2));
            }
        }
        for (Table table : tables) {
            int root = roots.getOrDefault(table.name().name(), 0);
            OnPages last = known.get(table.name());
            if (pages != null && last != null && last.table().equals(table) && pages.isSame(root, last.pages())) {
                rows.put(table.name(), last.rows());
                continue;
            }
            Rows.OfTable read = read(statement, table);
            rows.put(table.name(), read);
            SqlitePages.Tree tree = pages == null ? null : pages.tree(root);
            if (tree != null) {
                known.put(table.name(), new OnPages(table, tree, read));
            } else {
                known.remove(table.name());
            }
        }
    }

    /** Columns by name: their order changes where one is dropped and added again, and does not matter. */
    private static List<String> names(Table table) {
        List<String> names = new ArrayList<>();
        for (Column column : table.columns()) {
            names.add(column.name());
        }
        names.sort(null);
        return names;
    }

    private Rows.OfTable read(Statement statement, Table table) throws SQLException {
        List<String> columns = names(table);
        StringBuilder sql = new StringBuilder("select ");
        for (int i = 0; i < columns.size(); i++) {
            String name = Sql.name(dialect, columns.get(i));
            Column column = table.column(columns.get(i)).orElseThrow();
            sql.append(i == 0 ? "" : ", ").append(expression(column, name));
        }
        if (columns.isEmpty()) {
            sql.append('1');
        }
        sql.append(" from ").append(Sql.name(dialect, table.name()));
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql.toString())) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>(columns.size());
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return new Rows.OfTable(columns, rows);
    }

    private String expression(Column column, String name) {
        if (dialect == Dialect.SQLITE) {
            // Tells 1 from '1', and prints blobs; NULL stays NULL.
            return "nullif(quote(" + name + "), 'NULL')";
        }
        if (dialect.isMysqlFamily()) {
            String type = column.type().name();
            boolean binary = type.contains("blob")
                    || type.contains("binary")
                    || type.equals("bit")
                    || type.equals("geometry")
                    || type.equals("point");
            return binary ? "hex(" + name + ")" : name;
        }
        return name;
    }

    private static Collection<List<Table>> groups(Collection<Table> tables) {
        Map<Integer, List<Table>> groups = new TreeMap<>();
        for (Table table : tables) {
            int group = Math.floorMod(table.name().hashCode(), GROUPS);
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(table);
        }
        return groups.values();
    }

    private void readTogether(Connection connection, List<Table> tables, Map<QualifiedName, Rows.OfTable> rows)
            throws SQLException {
        StringBuilder sql = new StringBuilder();
        List<List<String>> columns = new ArrayList<>();
        List<List<List<@Nullable String>>> found = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            List<String> names = names(table);
            columns.add(names);
            found.add(new ArrayList<>());
            sql.append(i == 0 ? "select " : " union all select ").append(i).append(", ");
            sql.append(asJson(table, names)).append(" from ").append(from(table));
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.toString());
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                found.get(result.getInt(1)).add(Json.parseStrings(result.getString(2)));
            }
        }
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            Rows.OfTable read = new Rows.OfTable(columns.get(i), found.get(i));
            rows.put(table.name(), read);
            last.put(table.name(), new Read(table, read));
            large.keep(connection, table, asJson(table, columns.get(i)), from(table), read);
        }
    }

    /** A table without those that inherit from it. */
    private String from(Table table) {
        return (dialect == Dialect.POSTGRESQL ? "only " : "") + Sql.name(dialect, table.name());
    }

    /** The values of a row as an array of texts. */
    private String asJson(Table table, List<String> names) {
        if (names.isEmpty()) {
            return "'[]'";
        }
        List<String> texts = new ArrayList<>();
        for (String column : names) {
            String name = Sql.name(dialect, column);
            texts.add(
                    dialect == Dialect.POSTGRESQL
                            ? name + "::text"
                            : "cast(" + expression(table.column(column).orElseThrow(), name) + " as char)");
        }
        String list = String.join(",", texts);
        return dialect == Dialect.POSTGRESQL ? "to_jsonb(array[" + list + "])::text" : "json_array(" + list + ")";
    }
}
