// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.rendering.Sql;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of MySQL and MariaDB: {@code information_schema} of the connection's database.
 *
 * @see <a href="https://mariadb.com/kb/en/information-schema-tables/">MariaDB</a>
 * @see <a href="https://dev.mysql.com/doc/refman/8.0/en/information-schema.html">MySQL</a>
 */
public final class MysqlCatalog implements Catalog {

    private final boolean mariadb;
    /** Of a table that numbers its rows: the next number, which every new row changes. */
    private static final Pattern NEXT_NUMBER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(['\\\\])");

    private static final int MOST_NAMED = 20;

    private static final String IS_TABLE =
            "table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')";

    private Schema last = Schema.empty();
    /** The statement that would make each table, as of the last reading; not of all, where only some were read since. */
    private Map<String, String> known = new HashMap<>();

    private final MysqlStatements statements = new MysqlStatements();
    /** The tables in which rows may be others than when that was last asked. */
    private final Set<QualifiedName> touched = new HashSet<>();

    private boolean anyTouched = true;

    /** A catalog of one of the two. */
    public MysqlCatalog(boolean mariadb) {
        this.mariadb = mariadb;
    }

    private record IndexPart(
            String table,
            String index,
            boolean unique,
            @Nullable String column,
            boolean descending,
            String prefix,
            String method,
            @Nullable String expression) {}

    private record KeyPart(String table, String constraint, String column, String otherTable, String otherColumn) {}

    private record Rules(String onUpdate, String onDelete) {}

    @Override
    public void forget() {
        last = Schema.empty();
        known = new HashMap<>();
        statements.forget();
        anyTouched = true;
    }

    @Override
    public void executed(List<String> told) {
        statements.tell(told);
    }

    @Override
    public void written(Handle handle) {
        statements.written(handle);
    }

    @Override
    public Optional<Set<QualifiedName>> touched() {
        Optional<Set<QualifiedName>> result = anyTouched ? Optional.empty() : Optional.of(Set.copyOf(touched));
        touched.clear();
        anyTouched = false;
        return result;
    }

    @Override
    public Schema read(Handle handle) {
        MysqlStatements.Touched only = statements.look(handle).orElse(null);
        if (only == null) {
            anyTouched = true;
            Map<String, String> now = statements(handle);
            Schema schema = now == null ? tables(handle, Schema.empty(), Set.of()) : changed(handle, now);
            last = CatalogTables.withObjects(schema, objects(handle));
            known = now == null ? new HashMap<>() : now;
        } else {
            last = touched(handle, only);
        }
        return last;
    }

    /** The schema where nothing but some tables may be other than it was. */
    private Schema touched(Handle handle, MysqlStatements.Touched only) {
        only.defined().forEach(name -> touched.add(QualifiedName.of(name)));
        only.written().forEach(name -> addWithDependents(QualifiedName.of(name)));
        if (only.defined().isEmpty()) {
            return last;
        }
        Schema schema = last;
        for (String name : only.defined()) {
            known.remove(name);
            if (schema.table(QualifiedName.of(name)).isPresent()) {
                schema = schema.without(QualifiedName.of(name));
            }
        }
        schema = tables(handle, schema, only.defined());
        // A table takes its triggers with it.
        return last.objects().isEmpty() ? schema : CatalogTables.withObjects(schema, objects(handle));
    }

    /** Rows go, or change, with those that their foreign keys refer to. */
    private void addWithDependents(QualifiedName name) {
        if (touched.add(name)) {
            for (Table table : last.tablesReferringTo(name)) {
                addWithDependents(table.name());
            }
        }
    }

    private Schema changed(Handle handle, Map<String, String> now) {
        Schema schema = last;
        for (Table old : last.tables()) {
            if (!now.containsKey(old.name().name())) {
                schema = schema.without(old.name());
            }
        }
        Set<String> changed = new TreeSet<>();
        now.forEach((table, text) -> {
            if (!text.equals(known.get(table))) {
                changed.add(table);
            }
        });
        return changed.isEmpty() ? schema : tables(handle, schema, changed);
    }

    /**
     * The statement that would make each table, which changes with whatever is read of it; asked for all at once. Null where the
     * connection, which may be a caller's, does not allow that.
     */
    private static @Nullable Map<String, String> statements(Handle handle) {
        List<String> tables = handle.select(
                        "select table_name from information_schema.tables where " + IS_TABLE + " order by table_name")
                .mapTo(String.class)
                .list();
        Map<String, String> statements = new HashMap<>();
        if (tables.isEmpty()) {
            return statements;
        }
        StringBuilder sql = new StringBuilder();
        for (String table : tables) {
            sql.append("show create table ")
                    .append(Sql.name(Dialect.MYSQL, table))
                    .append(';');
        }
        try (Statement statement = handle.getConnection().createStatement()) {
            for (boolean more = statement.execute(sql.toString()); more; more = statement.getMoreResults()) {
                try (ResultSet result = statement.getResultSet()) {
                    if (result.next()) {
                        statements.put(
                                result.getString(1),
                                NEXT_NUMBER.matcher(result.getString(2)).replaceFirst(""));
                    }
                }
            }
        } catch (SQLException e) {
            return null;
        }
        return statements;
    }

    private Schema tables(Handle handle, Schema schema, Set<String> some) {
        Map<String, String> comments = new LinkedHashMap<>();
        Map<String, String> collations = new HashMap<>();
        select(
                        handle,
                        some,
                        "select table_name, coalesce(table_comment, ''), table_collation from information_schema.tables"
                                + " where " + IS_TABLE + " and {some} order by table_name")
                .map((rs, ctx) -> {
                    collations.put(rs.getString(1), rs.getString(3));
                    return comments.put(rs.getString(1), rs.getString(2));
                })
                .list();
        Map<String, List<Column>> columns = new HashMap<>();
        // Without a join: the server looks at every table once for each of the two.
        select(
                        handle,
                        some,
                        "select table_name, column_name, column_type, is_nullable, column_default, extra,"
                                + " generation_expression, column_comment, collation_name"
                                + " from information_schema.columns"
                                + " where table_schema = database() and {some} order by table_name, ordinal_position")
                .map((rs, ctx) -> columns.computeIfAbsent(rs.getString(1), any -> new ArrayList<>())
                        .add(column(rs, collations.get(rs.getString(1)))))
                .list();
        Map<String, List<Constraint>> constraints = new HashMap<>();
        Map<String, List<Index>> indexes = new HashMap<>();
        indexes(handle, some, constraints, indexes);
        foreignKeys(handle, some, constraints);
        checks(handle, some, columns, constraints);
        Schema result = schema;
        for (Map.Entry<String, String> entry : comments.entrySet()) {
            result = result.with(new Table(
                    QualifiedName.of(entry.getKey()),
                    columns.getOrDefault(entry.getKey(), List.of()),
                    constraints.getOrDefault(entry.getKey(), List.of()),
                    indexes.getOrDefault(entry.getKey(), List.of()),
                    true,
                    entry.getValue()));
        }
        return result;
    }

    /** A query on some tables, which the server looks up by name where they are few; on all where none is named. */
    private static Query select(Handle handle, Set<String> tables, String sql) {
        return tables.isEmpty() || tables.size() > MOST_NAMED
                ? handle.createQuery(sql.replace("{some}", "1 = 1"))
                : handle.createQuery(sql.replace("{some}", "table_name in (<tables>)"))
                        .bindList("tables", List.copyOf(tables));
    }

    private Column column(ResultSet rs, @Nullable String collationOfTable) throws SQLException {
        String extra = rs.getString(6).toLowerCase(Locale.ROOT);
        String expression = expression(Objects.requireNonNullElse(rs.getString(7), ""));
        boolean isGenerated = !expression.isEmpty();
        String value = rs.getString(5);
        ServerDefault given = value == null || isGenerated || (mariadb && value.equals("NULL"))
                ? ServerDefault.NONE
                : ServerDefault.of(mariadb || extra.contains("default_generated") ? value : "'" + value + "'");
        int update = extra.indexOf("on update");
        if (update >= 0) {
            given = ServerDefault.of((given.isPresent() ? given.text() : "null") + " " + extra.substring(update));
        }
        String own = rs.getString(9);
        String collation = own == null || own.equals(collationOfTable) ? null : own;
        String type = rs.getString(3);
        String comment = rs.getString(8);
        return new Column(
                rs.getString(2),
                TypeText.parse(collation == null ? type : type + " collate " + collation, true),
                Truth.of(rs.getString(4).equals("YES")),
                given,
                extra.contains("auto_increment") ? Identity.AUTO_INCREMENT : Identity.NONE,
                isGenerated
                        ? new Generated(expression, extra.contains("stored") || extra.contains("persistent"))
                        : null,
                comment == null || comment.isEmpty() ? null : comment);
    }

    private void indexes(
            Handle handle,
            Set<String> some,
            Map<String, List<Constraint>> constraints,
            Map<String, List<Index>> indexes) {
        Map<String, List<IndexPart>> byIndex = new LinkedHashMap<>();
        select(
                        handle,
                        some,
                        "select table_name, index_name, non_unique, column_name, collation, sub_part, index_type, "
                                + (mariadb ? "null" : "expression")
                                + " from information_schema.statistics where table_schema = database() and {some}"
                                + " order by table_name, index_name, seq_in_index")
                .map((rs, ctx) -> new IndexPart(
                        rs.getString(1),
                        rs.getString(2),
                        !rs.getBoolean(3),
                        rs.getString(4),
                        "D".equals(rs.getString(5)),
                        rs.getString(6) == null ? "" : "(" + rs.getString(6) + ")",
                        rs.getString(7),
                        rs.getString(8)))
                .forEach(part -> byIndex.computeIfAbsent(part.table() + "\0" + part.index(), any -> new ArrayList<>())
                        .add(part));
        for (List<IndexPart> parts : byIndex.values()) {
            IndexPart first = parts.get(0);
            List<String> names = new ArrayList<>();
            boolean plain = true;
            List<Index.Part> written = new ArrayList<>();
            for (IndexPart part : parts) {
                names.add(part.column() == null ? "" : part.column());
                plain &= part.column() != null && part.prefix().isEmpty() && !part.descending();
                written.add(new Index.Part(part.column(), part.expression(), part.descending(), part.prefix()));
            }
            if (first.index().equals("PRIMARY")) {
                constraints
                        .computeIfAbsent(first.table(), any -> new ArrayList<>())
                        .add(new Constraint.PrimaryKey("PRIMARY", names));
            } else if (first.unique() && plain) {
                constraints
                        .computeIfAbsent(first.table(), any -> new ArrayList<>())
                        .add(Constraint.Unique.of(first.index(), names));
            } else {
                String method =
                        first.method().equals("BTREE") ? "" : first.method().toLowerCase(Locale.ROOT);
                indexes.computeIfAbsent(first.table(), any -> new ArrayList<>())
                        .add(new Index(first.index(), written, first.unique(), method, null, List.of()));
            }
        }
    }

    private static void foreignKeys(Handle handle, Set<String> some, Map<String, List<Constraint>> constraints) {
        // Not joined by the server, which would look at every table once for each key.
        Map<String, Rules> rules = new HashMap<>();
        select(
                        handle,
                        some,
                        "select table_name, constraint_name, update_rule, delete_rule"
                                + " from information_schema.referential_constraints"
                                + " where constraint_schema = database() and {some}")
                .map((rs, ctx) -> rules.put(
                        rs.getString(1) + "\0" + rs.getString(2), new Rules(rs.getString(3), rs.getString(4))))
                .list();
        Map<String, List<KeyPart>> byKey = new LinkedHashMap<>();
        select(
                        handle,
                        some,
                        "select table_name, constraint_name, column_name, referenced_table_name,"
                                + " referenced_column_name from information_schema.key_column_usage"
                                + " where table_schema = database() and {some} and referenced_table_name is not null"
                                + " order by table_name, constraint_name, ordinal_position")
                .map((rs, ctx) -> new KeyPart(
                        rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5)))
                .forEach(
                        part -> byKey.computeIfAbsent(part.table() + "\0" + part.constraint(), any -> new ArrayList<>())
                                .add(part));
        for (Map.Entry<String, List<KeyPart>> key : byKey.entrySet()) {
            List<KeyPart> parts = key.getValue();
            Rules rule = rules.getOrDefault(key.getKey(), new Rules("", ""));
            KeyPart first = parts.get(0);
            constraints
                    .computeIfAbsent(first.table(), any -> new ArrayList<>())
                    .add(new Constraint.ForeignKey(
                            first.constraint(),
                            parts.stream().map(KeyPart::column).toList(),
                            QualifiedName.of(first.otherTable()),
                            parts.stream().map(KeyPart::otherColumn).toList(),
                            action(rule.onDelete()),
                            action(rule.onUpdate()),
                            false,
                            false,
                            true));
        }
    }

    /** MySQL shows the quotes in an expression with backslashes before them, as in a text; MariaDB shows what was written. */
    private String expression(String shown) {
        return mariadb ? shown : ESCAPED.matcher(shown).replaceAll("$1");
    }

    /** Both check at once: MariaDB prints {@code RESTRICT} where nothing was written, MySQL {@code NO ACTION}. */
    private static ReferentialAction action(String rule) {
        ReferentialAction action = ReferentialAction.of(rule).orElse(ReferentialAction.NO_ACTION);
        return action == ReferentialAction.RESTRICT ? ReferentialAction.NO_ACTION : action;
    }

    private void checks(
            Handle handle,
            Set<String> some,
            Map<String, List<Column>> columns,
            Map<String, List<Constraint>> constraints) {
        String sql = mariadb
                ? "select table_name, constraint_name, check_clause from information_schema.check_constraints"
                        + " where constraint_schema = database() and {some} order by table_name, constraint_name"
                : "select t.table_name, c.constraint_name, c.check_clause from information_schema.check_constraints c"
                        + " join information_schema.table_constraints t on t.constraint_schema = c.constraint_schema"
                        + " and t.constraint_name = c.constraint_name and t.constraint_type = 'CHECK'"
                        + " where c.constraint_schema = database() and {some} order by t.table_name, c.constraint_name";
        select(handle, some, sql)
                .map((rs, ctx) -> {
                    String table = rs.getString(1);
                    String clause = expression(rs.getString(3));
                    List<String> about = new ArrayList<>();
                    for (Column column : columns.getOrDefault(table, List.of())) {
                        if (clause.contains("`" + column.name() + "`")) {
                            about.add(column.name());
                        }
                    }
                    return constraints
                            .computeIfAbsent(table, any -> new ArrayList<>())
                            .add(new Constraint.Check(rs.getString(2), about, clause, true));
                })
                .list();
    }

    private static final String OBJECTS = """
            select 'VIEW', table_name, view_definition from information_schema.views where table_schema = database()
            union all
            select 'TRIGGER', concat(event_object_table, '.', trigger_name),
                   concat(action_timing, ' ', event_manipulation, ' ', action_statement)
              from information_schema.triggers where trigger_schema = database()
            union all
            select routine_type, routine_name, routine_definition
              from information_schema.routines where routine_schema = database()
            union all
            select 'SEQUENCE', table_name, '' from information_schema.tables
              where table_schema = database() and table_type = 'SEQUENCE'""";

    private static List<SchemaObject> objects(Handle handle) {
        Map<ObjectKey, SchemaObject> objects = new LinkedHashMap<>();
        handle.select(OBJECTS)
                .map((rs, ctx) -> {
                    ObjectKind kind = ObjectKind.valueOf(rs.getString(1));
                    QualifiedName name = QualifiedName.of(rs.getString(2));
                    String text = rs.getString(3) == null ? "" : rs.getString(3);
                    SchemaObject object = kind == ObjectKind.SEQUENCE
                            ? new SchemaObject.Sequence(name, null, "")
                            : new SchemaObject.Defined(
                                    new ObjectKey(kind, name), text.strip().replaceAll("\\s+", " "), List.of());
                    return objects.put(object.key(), object);
                })
                .list();
        return List.copyOf(objects.values());
    }
}
