// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Alembic revisions made at random, each of which runs after those before it. Downgrades undo their upgrades, now and then
 * only in part. The same seed makes the same revisions.
 */
@NullUnmarked // what is picked at random is there by construction
final class RandomAlembicMigrations {

    private final Random random;
    private final TestDatabases database;
    private final List<Draft> tables = new ArrayList<>();
    private final Map<String, List<String>> enums = new LinkedHashMap<>();
    private int serial;

    RandomAlembicMigrations(long seed, TestDatabases database) {
        this.random = new Random(seed);
        this.database = database;
    }

    /** Writes so many revisions. */
    void write(AlembicFixture project, int revisions) {
        for (int i = 1; i <= revisions; i++) {
            Change change = null;
            while (change == null) {
                change = tables.size() < 2 ? createTable() : change();
            }
            project.revision(String.format("r%03d", i), change.upgrade(), change.downgrade());
        }
    }

    /** Python of both directions. */
    private record Change(String upgrade, String downgrade) {}

    /** A table as it is after the revisions written so far. */
    private static final class Draft {
        private String name;
        private final List<DraftColumn> columns = new ArrayList<>();
        /** The names of unique constraints, foreign keys and checks, and of indexes, with the columns that they use. */
        private final Map<String, List<String>> constraints = new LinkedHashMap<>();

        private final Map<String, List<String>> indexes = new LinkedHashMap<>();
        private final List<String> referenced = new ArrayList<>();

        Draft(String name) {
            this.name = name;
        }

        boolean uses(String column) {
            return constraints.values().stream().anyMatch(columns -> columns.contains(column))
                    || indexes.values().stream().anyMatch(columns -> columns.contains(column));
        }
    }

    private record DraftColumn(
            String name,
            String type,
            String family,
            boolean nullable,
            @Nullable String value) {
        String python(String more) {
            return "sa.Column('" + name + "', " + type + more + (nullable ? "" : ", nullable=False")
                    + (value == null ? "" : ", server_default=" + value) + ")";
        }
    }

    private @Nullable Change change() {
        return switch (random.nextInt(16)) {
            case 0, 1 -> createTable();
            case 2 -> dropTable();
            case 3 -> renameTable();
            case 4, 5 -> addColumn();
            case 6 -> dropColumn();
            case 7 -> renameColumn();
            case 8, 9, 10 -> alterColumn();
            case 11 -> createIndex();
            case 12 -> dropIndex();
            case 13 -> addConstraint();
            case 14 -> dropConstraint();
            default -> raw();
        };
    }

    // ---- tables

