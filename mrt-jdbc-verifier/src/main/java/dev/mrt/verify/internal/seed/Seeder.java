// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.rendering.Sql;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Identity;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import dev.mrt.verify.internal.rows.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fills tables with rows that satisfy their constraints, nullable columns too, so that losing them shows. Deterministic for
 * one seed number. Immutable; every call uses one connection, in one transaction.
 *
 * <p>Of each table it makes some everyday rows, one of longest and largest values, and one of NULLs and smallest values.
 */
public final class Seeder {

    private final Dialect dialect;
    private final long seed;
    private final int wanted;
    private final Map<String, List<Map<String, String>>> custom;

    /**
     * A seeder.
     *
     * @param seed makes other values
     * @param rows how many everyday rows a table gets
     * @param custom rows to insert instead, by table name
     */
    public Seeder(Dialect dialect, long seed, int rows, Map<String, List<Map<String, String>>> custom) {
        this.dialect = dialect;
        this.seed = seed;
        this.wanted = rows;
        this.custom = Map.copyOf(custom);
    }

    /** One row to insert: column to value; a column that is not there gets its default. */
    private record Plan(Table table, List<Map<String, @Nullable String>> rows) {}

    /**
     * Fills the tables that have fewer rows than wanted.
     *
     * @param present the rows that there are
     * @param only which tables may get rows
     * @throws SQLException where the database fails altogether; a single table that cannot be filled is reported
     */
    public Seeding seed(Connection connection, Schema schema, Rows present, Predicate<QualifiedName> only)
            throws SQLException {
        Set<QualifiedName> empty = new TreeSet<>();
        for (Table table : schema.tables()) {
            Rows.OfTable rows = present.of(table.name());
            if ((rows == null || rows.rows().size() < wanted) && only.test(table.name())) {
                empty.add(table.name());
            }
        }
        if (empty.isEmpty() || wanted == 0) {
            return Seeding.NONE;
        }
        SeedingFacts facts = SeedingFacts.read(connection, dialect, schema);
        empty.removeAll(facts.partitioned());
        SampleValues samples = new SampleValues(dialect, facts.types(), seed);
        ValueClasses classes = ValueClasses.of(schema, empty, present, samples, facts.types());
        CheckSolver solver = new CheckSolver(dialect, facts.types(), samples);
        Map<QualifiedName, String> unseeded = new TreeMap<>();
        List<Plan> plans = new ArrayList<>();
        for (QualifiedName name : empty) {
            chooseForClasses(connection, schema.table(name).orElseThrow(), classes, solver);
        }
        for (QualifiedName name : empty) {
            Table table = schema.table(name).orElseThrow();
            List<Map<String, @Nullable String>> rows = rows(table, classes);
            List<CheckSolver.Condition> conditions =
                    solver.conditions(table, facts.bounds().get(name));
            if (!conditions.isEmpty()) {
                Set<String> fixed = new HashSet<>();
                for (Column column : table.columns()) {
                    if (classes.members(name, column.name()) > 1) {
                        fixed.add(column.name());
                    }
                }
                try {
                    solver.solve(connection, table, conditions, rows, fixed);
                } catch (SQLException e) {
                    // The insert below will tell whether the rows are good enough.
                    unseeded.put(name, "its check constraints could not be evaluated: " + firstLine(e));
                }
            }
            plans.add(new Plan(table, rows));
        }
        int inserted = 0;
        try (Enforcement off = Enforcement.off(connection, dialect)) {
            for (Plan plan : off.complete() ? plans : ordered(plans)) {
                int count = insert(connection, plan, samples, unseeded);
                inserted += count;
                if (count > 0) {
                    advanceSequences(connection, plan.table());
                }
            }
            connection.commit();
            if (off.complete()) {
                inserted -= ForeignKeyCheck.deleteOrphans(connection, dialect, schema, empty, unseeded);
                connection.commit();
            }
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
        return new Seeding(inserted, 0, unseeded);
    }

    /** A column that foreign keys tie to others must satisfy its own checks for all of them. */
    private void chooseForClasses(Connection connection, Table table, ValueClasses classes, CheckSolver solver) {
        for (Column column : table.columns()) {
            if (classes.members(table.name(), column.name()) == 1) {
                continue;
            }
            List<CheckSolver.Condition> conditions = new ArrayList<>();
            for (CheckSolver.Condition condition : solver.conditions(table, null)) {
                if (condition.columns().equals(Set.of(column.name()))) {
                    conditions.add(condition);
                }
            }
            if (conditions.isEmpty()) {
                continue;
            }
            List<Map<String, @Nullable String>> candidates = new ArrayList<>();
            for (int row = 0; row < wanted + 2; row++) {
                Map<String, @Nullable String> candidate = new LinkedHashMap<>();
                candidate.put(column.name(), classes.value(table.name(), column, true, row, SampleValues.Kind.PLAIN));
                candidates.add(candidate);
            }
            try {
                solver.solve(connection, table, conditions, candidates, Set.of());
                List<@Nullable String> values = new ArrayList<>();
                candidates.forEach(candidate -> values.add(candidate.get(column.name())));
                classes.choose(table.name(), column.name(), values);
            } catch (SQLException e) {
                // The insert will tell whether the values are good enough as they are.
                return;
            }
        }
    }

    private List<Map<String, @Nullable String>> rows(Table table, ValueClasses classes) {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        List<Map<String, String>> given = custom.get(table.name().name());
        if (given != null) {
            for (Map<String, String> row : given) {
                rows.add(new LinkedHashMap<>(row));
            }
            return rows;
        }
        for (int row = 0; row < wanted + 2; row++) {
            SampleValues.Kind kind = row < wanted
                    ? SampleValues.Kind.PLAIN
                    : row == wanted ? SampleValues.Kind.LARGEST : SampleValues.Kind.SMALLEST;
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            for (Column column : table.columns()) {
                if (column.generated() != null) {
                    continue;
                }
                boolean key = column.identity() != Identity.NONE || isUnique(table, column.name());
                boolean asNull = kind == SampleValues.Kind.SMALLEST && column.nullable() == Truth.TRUE && !key;
                values.put(
                        column.name(),
                        asNull
                                ? null
                                : classes.value(table.name(), column, key, row, key ? SampleValues.Kind.PLAIN : kind));
            }
            rows.add(values);
        }
        return rows;
    }

    private static boolean isUnique(Table table, String column) {
        for (Constraint constraint : table.constraints()) {
            boolean unique = constraint instanceof Constraint.PrimaryKey
                    || constraint instanceof Constraint.Unique
                    || constraint instanceof Constraint.Exclusion;
            if (unique && constraint.columns().contains(column)) {
                return true;
            }
        }
        return table.indexes().stream()
                .anyMatch(index -> index.unique() && index.columns().contains(column));
    }

    /** Referenced tables first, for a database whose foreign keys cannot be switched off. */
    private static List<Plan> ordered(List<Plan> plans) {
        Map<QualifiedName, Plan> byName = new LinkedHashMap<>();
        plans.forEach(plan -> byName.put(plan.table().name(), plan));
        Set<Plan> ordered = new LinkedHashSet<>();
        plans.forEach(plan -> visit(plan, byName, ordered, new HashSet<>()));
        return new ArrayList<>(ordered);
    }

    private static void visit(
            Plan plan, Map<QualifiedName, Plan> byName, Set<Plan> ordered, Set<QualifiedName> onTheWay) {
        if (!onTheWay.add(plan.table().name())) {
            return;
        }
        for (Constraint.ForeignKey key : plan.table().foreignKeys()) {
            Plan other = byName.get(key.referencedTable());
            if (other != null) {
                visit(other, byName, ordered, onTheWay);
            }
        }
        ordered.add(plan);
    }

    private int insert(Connection connection, Plan plan, SampleValues samples, Map<QualifiedName, String> unseeded)
            throws SQLException {
        if (plan.rows().isEmpty() || plan.table().columns().isEmpty()) {
            return 0;
        }
        SQLException first;
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            int count = statement.executeUpdate(insert(plan.table(), plan.rows(), samples));
            connection.releaseSavepoint(before);
            unseeded.remove(plan.table().name());
            return count;
        } catch (SQLException e) {
            connection.rollback(before);
            first = e;
        }
        // Some rows may break what others do not: a unique key on a type of few values, a trigger.
        int count = 0;
        for (Map<String, @Nullable String> row : plan.rows()) {
            Savepoint one = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                count += statement.executeUpdate(insert(plan.table(), List.of(row), samples));
                connection.releaseSavepoint(one);
            } catch (SQLException e) {
                connection.rollback(one);
            }
        }
        if (count == 0) {
            unseeded.put(plan.table().name(), firstLine(first));
        } else {
            unseeded.remove(plan.table().name());
        }
        return count;
    }

    /** PostgreSQL's sequences do not see the numbers that were inserted, and would give them out again. */
    private void advanceSequences(Connection connection, Table table) throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return;
        }
        for (Column column : table.columns()) {
            if (column.identity() != Identity.NONE) {
                String name = Sql.name(dialect, table.name());
                try (Statement statement = connection.createStatement()) {
                    statement.execute("select setval(pg_get_serial_sequence(" + Sql.text(dialect, name) + ", "
                            + Sql.text(dialect, column.name()) + "), (select max(" + Sql.name(dialect, column.name())
                            + ") from " + name + "))");
                }
            }
        }
    }

    private String insert(Table table, List<Map<String, @Nullable String>> rows, SampleValues samples) {
        List<String> columns = new ArrayList<>(rows.get(0).keySet());
        StringBuilder sql = new StringBuilder("insert into ")
                .append(Sql.name(dialect, table.name()))
                .append(" (")
                .append(Sql.names(dialect, columns))
                .append(')');
        if (dialect == Dialect.POSTGRESQL
                && table.columns().stream().anyMatch(column -> column.identity() == Identity.ALWAYS)) {
            sql.append(" overriding system value");
        }
        sql.append(" values ");
        for (int row = 0; row < rows.size(); row++) {
            sql.append(row == 0 ? "(" : ", (");
            for (int i = 0; i < columns.size(); i++) {
                Column column = table.column(columns.get(i)).orElseGet(() -> Column.unknown("?"));
                String value = rows.get(row).get(columns.get(i));
                sql.append(i == 0 ? "" : ", ").append(value == null ? "null" : samples.literal(column, value));
            }
            sql.append(')');
        }
        return sql.toString();
    }

    /**
     * Gives values to the columns that an upgrade added to tables with rows; the last row of a table keeps what it has. A
     * column whose values differ is left alone: the upgrade renamed it, or computed it from others.
     *
     * @param changed the tables that the upgrade changed
     * @param before the schema before the upgrade
     * @param after the schema after it
     * @param present the rows after it
     */
    public Seeding fill(Connection connection, Set<QualifiedName> changed, Schema before, Schema after, Rows present)
            throws SQLException {
        int filled = 0;
        Map<QualifiedName, String> unfilled = new TreeMap<>();
        for (QualifiedName name : changed) {
            Table table = after.table(name).orElse(null);
            Table old = before.table(name).orElse(null);
            if (table == null || old == null) {
                continue;
            }
            List<Column> added = new ArrayList<>();
            for (Column column : table.columns()) {
                if (old.column(column.name()).isEmpty()
                        && column.generated() == null
                        && column.identity() == Identity.NONE) {
                    added.add(column);
                }
            }
            Rows.OfTable rows = present.of(table.name());
            added.removeIf(column -> rows == null || rows.hasDifferentValues(column.name()));
            List<String> key =
                    table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
            if (!added.isEmpty() && rows != null && !rows.rows().isEmpty() && !key.isEmpty()) {
                filled += fill(connection, after, table, added, rows, key, unfilled);
            }
        }
        return filled == 0 && unfilled.isEmpty() ? Seeding.NONE : new Seeding(0, filled, unfilled);
    }

    private int fill(
            Connection connection,
            Schema schema,
            Table table,
            List<Column> added,
            Rows.OfTable rows,
            List<String> key,
            Map<QualifiedName, String> unfilled)
            throws SQLException {
        SeedingFacts facts = SeedingFacts.read(connection, dialect, schema);
        SampleValues samples = new SampleValues(dialect, facts.types(), seed);
        CheckSolver solver = new CheckSolver(dialect, facts.types(), samples);
        List<CheckSolver.Condition> conditions = solver.conditions(table, null);
        int filled = 0;
        int last = rows.rows().size() == 1 ? 1 : rows.rows().size() - 1;
        Enforcement off = Enforcement.off(connection, dialect);
        try {
            for (Column column : added) {
                List<@Nullable String> candidates = referenced(connection, schema, table, column.name());
                boolean refers = candidates != null;
                int before = filled;
                for (int row = 0; row < Math.min(last, wanted + 2); row++) {
                    List<@Nullable String> values = new ArrayList<>();
                    if (candidates != null) {
                        if (!candidates.isEmpty()) {
                            values.add(candidates.get(row % candidates.size()));
                        }
                    } else {
                        String plain = samples.text(column, row, SampleValues.Kind.PLAIN);
                        values.add(plain);
                        if (conditions.stream().anyMatch(c -> c.columns().contains(column.name()))) {
                            values.addAll(solver.pool(column, conditions, plain));
                        }
                    }
                    filled += update(
                            connection,
                            table,
                            column,
                            values,
                            rows,
                            key,
                            rows.rows().get(row),
                            samples);
                }
                if (filled == before && !refers) {
                    unfilled.put(table.name(), "no value was accepted for its new column " + column.name());
                }
            }
            connection.commit();
            return filled;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            off.close();
        }
    }

    /** Tries values for one row until one is accepted; tells whether one was. */
    private int update(
            Connection connection,
            Table table,
            Column column,
            List<@Nullable String> values,
            Rows.OfTable rows,
            List<String> key,
            List<@Nullable String> row,
            SampleValues samples)
            throws SQLException {
        StringBuilder where = new StringBuilder();
        for (String name : key) {
            Column part = table.column(name).orElseThrow();
            String value = row.get(rows.columns().indexOf(name));
            String literal = dialect == Dialect.SQLITE && value != null
                    ? value
                    : value == null ? "null" : samples.literal(part, value);
            where.append(where.length() == 0 ? " where " : " and ")
                    .append(Sql.name(dialect, name))
                    .append(" = ")
                    .append(literal);
        }
        for (String value : values) {
            if (value == null) {
                continue;
            }
            Savepoint one = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("update " + Sql.name(dialect, table.name()) + " set "
                        + Sql.name(dialect, column.name()) + " = " + samples.literal(column, value) + unchanged(table)
                        + where);
                connection.releaseSavepoint(one);
                return 1;
            } catch (SQLException e) {
                connection.rollback(one);
            }
        }
        return 0;
    }

    /** MySQL changes time stamps of updated rows by itself unless they are mentioned. */
    private String unchanged(Table table) {
        if (!dialect.isMysqlFamily()) {
            return "";
        }
        StringBuilder same = new StringBuilder();
        for (Column column : table.columns()) {
            if (column.type().name().equals("timestamp") || column.type().name().equals("datetime")) {
                String name = Sql.name(dialect, column.name());
                same.append(", ").append(name).append(" = ").append(name);
            }
        }
        return same.toString();
    }

    /** The values that a foreign key allows in a column; null where none is on it. */
    private @Nullable List<@Nullable String> referenced(
            Connection connection, Schema schema, Table table, String column) throws SQLException {
        for (Constraint.ForeignKey key : table.foreignKeys()) {
            int place = key.columns().indexOf(column);
            List<String> referenced = ValueClasses.referencedColumns(schema, key);
            if (place >= 0 && place < referenced.size()) {
                List<@Nullable String> values = new ArrayList<>();
                if (key.columns().size() > 1) {
                    return values;
                }
                String name = Sql.name(dialect, referenced.get(place));
                try (Statement statement = connection.createStatement();
                        ResultSet result = statement.executeQuery("select " + name + " from "
                                + Sql.name(dialect, key.referencedTable()) + " where " + name
                                + " is not null order by 1 limit 10")) {
                    while (result.next()) {
                        values.add(result.getString(1));
                    }
                }
                return values;
            }
        }
        return null;
    }

    static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
