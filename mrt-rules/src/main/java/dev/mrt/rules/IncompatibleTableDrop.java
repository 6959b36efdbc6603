// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** While a deployment rolls on, old code still uses the table that is gone. */
@AutoService(RiskRule.class)
public final class IncompatibleTableDrop extends BuiltInRule {

    public IncompatibleTableDrop() {
        super(true, "MRT703", "COMPAT DROP TABLE", Severity.WARNING, "Old code still uses a table that is dropped");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation.DropTable> drop : UpgradeStep.of(context, Operation.DropTable.class)) {
            if (!drop.onNewTable() && OldRelease.misses(context, drop.table())) {
                context.report(
                        drop.step(),
                        drop.table().toString(),
                        "Instances of the old release still use `" + drop.table()
                                + "`: from this statement until the last of them is gone, their queries fail.",
                        "Release code that does not use `" + drop.table()
                                + "` first, and drop the table in the release after it.");
            }
        }
    }
}
