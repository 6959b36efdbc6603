// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import java.util.List;

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
            if (!add.onNewTable() && !KeptPromises.covers(context, add.table(), constraint)) {
                report(context, add, constraint.kind().words(), constraint.columns());
            }
        }
        for (UpgradeStep<Operation.CreateIndex> create : UpgradeStep.of(context, Operation.CreateIndex.class)) {
            Index index = create.operation().index();
            if (!create.onNewTable()
                    && index.unique()
                    && !KeptPromises.areUnique(context, create.table(), index.columns())) {
                report(context, create, "unique index", index.columns());
            }
        }
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
