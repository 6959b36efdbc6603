// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Step;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;

/** A unique constraint on rows that are there: it fails on duplicates, and the index is built under an exclusive lock. */
@AutoService(RiskRule.class)
public final class AddedUniqueConstraint extends BuiltInRule {

    public AddedUniqueConstraint() {
        super(
                "MRT406",
                "UNIQUE ON EXISTING ROWS",
                Severity.WARNING,
                "A unique constraint is added to a table that may have rows",
                "ADD UNIQUE");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation.AddConstraint> add : UpgradeStep.of(context, Operation.AddConstraint.class)) {
            if (add.operation().constraint() instanceof Constraint.Unique unique
                    && add.operation().usingIndex() == null
                    && !add.onNewTable()) {
                report(context, add.step(), add.table(), unique);
            }
        }
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            ColumnDefinition column = add.operation().column();
            boolean sameForAll = column.serverDefault().isPresent() || column.fill() != null;
            for (Constraint constraint : add.operation().constraints()) {
                // A new column without a default is NULL everywhere, which is unique.
                if (constraint instanceof Constraint.Unique unique && sameForAll && !add.onNewTable()) {
                    report(context, add.step(), add.table(), unique);
                }
            }
        }
    }

    private static void report(MigrationContext context, Step step, QualifiedName table, Constraint.Unique unique) {
        String name = FixCode.name(unique.name(), "uq", table, unique.columns());
        boolean postgresql = context.target().dialect() == Dialect.POSTGRESQL;
        String message = "The unique constraint on `" + table + " (" + String.join(", ", unique.columns())
                + ")` fails if rows are alike in it"
                + (postgresql ? ", and blocks all reads and writes of `" + table + "` while its index is built." : ".");
        String fix = "Look for duplicates first: " + FixCode.duplicates(context, table, unique.columns())
                + (postgresql
                        ? "\nThen build the index without a lock and make it the constraint's:\n"
                                + ObjectCode.constraintOverIndex(context, table, name, unique)
                        : "");
        context.report(step, table + "." + String.join(",", unique.columns()), message, fix);
    }
}
