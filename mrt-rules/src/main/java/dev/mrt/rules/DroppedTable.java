// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** A table that may hold rows is dropped: the downgrade can make the table again, but not the rows. */
@AutoService(RiskRule.class)
public final class DroppedTable extends BuiltInRule {

    public DroppedTable() {
        super(
                "MRT202",
                "DROP TABLE",
                Severity.ERROR,
                "A table is dropped with its rows",
                "MRT210",
                "MRT211",
                "DROP TABLE in upgrade");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.TABLE_DROPPED))) {
            if (DroppedSchema.isContainer(verdict.step().step().operation())) {
                continue;
            }
            context.report(
                    verdict.step().step(),
                    LostData.subject(verdict),
                    LostData.message(verdict),
                    "Rename the table first and drop it in a later release, when no rollback needs it any more.");
        }
    }
}
