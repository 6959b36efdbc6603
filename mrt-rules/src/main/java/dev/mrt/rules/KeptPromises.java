// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import java.util.List;
import java.util.Optional;

/** Tells which constraints ask nothing of the code of the old release that it does not keep to already. Stateless. */
final class KeptPromises {

    private KeptPromises() {}

    /** Whether what the old release writes satisfies a new constraint anyway. */
    static boolean covers(MigrationContext context, QualifiedName table, Constraint constraint) {
        return areNew(context, table, constraint.columns())
                || isThere(context, table, constraint)
                || isReplaced(context, table, constraint)
                || (constraint.kind() == ConstraintKind.UNIQUE && areUnique(context, table, constraint.columns()));
    }

    /** Old code leaves a column that this migration adds at NULL or its default, which violates nothing. */
    private static boolean areNew(MigrationContext context, QualifiedName name, List<String> columns) {
        Table table = context.before().table(name).orElse(null);
        if (table == null || !table.complete() || columns.isEmpty()) {
            return false;
        }
        for (String column : columns) {
            if (TableNames.column(table, column).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** A constraint that is only made again (with another name, action or option) asks nothing new of old code. */
    private static boolean isThere(MigrationContext context, QualifiedName table, Constraint added) {
        Optional<Table> before = context.before().table(table);
        if (before.isEmpty()) {
            return false;
        }
        for (Constraint constraint : before.get().constraints()) {
            if (constraint.kind() == added.kind()
                    && constraint.columns().equals(added.columns())
                    && added.kind() != ConstraintKind.CHECK) {
                return true;
            }
        }
        return false;
    }

    /** Whether this migration drops a key on the columns that it knows by the database's default name only. */
    private static boolean isReplaced(MigrationContext context, QualifiedName table, Constraint added) {
        String name = table.name() + "_" + String.join("_", added.columns())
                + (added.kind() == ConstraintKind.FOREIGN_KEY ? "_fkey" : "_key");
        return UpgradeStep.of(context, Operation.DropConstraint.class).stream()
                .anyMatch(drop -> drop.table().equals(table)
                        && name.equals(drop.operation().name()));
    }

    /** Whether what old code writes into the columns differs in every row anyway. */
    static boolean areUnique(MigrationContext context, QualifiedName name, List<String> columns) {
        Table table = context.before().table(name).orElse(null);
        if (table == null) {
            return false;
        }
        return areNew(context, name, columns)
                || table.constraints().stream()
                        .anyMatch(key -> (key instanceof Constraint.PrimaryKey || key instanceof Constraint.Unique)
                                && columns.containsAll(key.columns()))
                || table.indexes().stream()
                        .anyMatch(index -> index.unique()
                                && index.predicate() == null
                                && !index.columns().isEmpty()
                                && index.columns().size() == index.parts().size()
                                && columns.containsAll(index.columns()));
    }
}
