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

/** A primary key added without an index that is there: the index is built, and NULLs are looked for, under an exclusive lock. */
@AutoService(RiskRule.class)
public final class BlockingPrimaryKey extends BuiltInRule {

    public BlockingPrimaryKey() {
        super(
                "MRT420",
                "PRIMARY KEY BUILT UNDER LOCK",
                Severity.WARNING,
                "A primary key is added to a table that may have rows without an index that is there already");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.POSTGRESQL) {
            return;
        }
        for (UpgradeStep<Operation.AddConstraint> add : UpgradeStep.of(context, Operation.AddConstraint.class)) {
            if (add.operation().constraint() instanceof Constraint.PrimaryKey key
                    && add.operation().usingIndex() == null
                    && !add.onNewTable()) {
                String columns = String.join(", ", key.columns());
                String name = key.name() == null ? add.table().name() + "_pkey" : key.name();
                context.report(
                        add.step(),
                        add.table() + "." + name,
                        "Adding the primary key `" + add.table() + " (" + columns
                                + ")` blocks all reads and writes of the table while its index is built, and fails on NULLs"
                                + " and on rows that are alike.",
                        "Build the index first, outside of a transaction, then make it the key's:\n"
                                + ObjectCode.constraintOverIndex(context, add.table(), name, key));
            }
        }
    }
}
