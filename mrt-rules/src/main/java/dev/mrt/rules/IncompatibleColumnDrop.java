// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** While a deployment rolls on, old code still reads and writes the column that is gone. */
@AutoService(RiskRule.class)
public final class IncompatibleColumnDrop extends BuiltInRule {

    public IncompatibleColumnDrop() {
        super(true, "MRT701", "COMPAT DROP COLUMN", Severity.WARNING, "Old code still uses a column that is dropped");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation.DropColumn> drop : UpgradeStep.of(context, Operation.DropColumn.class)) {
            String column = drop.operation().column();
            if (!drop.onNewTable() && OldRelease.misses(context, drop.table(), column)) {
                String subject = drop.table() + "." + column;
                context.report(
                        drop.step(),
                        subject,
                        "Instances of the old release still select and insert `" + subject
                                + "`: from this statement until the last of them is gone, their queries fail.",
                        "Release code that does not name `" + column
                                + "` first, and drop the column in the release after it.");
            }
        }
    }
}
