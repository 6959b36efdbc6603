// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of MySQL and MariaDB: {@code PRIMARY}, {@code table_ibfk_1}, an index after its first column. See <a
 * href="https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html">FOREIGN KEY constraints</a> and <a
 * href="https://dev.mysql.com/doc/refman/8.0/en/create-table-check-constraints.html">CHECK constraints</a>.
 */
record MysqlNames(Target target) implements Names {

    @Override
    public @Nullable String constraint(Table table, Constraint constraint, Taken taken) {
        boolean maria = target.dialect() == Dialect.MARIADB;
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> "PRIMARY";
            case FOREIGN_KEY ->
                numbered(table, ConstraintKind.FOREIGN_KEY, table.name().name() + "_ibfk_");
            case CHECK ->
                numbered(
                        table,
                        ConstraintKind.CHECK,
                        maria ? "CONSTRAINT_" : table.name().name() + "_chk_");
            case UNIQUE ->
                afterColumn(
                        table,
                        constraint.columns().isEmpty()
                                ? ""
                                : constraint.columns().get(0));
            case EXCLUSION -> null;
        };
    }

    @Override
    public @Nullable String index(Table table, Index index, Taken taken) {
        return afterColumn(
                table, index.columns().isEmpty() ? "" : index.columns().get(0));
    }

    @Override
    public String sequence(QualifiedName table, String column, Taken taken) {
        return table.name() + "_" + column + "_seq";
    }

    /** Renaming a table renames the constraints that the server named after it. */
    @Override
    public Table renamed(Table table, QualifiedName name) {
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        for (String label : List.of("_ibfk_", "_chk_")) {
            String start = table.name().name() + label;
            constraints.replaceAll(
                    constraint -> constraint.name() != null && constraint.name().startsWith(start)
                            ? constraint.withName(
                                    name.name() + label + constraint.name().substring(start.length()))
                            : constraint);
        }
        return table.withName(name).withConstraints(ColumnSteps.same(table.constraints(), constraints));
    }

    private static String numbered(Table table, ConstraintKind kind, String start) {
        int highest = 0;
        for (Constraint constraint : table.constraints()) {
            String name = constraint.name();
            if (constraint.kind() == kind && name != null && name.startsWith(start)) {
                highest = Math.max(highest, number(name.substring(start.length())));
            }
        }
        return start + (highest + 1);
    }

    private static int number(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length() && i < 6; i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static @Nullable String afterColumn(Table table, String column) {
        if (column.isEmpty()) {
            return null;
        }
        String name = column;
        for (int i = 2; table.index(name).isPresent() || table.constraint(name).isPresent(); i++) {
            name = column + "_" + i;
        }
        return name;
    }
}
