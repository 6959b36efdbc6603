// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** A column that may hold values is dropped: the downgrade can add the column again, but not the values. */
@AutoService(RiskRule.class)
public final class DroppedColumn extends BuiltInRule {

    public DroppedColumn() {
        super(
                "MRT201",
                "DROP COLUMN",
                Severity.ERROR,
                "A column is dropped with its values",
                "MRT206",
                "MRT209",
                "DROP COLUMN in upgrade",
                "DROP COLUMN in batch_alter_table");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.COLUMN_DROPPED))) {
            if (!LostData.isTransformed(context, verdict)) {
                context.report(
                        verdict.step().step(),
                        LostData.subject(verdict),
                        LostData.message(verdict),
                        "First release code that no longer uses the column; drop it in a later release, when no rollback needs"
                                + " it any more.");
            }
        }
    }
}
