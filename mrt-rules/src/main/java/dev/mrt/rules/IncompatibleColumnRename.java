// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** While a deployment rolls on, old code still uses the column's old name. */
@AutoService(RiskRule.class)
public final class IncompatibleColumnRename extends BuiltInRule {

    public IncompatibleColumnRename() {
        super(true, "MRT702", "COMPAT RENAME COLUMN", Severity.WARNING, "Old code still uses the old name of a column");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation.RenameColumn> rename : UpgradeStep.of(context, Operation.RenameColumn.class)) {
            if (!rename.onNewTable()
                    && OldRelease.misses(
                            context, rename.table(), rename.operation().column())) {
                String subject = rename.table() + "." + rename.operation().column();
                context.report(
                        rename.step(),
                        subject,
                        "Instances of the old release still use `" + subject + "`, which is called `"
                                + rename.operation().newName() + "` from this statement on: their queries fail.",
                        "Add `" + rename.operation().newName()
                                + "`, write both, fill it, read the new one, and drop the old one a release later; or keep the"
                                + " column and map the attribute to it.");
            }
        }
    }
}
