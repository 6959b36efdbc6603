// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import java.util.List;
import java.util.Optional;

/** A new constraint that old code can violate while a deployment rolls on. */
@AutoService(RiskRule.class)
public final class IncompatibleConstraint extends BuiltInRule {

    public IncompatibleConstraint() {
        super(
                true,
                "MRT707",
                "COMPAT NEW CONSTRAINT",
                Severity.WARNING,
                "Old code can violate a new unique, check or foreign key constraint");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation.AddConstraint> add : UpgradeStep.of(context, Operation.AddConstraint.class)) {
            Constraint constraint = add.operation().constraint();
            if (!add.onNewTable()
                    && !areNew(context, add.table(), constraint.columns())
                    && !isThere(context, add.table(), constraint)) {
                report(context, add, constraint.kind().words(), constraint.columns());
            }
        }
        for (UpgradeStep<Operation.CreateIndex> create : UpgradeStep.of(context, Operation.CreateIndex.class)) {
            Index index = create.operation().index();
            if (!create.onNewTable() && index.unique() && !areNew(context, create.table(), index.columns())) {
                report(context, create, "unique index", index.columns());
            }
        }
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

    private static void report(MigrationContext context, UpgradeStep<?> step, String kind, List<String> columns) {
        String subject = step.table() + (columns.isEmpty() ? "" : "." + String.join(",", columns));
        context.report(
                step.step(),
                subject,
                "Instances of the old release do not know the " + kind + " on `" + step.table()
                        + (columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")")
                        + "`: what they write may violate it, and then fails.",
                "Release code that keeps to it first, and add it in the release after that.");
    }
}
