// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.operation.Operation;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.QualifiedName;
import java.util.List;
import java.util.Set;

/** A Django model is renamed and loses data in one migration: there is no state between the two to go back to. */
@AutoService(RiskRule.class)
public final class RenameWithLoss extends BuiltInRule {

    public RenameWithLoss() {
        super(
                "MRT305",
                "MODEL RENAME WITH DATA LOSS",
                Severity.WARNING,
                "A model is renamed in a migration that also drops its data",
                "RenameModel with destructive operations");
    }

    @Override
    public void check(MigrationContext context) {
        List<FrameworkOperation> operations = context.migration().operations();
        for (Located<Operation.RenameTable> rename : context.upgrade(Operation.RenameTable.class)) {
            int group = rename.step().group();
            QualifiedName table = rename.operation().table();
            if (group >= operations.size() || !operations.get(group).name().equals("RenameModel")) {
                continue;
            }
            for (DataVerdict verdict :
                    LostData.of(context, Set.of(DataVerdict.Cause.COLUMN_DROPPED, DataVerdict.Cause.TABLE_DROPPED))) {
                if (table.equals(verdict.table())) {
                    context.report(
                            rename,
                            table.toString(),
                            "`" + table + "` is renamed to `"
                                    + rename.operation().newName()
                                    + "` and loses data in one migration: a rollback brings the name back but not the data, and"
                                    + " there is no release between the two to stop at.",
                            "Rename the model in a migration and a release of its own; drop in a later one.");
                    break;
                }
            }
        }
    }
}
