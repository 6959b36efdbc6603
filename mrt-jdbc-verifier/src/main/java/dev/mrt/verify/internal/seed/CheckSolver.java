// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.rendering.Sql;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds values that satisfy check constraints by asking the database: it gives pools of candidates, the database filters
 * them with the very text of the checks.
 */
final class CheckSolver {

    private static final int MOST_COMBINATIONS = 60_000;
    private static final int SOLUTIONS = 40;

    private final Dialect dialect;
    private final UserTypes types;
    private final SampleValues samples;

    CheckSolver(Dialect dialect, UserTypes types, SampleValues samples) {
        this.dialect = dialect;
        this.types = types;
        this.samples = samples;
    }

    /** A condition about some columns of a table. */
    record Condition(Set<String> columns, String sql) {}

    /** The checks of a table, those of its columns' domains, and the bound of its partition. */
    List<Condition> conditions(Table table, @Nullable String partitionBound) {
        List<Condition> conditions = new ArrayList<>();
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Check check
                    && !check.expression().isEmpty()
                    && !check.columns().isEmpty()) {
                conditions.add(new Condition(new LinkedHashSet<>(check.columns()), check.expression()));
            }
        }
        Set<String> bound = new LinkedHashSet<>();
        for (Column column : table.columns()) {
            UserTypes.Domain domain = types.domain(column.type());
            if (domain != null) {
                for (String check : domain.checks()) {
                    String about = check.replaceAll("\\bVALUE\\b", Sql.name(dialect, column.name()));
                    conditions.add(new Condition(Set.of(column.name()), about));
                }
            }
            if (partitionBound != null && partitionBound.contains(column.name())) {
                bound.add(column.name());
            }
        }
        if (partitionBound != null && !bound.isEmpty()) {
            conditions.add(new Condition(bound, partitionBound));
        }
        return conditions;
    }

    /**
     * Changes the values of rows so that they satisfy the conditions, where it can.
     *
     * @param rows column to value for each row; changed in place
     * @param fixed columns that must keep their values
     * @throws SQLException where the database cannot evaluate a condition
     */
    void solve(
            Connection connection,
            Table table,
            List<Condition> conditions,
            List<Map<String, @Nullable String>> rows,
            Set<String> fixed)
            throws SQLException {
        for (List<Condition> group : groups(conditions)) {
            Set<String> names = new LinkedHashSet<>();
            group.forEach(condition -> names.addAll(condition.columns()));
            List<Column> columns = new ArrayList<>();
            for (Column column : table.columns()) {
                if (names.contains(column.name()) && column.generated() == null) {
                    columns.add(column);
                }
            }
            List<Map<String, @Nullable String>> free = null;
            for (int row = 0; row < rows.size(); row++) {
                Map<String, @Nullable String> values = rows.get(row);
                if (holds(connection, columns, group, values)) {
                    continue;
                }
                List<Map<String, @Nullable String>> solutions;
                if (columns.stream().anyMatch(column -> fixed.contains(column.name()))) {
                    solutions = solutions(connection, columns, group, values, fixed);
                } else {
                    if (free == null) {
                        free = solutions(connection, columns, group, values, Set.of());
                    }
                    solutions = free;
                }
                if (!solutions.isEmpty()) {
                    values.putAll(solutions.get(row % solutions.size()));
                }
            }
        }
    }

    /** Conditions that share columns must be solved together. */
    private static List<List<Condition>> groups(List<Condition> conditions) {
        List<List<Condition>> groups = new ArrayList<>();
        for (Condition condition : conditions) {
            List<Condition> joined = new ArrayList<>(List.of(condition));
            groups.removeIf(group -> {
                boolean shares = group.stream()
                        .anyMatch(other -> other.columns().stream().anyMatch(condition.columns()::contains));
                if (shares) {
                    joined.addAll(group);
                }
                return shares;
            });
            groups.add(joined);
        }
        return groups;
    }

    private boolean holds(
            Connection connection,
            List<Column> columns,
            List<Condition> conditions,
            Map<String, @Nullable String> values)
            throws SQLException {
        StringBuilder sql = new StringBuilder("select 1 from (select ");
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            sql.append(i == 0 ? "" : ", ")
                    .append(typed(column, values.get(column.name())))
                    .append(" as ")
                    .append(Sql.name(dialect, column.name()));
        }
        sql.append(") candidate where ").append(where(conditions));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.toString())) {
            return result.next();
        }
    }

    private List<Map<String, @Nullable String>> solutions(
            Connection connection,
            List<Column> columns,
            List<Condition> conditions,
            Map<String, @Nullable String> values,
            Set<String> fixed)
            throws SQLException {
        List<List<@Nullable String>> pools = new ArrayList<>();
        for (Column column : columns) {
            List<@Nullable String> pool = new ArrayList<>();
            if (fixed.contains(column.name())) {
                pool.add(values.get(column.name()));
            } else {
                pool.addAll(pool(column, conditions, values.get(column.name())));
            }
            pools.add(pool);
        }
        shrink(pools);
        StringBuilder sql = new StringBuilder("select ");
        StringBuilder nulls = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String name = Sql.name(dialect, columns.get(i).name());
            sql.append(i == 0 ? "" : ", ").append("number_").append(i);
            nulls.append(i == 0 ? "" : " + ").append("case when ").append(name).append(" is null then 1 else 0 end");
        }
        sql.append(" from ");
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            sql.append(i == 0 ? "(" : " cross join (");
            for (int p = 0; p < pools.get(i).size(); p++) {
                sql.append(p == 0 ? "select " : " union all select ")
                        .append(typed(column, pools.get(i).get(p)))
                        .append(" as ")
                        .append(Sql.name(dialect, column.name()))
                        .append(", ")
                        .append(p)
                        .append(" as number_")
                        .append(i);
            }
            sql.append(") pool_").append(i);
        }
        sql.append(" where ").append(where(conditions)).append(" order by ").append(nulls);
        for (int i = 0; i < columns.size(); i++) {
            sql.append(", number_").append(i);
        }
        sql.append(" limit ").append(SOLUTIONS);
        List<Map<String, @Nullable String>> solutions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.toString())) {
            while (result.next()) {
                Map<String, @Nullable String> solution = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    solution.put(columns.get(i).name(), pools.get(i).get(result.getInt(i + 1)));
                }
                solutions.add(solution);
            }
        }
        return solutions;
    }

    private static void shrink(List<List<@Nullable String>> pools) {
        while (true) {
            long product = 1;
            List<@Nullable String> largest = pools.get(0);
            for (List<@Nullable String> pool : pools) {
                product = Math.min(Long.MAX_VALUE / 1000, product * Math.max(1, pool.size()));
                if (pool.size() > largest.size()) {
                    largest = pool;
                }
            }
            if (product <= MOST_COMBINATIONS || largest.size() <= 2) {
                return;
            }
            largest.subList(largest.size() * 3 / 4, largest.size()).clear();
        }
    }

    private String where(List<Condition> conditions) {
        StringBuilder where = new StringBuilder();
        for (Condition condition : conditions) {
            where.append(where.length() == 0 ? "" : " and ")
                    .append("((")
                    .append(condition.sql())
                    .append(") is not false)");
        }
        return where.toString();
    }

    /** A value as an expression of the column's type below its domains, which would check on their own. */
    private String typed(Column column, @Nullable String text) {
        SqlType base = types.base(column.type());
        if (dialect == Dialect.POSTGRESQL) {
            String literal = text == null ? "null" : Sql.text(dialect, text);
            return literal + "::" + base;
        }
        return text == null ? "null" : samples.literal(column, text);
    }

    /** Candidates for a column: what there is, what the conditions mention and its neighbours, and the usual suspects. */
    List<@Nullable String> pool(Column column, List<Condition> conditions, @Nullable String current) {
        Set<@Nullable String> pool = new LinkedHashSet<>();
        if (current != null) {
            pool.add(current);
        }
        SqlType base = types.base(column.type());
        String name = base.name().toLowerCase(Locale.ROOT);
        List<String> labels = base.labels().isEmpty() ? types.labels(base) : base.labels();
        pool.addAll(labels);
        boolean text = name.contains("char") || name.contains("text");
        boolean whole = name.contains("int") || name.contains("serial");
        boolean number = whole
                || name.contains("numeric")
                || name.contains("decimal")
                || name.contains("double")
                || name.contains("real")
                || name.contains("float");
        for (Condition condition : conditions) {
            for (String literal : literals(condition.sql())) {
                if (text) {
                    if (!literal.isEmpty() && literal.indexOf('^') < 0 && literal.indexOf('%') < 0) {
                        pool.add(literal);
                    }
                    pool.addAll(PatternSample.of(literal));
                    addLengths(literal, pool);
                } else if (number && isNumber(literal)) {
                    BigDecimal value = new BigDecimal(literal);
                    pool.add(literal);
                    pool.add(value.add(BigDecimal.ONE).toPlainString());
                    pool.add(value.subtract(BigDecimal.ONE).toPlainString());
                } else if (!number && !literal.isEmpty()) {
                    pool.add(literal);
                }
            }
        }
        if (number) {
            for (String usual : new String[] {"0", "1", "2", "3", "5", "10", "25", "50", "100", "1000", "-1"}) {
                pool.add(usual);
            }
            if (!whole) {
                pool.add("0.5");
                pool.add("1.5");
            }
        } else if (text) {
            for (int row = 1; row <= 5; row++) {
                pool.add(row + "a@b.co");
                pool.add("https://a.bc/" + row);
            }
            for (String usual : new String[] {
                "a",
                "A",
                "1",
                "abc",
                "ABC",
                "abc1",
                "a@b.co",
                "+1234567890",
                "https://a.bc/d",
                "2020-01-01",
                "00000000-0000-4000-8000-000000000001",
                "{}",
                "[]",
                ""
            }) {
                pool.add(usual);
            }
        } else if (name.startsWith("bool")) {
            pool.add("true");
            pool.add("false");
        } else {
            for (int row = 0; row < 8; row++) {
                pool.add(samples.text(column, row, SampleValues.Kind.PLAIN));
            }
            if (name.startsWith("json")) {
                pool.addAll(List.of("{}", "[]", "[1]", "\"a\"", "1", "null"));
            }
        }
        pool.removeIf(value -> value != null && !fits(value, base, number, whole));
        if (!column.nullable().equals(Truth.FALSE)) {
            pool.add(null);
        }
        return new ArrayList<>(pool);
    }

    /** Lengths that a condition asks for. */
    private static void addLengths(String literal, Set<@Nullable String> pool) {
        if (isNumber(literal) && literal.length() < 4 && literal.indexOf('.') < 0 && literal.charAt(0) != '-') {
            int length = Integer.parseInt(literal);
            if (length <= 255) {
                pool.add("x".repeat(length));
                pool.add("x".repeat(length + 1));
                pool.add("1".repeat(length));
            }
        }
    }

    private static boolean fits(String value, SqlType base, boolean number, boolean whole) {
        if (number) {
            return isNumber(value) && (!whole || value.indexOf('.') < 0);
        }
        boolean cut = base.name().contains("char") && !base.parameters().isEmpty();
        return !cut || value.length() <= base.parameters().get(0);
    }

    static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        boolean digits = false;
        boolean dot = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !dot) {
                dot = true;
            } else if (c >= '0' && c <= '9') {
                digits = true;
            } else {
                return false;
            }
        }
        return digits;
    }

    /** The strings and numbers in a piece of SQL. */
    static List<String> literals(String sql) {
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'') {
                StringBuilder text = new StringBuilder();
                i++;
                while (i < sql.length()) {
                    if (sql.charAt(i) == '\'') {
                        if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                            i++;
                        } else {
                            break;
                        }
                    }
                    text.append(sql.charAt(i));
                    i++;
                }
                literals.add(text.toString());
            } else if (c == '"' || c == '`') {
                int end = sql.indexOf(c, i + 1);
                i = end < 0 ? sql.length() : end;
            } else if (Character.isDigit(c) && (i == 0 || !Character.isJavaIdentifierPart(sql.charAt(i - 1)))) {
                int end = i;
                while (end < sql.length() && (Character.isDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
                    end++;
                }
                boolean negative = i > 0 && sql.charAt(i - 1) == '-';
                literals.add((negative ? "-" : "") + sql.substring(i, end));
                i = end - 1;
            }
        }
        return literals;
    }
}