    private Change createTable() {
        Draft table = new Draft(fresh("t"));
        List<String> parts = new ArrayList<>();
        parts.add(
                switch (random.nextInt(5)) {
                    case 0 -> "sa.Column('id', sa.BigInteger(), primary_key=True)";
                    case 1 -> "sa.Column('id', sa.BigInteger(), sa.Identity(always=True), primary_key=True)";
                    case 2 -> "sa.Column('id', sa.Integer(), primary_key=True, autoincrement=False)";
                    case 3 ->
                        "sa.Column('id', sa.Integer(), nullable=False), sa.PrimaryKeyConstraint('id'"
                                + (random.nextBoolean() ? ", name='pk_" + table.name + "'" : "") + ")";
                    default -> "sa.Column('id', sa.Integer(), primary_key=True)";
                });
        if (database == TestDatabases.SQLITE || database == TestDatabases.MARIADB) {
            parts.set(0, parts.get(0).replace(" sa.Identity(always=True),", ""));
        }
        int count = 1 + random.nextInt(5);
        List<String> columnParts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DraftColumn column = column();
            table.columns.add(column);
            String more = "";
            if (isKey(column) && random.nextInt(5) == 0) {
                more = random.nextBoolean() ? ", unique=True" : ", index=True";
                if (more.contains("index")) {
                    table.indexes.put("ix_" + table.name + "_" + column.name(), List.of(column.name()));
                } else {
                    table.constraints.put(table.name + "_" + column.name() + "_key?", List.of(column.name()));
                }
            }
            columnParts.add(column.python(more));
        }
        parts.addAll(columnParts);
        if (random.nextInt(3) == 0 && !tables.isEmpty()) {
            Draft other = any(tables);
            String name = fresh("c");
            String key = random.nextBoolean() ? "ix" : "fk";
            parts.add(
                    1,
                    "sa.Column('" + name + "', " + idType(other) + ", sa.ForeignKey('" + other.name + ".id'"
                            + (random.nextBoolean() ? ", ondelete='CASCADE'" : "")
                            + (random.nextBoolean() ? ", name='" + key + "_" + name + "'" : "") + "))");
            other.referenced.add(table.name);
            table.constraints.put(name + "?", List.of(name));
        }
        List<DraftColumn> keys = keyColumns(table);
        if (random.nextInt(3) == 0 && !keys.isEmpty()) {
            String name = fresh("u");
            List<String> columns = names(some(keys));
            boolean named = database == TestDatabases.SQLITE || random.nextInt(4) > 0;
            parts.add("sa.UniqueConstraint(" + quoted(columns) + (named ? ", name='" + name + "'" : "") + ")");
            table.constraints.put(name + (named ? "" : "?"), columns);
        }
        // MariaDB has no checks on columns that number themselves.
        if (random.nextInt(4) == 0 && database != TestDatabases.MARIADB) {
            String name = fresh("k");
            parts.add("sa.CheckConstraint('id > 0', name='" + name + "')");
            table.constraints.put(name, List.of("id"));
        }
        ids.put(table.name, parts.get(0));
        tables.add(table);
        return new Change("op.create_table('" + table.name + "', " + String.join(", ", parts) + ")", dropping(table));
    }

    private final Map<String, String> ids = new LinkedHashMap<>();

    private String idType(Draft other) {
        return String.valueOf(ids.get(other.name)).contains("BigInteger") ? "sa.BigInteger()" : "sa.Integer()";
    }

    private static String dropping(Draft table) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, List<String>> index : table.indexes.entrySet()) {
            text.append("op.drop_index('").append(index.getKey()).append("', table_name='");
            text.append(table.name).append("')\n");
        }
        return text + "op.drop_table('" + table.name + "')";
    }

    private @Nullable Change dropTable() {
        Draft table = any(tables);
        if (tables.size() < 4 || !table.referenced.isEmpty()) {
            return null;
        }
        tables.remove(table);
        for (Draft other : tables) {
            other.referenced.remove(table.name);
        }
        return new Change(
                "op.drop_table('" + table.name + "')",
                "op.create_table('" + table.name + "', sa.Column('id', sa.Integer(), primary_key=True))");
    }

    private @Nullable Change renameTable() {
        Draft table = any(tables);
        String old = table.name;
        String other = fresh("t");
        table.name = other;
        ids.put(other, String.valueOf(ids.get(old)));
        for (Draft each : tables) {
            each.referenced.replaceAll(name -> name.equals(old) ? other : name);
        }
        return new Change(
                "op.rename_table('" + old + "', '" + other + "')", "op.rename_table('" + other + "', '" + old + "')");
    }

    // ---- columns

    private Change addColumn() {
        Draft table = any(tables);
        DraftColumn column = column();
        boolean fillable = column.nullable() || column.value() != null;
        if (!fillable) {
            column = new DraftColumn(column.name(), column.type(), column.family(), true, null);
        }
        String constant = column.value();
        if (database == TestDatabases.SQLITE && constant != null && constant.contains("now")) {
            column = new DraftColumn(column.name(), column.type(), column.family(), true, null);
        }
        table.columns.add(column);
        String enumeration = column.family().equals("enum") ? creating(column) : "";
        if (batch()) {
            return new Change(
                    enumeration + batch(table, "batch.add_column(" + column.python("") + ")"),
                    batch(table, "batch.drop_column('" + column.name() + "')"));
        }
        String more = isKey(column) && random.nextInt(4) == 0 && database == TestDatabases.POSTGRESQL
                ? random.nextBoolean() ? ", index=True" : ", unique=True"
                : "";
        if (more.contains("index")) {
            table.indexes.put("ix_" + table.name + "_" + column.name(), List.of(column.name()));
        } else if (!more.isEmpty()) {
            table.constraints.put(table.name + "_" + column.name() + "_key?", List.of(column.name()));
        }
        return new Change(
                enumeration + "op.add_column('" + table.name + "', " + column.python(more) + ")",
                "op.drop_column('" + table.name + "', '" + column.name() + "')");
    }

    private String creating(DraftColumn column) {
        return database == TestDatabases.POSTGRESQL ? column.type() + ".create(op.get_bind(), checkfirst=True)\n" : "";
    }

    private @Nullable Change dropColumn() {
        Draft table = any(tables);
        if (table.columns.size() < 3) {
            return null;
        }
        DraftColumn column = any(table.columns);
        if (table.uses(column.name()) && (database != TestDatabases.POSTGRESQL || random.nextBoolean())) {
            return null;
        }
        table.columns.remove(column);
        table.constraints.values().removeIf(columns -> columns.contains(column.name()));
        table.indexes.values().removeIf(columns -> columns.contains(column.name()));
        DraftColumn again = new DraftColumn(column.name(), column.type(), column.family(), true, null);
        return batch()
                ? new Change(
                        batch(table, "batch.drop_column('" + column.name() + "')"),
                        batch(table, "batch.add_column(" + again.python("") + ")"))
                : new Change(
                        "op.drop_column('" + table.name + "', '" + column.name() + "')",
                        "op.add_column('" + table.name + "', " + again.python("") + ")");
    }

    private @Nullable Change renameColumn() {
        Draft table = any(tables);
        DraftColumn column = any(table.columns);
        if (database != TestDatabases.POSTGRESQL && table.uses(column.name())) {
            return null;
        }
        String other = fresh("c");
        String existing = existing(column);
        replace(
                table,
                column,
                new DraftColumn(other, column.type(), column.family(), column.nullable(), column.value()));
        table.constraints.replaceAll((name, columns) -> renamed(columns, column.name(), other));
        table.indexes.replaceAll((name, columns) -> renamed(columns, column.name(), other));
        return altering(
                table,
                "'" + column.name() + "', new_column_name='" + other + "'" + existing,
                "'" + other + "', new_column_name='" + column.name() + "'" + existing);
    }

    private static List<String> renamed(List<String> columns, String old, String other) {
        return columns.stream().map(name -> name.equals(old) ? other : name).toList();
    }

    private @Nullable Change alterColumn() {
        Draft table = any(tables);
        DraftColumn column = any(table.columns);
        String name = "'" + column.name() + "', ";
        if (random.nextInt(3) == 0) {
            if (table.constraints.values().stream().anyMatch(columns -> columns.contains(column.name()))) {
                return null;
            }
            boolean now = !column.nullable();
            replace(table, column, new DraftColumn(column.name(), column.type(), column.family(), now, column.value()));
            String rest = ", existing_type=" + column.type()
                    + (column.value() == null || random.nextInt(3) == 0 && database != TestDatabases.MARIADB
                            ? ""
                            : ", existing_server_default=" + column.value());
            return altering(
                    table,
                    name + "nullable=" + python(now) + rest,
                    name + "nullable=" + python(column.nullable()) + rest);
        }
        // MariaDB keeps a default of CURRENT_TIMESTAMP that Alembic drops with ALTER COLUMN … DROP DEFAULT
        if (random.nextBoolean()
                && !(database == TestDatabases.MARIADB && column.family().equals("time"))) {
            String value = column.value() == null ? value(column.family(), column.type()) : null;
            if (value == null && column.value() == null) {
                return null;
            }
            replace(
                    table,
                    column,
                    new DraftColumn(column.name(), column.type(), column.family(), column.nullable(), value));
            String rest = ", existing_type=" + column.type() + ", existing_nullable=" + python(column.nullable());
            return altering(
                    table,
                    name + "server_default=" + (value == null ? "None" : value) + rest,
                    name + "server_default=" + (column.value() == null ? "None" : column.value()) + rest);
        }
        String type = type(column.family());
        boolean castable = !List.of("enum", "other", "key", "text").contains(column.family());
        if (column.value() != null || table.uses(column.name()) || !castable) {
            return null;
        }
        replace(table, column, new DraftColumn(column.name(), type, column.family(), column.nullable(), null));
        String rest = ", existing_nullable=" + python(column.nullable());
        return altering(
                table,
                name + "type_=" + type + ", existing_type=" + column.type() + rest,
                name + "type_=" + column.type() + ", existing_type=" + type + rest);
    }

    private Change altering(Draft table, String up, String down) {
        return batch()
                ? new Change(
                        batch(table, "batch.alter_column(" + up + ")"),
                        batch(table, "batch.alter_column(" + down + ")"))
                : new Change(
                        "op.alter_column('" + table.name + "', " + up + ")",
                        "op.alter_column('" + table.name + "', " + down + ")");
    }

    private static String existing(DraftColumn column) {
        return ", existing_type=" + column.type() + ", existing_nullable=" + python(column.nullable())
                + (column.value() == null ? "" : ", existing_server_default=" + column.value());
    }

    // ---- constraints and indexes

    private @Nullable Change createIndex() {
        Draft table = any(tables);
        List<DraftColumn> keys = keyColumns(table);
        if (keys.isEmpty()) {
            return null;
        }
        List<String> columns = names(some(keys));
        String name = fresh("i");
        table.indexes.put(name, columns);
        boolean postgresql = database == TestDatabases.POSTGRESQL;
        String options = switch (random.nextInt(6)) {
            case 0 -> ", unique=True";
            case 1 -> postgresql ? ", postgresql_where=sa.text('id > 5')" : "";
            case 2 -> postgresql ? ", postgresql_using='btree', unique=False" : "";
            case 3 -> postgresql ? ", postgresql_include=['id']" : "";
            default -> "";
        };
        String list = "[" + quoted(columns) + "]";
        if (random.nextInt(5) == 0) {
            list = "[sa.text('" + columns.get(0) + " DESC')" + (columns.size() > 1 ? ", '" + columns.get(1) + "'" : "")
                    + "]";
            table.indexes.put(name, columns.subList(0, Math.min(2, columns.size())));
        }
        return new Change(
                "op.create_index('" + name + "', '" + table.name + "', " + list + options + ")",
                "op.drop_index('" + name + "', table_name='" + table.name + "')");
    }

    private @Nullable Change dropIndex() {
        Draft table = any(tables);
        if (table.indexes.isEmpty()) {
            return null;
        }
        String name = any(List.copyOf(table.indexes.keySet()));
        List<String> columns = table.indexes.remove(name);
        return new Change(
                "op.drop_index('" + name + "', table_name='" + table.name + "')",
                random.nextInt(4) == 0
                        ? "pass"
                        : "op.create_index('" + name + "', '" + table.name + "', [" + quoted(columns) + "])");
    }

    private @Nullable Change addConstraint() {
        Draft table = any(tables);
        List<DraftColumn> keys = keyColumns(table);
        if (keys.isEmpty()) {
            return null;
        }
        String name = fresh("x");
        List<String> columns = names(some(keys));
        String kind = "unique";
        String arguments = "[" + quoted(columns) + "]";
        if (random.nextInt(3) == 0 && database != TestDatabases.MARIADB) {
            kind = "check";
            columns = List.of("id");
            arguments = "'id < 1000'";
        } else if (random.nextInt(3) == 0) {
            Draft other = any(tables);
            String column = fresh("c");
            table.columns.add(new DraftColumn(column, idType(other), "key", true, null));
            columns = List.of(column);
            table.constraints.put(name, columns);
            if (other != table) {
                other.referenced.add(table.name);
            }
            String action = List.of(
                            "",
                            ", ondelete='CASCADE'",
                            ", ondelete='SET NULL', onupdate='CASCADE'",
                            ", ondelete='RESTRICT'")
                    .get(random.nextInt(4));
            String add = "add_column(%s" + "sa.Column('" + column + "', " + idType(other) + "))";
            if (batch()) {
                return new Change(
                        batch(
                                table,
                                "batch." + add.replace("%s", "") + "\n    batch.create_foreign_key('" + name + "', '"
                                        + other.name + "', ['" + column + "'], ['id']" + action + ")"),
                        batch(
                                table,
                                "batch.drop_constraint('" + name + "', type_='foreignkey')\n    batch.drop_column('"
                                        + column + "')"));
            }
            return new Change(
                    "op." + add.replace("%s", "'" + table.name + "', ") + "\nop.create_foreign_key('" + name + "', '"
                            + table.name + "', '" + other.name + "', ['" + column + "'], ['id']" + action + ")",
                    "op.drop_constraint('" + name + "', '" + table.name + "', type_='foreignkey')\nop.drop_column('"
                            + table.name + "', '" + column + "')");
        }
        table.constraints.put(name, columns);
        return batch()
                ? new Change(
                        batch(table, "batch.create_" + kind + "_constraint('" + name + "', " + arguments + ")"),
                        batch(table, "batch.drop_constraint('" + name + "', type_='" + kind + "')"))
                : new Change(
                        "op.create_" + kind + "_constraint('" + name + "', '" + table.name + "', " + arguments + ")",
                        "op.drop_constraint('" + name + "', '" + table.name + "', type_='" + kind + "')");
    }

    private @Nullable Change dropConstraint() {
        Draft table = any(tables);
        List<String> named = new ArrayList<>();
        for (String name : table.constraints.keySet()) {
            if (name.startsWith("u") || name.startsWith("k")) {
                named.add(name);
            }
        }
        named.removeIf(name -> name.endsWith("?"));
        if (named.isEmpty()) {
            return null;
        }
        String name = any(named);
        List<String> columns = table.constraints.remove(name);
        String kind = name.startsWith("u") ? "unique" : "check";
        String arguments = kind.equals("unique") ? "[" + quoted(columns) + "]" : "'id > 0'";
        return batch()
                ? new Change(
                        batch(table, "batch.drop_constraint('" + name + "', type_='" + kind + "')"),
                        batch(table, "batch.create_" + kind + "_constraint('" + name + "', " + arguments + ")"))
                : new Change(
                        "op.drop_constraint('" + name + "', '" + table.name + "', type_='" + kind + "')",
                        "op.create_" + kind + "_constraint('" + name + "', '" + table.name + "', " + arguments + ")");
    }

    // ---- SQL

    private @Nullable Change raw() {
        if (database != TestDatabases.POSTGRESQL) {
            return null;
        }
        Draft table = any(tables);
        String name = fresh("c");
        switch (random.nextInt(6)) {
            case 0 -> {
                table.columns.add(new DraftColumn(name, "sa.Text()", "text", true, null));
                return new Change(
                        "op.execute('ALTER TABLE " + table.name + " ADD COLUMN " + name
                                + " text, ADD CHECK (id <> 7)')",
                        "op.execute('alter table " + table.name + " drop column if exists " + name + "')");
            }
            case 1 -> {
                return new Change(
                        "op.execute('create sequence " + name + " start 5')",
                        "op.execute('drop sequence " + name + "')");
            }
            case 2 -> {
                return new Change(
                        "op.execute(\"create type " + name + " as enum ('a', 'b'); alter type " + name
                                + " add value 'c' before 'b'\")",
                        random.nextBoolean() ? "pass" : "op.execute('drop type " + name + "')");
            }
            case 3 -> {
                return new Change(
                        "op.execute('create table " + name
                                + " (a serial primary key, b numeric(4,2) not null default 1.5,"
                                + " c varchar(3) unique, d timestamptz default now(), e int references " + table.name
                                + ", unique (a, b), check (b > 0 and a > 1))')",
                        "op.execute('drop table " + name + " cascade')");
            }
            case 4 -> {
                return new Change(
                        "op.execute('create table " + name + " (like " + table.name + ")')",
                        "op.execute('drop table " + name + "')");
            }
            default -> {
                return new Change(
                        "op.execute('create view " + name + " as select 1 as one')",
                        "op.execute('drop view " + name + "')");
            }
        }
    }

    // ---- parts

    private boolean batch() {
        return database == TestDatabases.SQLITE || random.nextInt(4) == 0;
    }

    private static String batch(Draft table, String line) {
        return "with op.batch_alter_table('" + table.name + "') as batch:\n    " + line;
    }

    private DraftColumn column() {
        List<String> families = List.of("integer", "string", "boolean", "time", "number", "other", "enum");
        String family = families.get(random.nextInt(families.size()));
        String type = type(family);
        String value = random.nextInt(3) == 0 ? value(family, type) : null;
        return new DraftColumn(fresh("c"), type, family, random.nextBoolean(), value);
    }

    private String type(String family) {
        boolean postgresql = database == TestDatabases.POSTGRESQL;
        return switch (family) {
            case "integer" -> one("sa.Integer()", "sa.BigInteger()", "sa.SmallInteger()", "sa.INTEGER()");
            case "string" ->
                one(
                        "sa.String(20)",
                        "sa.String(length=100)",
                        "sa.VARCHAR(7)",
                        "sa.Unicode(30)",
                        database == TestDatabases.MARIADB ? "sa.String(9)" : "sa.String()",
                        "sa.CHAR(3)");
            case "boolean" -> "sa.Boolean()";
            case "time" ->
                one(
                        "sa.DateTime()",
                        "sa.DateTime(timezone=True)",
                        "sa.TIMESTAMP()",
                        postgresql ? "sa.Date()" : "sa.DateTime()");
            case "number" ->
                one("sa.Numeric(10, 2)", "sa.Float()", "sa.Numeric(precision=8, scale=3)", "sa.Double()", "sa.REAL()");
            case "enum" -> {
                String name = fresh("e");
                enums.put(name, List.of("new", "paid"));
                yield "sa.Enum('new', 'paid', name='" + name + "'"
                        + one("", "", ", native_enum=False", ", native_enum=False, length=20") + ")";
            }
            case "key" -> "sa.Integer()";
            case "text" -> "sa.Text()";
            default ->
                postgresql
                        ? one(
                                "postgresql.JSONB()",
                                "postgresql.UUID(as_uuid=True)",
                                "postgresql.ARRAY(sa.Text())",
                                "postgresql.INET()",
                                "sa.Interval()",
                                "sa.JSON()",
                                "sa.Uuid()",
                                "sa.LargeBinary()",
                                "sa.Text()",
                                "sa.Time()")
                        : one("sa.JSON()", "sa.LargeBinary()", "sa.Text()", "sa.Time()", "sa.Date()");
        };
    }

    private @Nullable String value(String family, String type) {
        return switch (family) {
            case "integer" -> one("sa.text('0')", "'7'", "sa.text('-1')");
            case "string" -> one("''", "'x'", "\"it's\"", "sa.text(\"'ab'\")");
            case "boolean" ->
                one(
                        "sa.true()",
                        "sa.false()",
                        "sa.text('" + (database == TestDatabases.POSTGRESQL ? "true" : "1") + "')");
            case "time" -> type.contains("Date()") ? null : one("sa.func.now()", "sa.text('CURRENT_TIMESTAMP')");
            case "number" -> one("sa.text('0')", "'1.5'");
            case "enum" -> "'new'";
            default -> null;
        };
    }

    /** Whether a column can be in a key of any database. */
    private static boolean isKey(DraftColumn column) {
        return List.of("integer", "string", "time").contains(column.family());
    }

    private static List<DraftColumn> keyColumns(Draft table) {
        return table.columns.stream().filter(RandomAlembicMigrations::isKey).toList();
    }

    private List<DraftColumn> some(List<DraftColumn> columns) {
        int from = random.nextInt(columns.size());
        return columns.subList(from, Math.min(columns.size(), from + 1 + random.nextInt(2)));
    }

    private static List<String> names(List<DraftColumn> columns) {
        return columns.stream().map(DraftColumn::name).toList();
    }

    private static void replace(Draft table, DraftColumn old, DraftColumn column) {
        table.columns.set(table.columns.indexOf(old), column);
    }

    private static String quoted(List<String> names) {
        return "'" + String.join("', '", names) + "'";
    }

    private static String python(boolean value) {
        return value ? "True" : "False";
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private String fresh(String start) {
        serial++;
        return start + serial;
    }
}
