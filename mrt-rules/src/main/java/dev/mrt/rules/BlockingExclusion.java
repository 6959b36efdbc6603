// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;

/** An exclusion constraint on rows that are there; its index cannot be built concurrently. */
@AutoService(RiskRule.class)
public final class BlockingExclusion extends BuiltInRule {

    public BlockingExclusion() {
        super(
                "MRT421",
                "EXCLUSION CONSTRAINT",
                Severity.WARNING,
                "An exclusion constraint is added to a table that may have rows");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.POSTGRESQL) {
            return;
        }
        for (UpgradeStep<Operation.AddConstraint> add : UpgradeStep.of(context, Operation.AddConstraint.class)) {
            if (add.operation().constraint() instanceof Constraint.Exclusion exclusion && !add.onNewTable()) {
                String name = FixCode.name(exclusion.name(), "ex", add.table(), exclusion.columns());
                context.report(
                        add.step(),
                        add.table() + "." + name,
                        "Adding the exclusion constraint `" + name + "` blocks all reads and writes of `" + add.table()
                                + "` while its index is built, which PostgreSQL cannot do concurrently.",
                        "Add it while the table is small or nobody needs it, with a lock_timeout; or fill a new table that has"
                                + " the constraint and swap the names.");
            }
        }
    }
}
