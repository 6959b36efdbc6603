// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.RoundTrip;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.QualifiedName;
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
                    LostData.message(verdict)
                            + (isMadeAgain(context, verdict) ? " The downgrade makes it again, empty." : ""),
                    "Rename the table first and drop it in a later release, when no rollback needs it any more."
                            + renaming(context, verdict));
        }
    }

    private static boolean isMadeAgain(MigrationContext context, DataVerdict verdict) {
        return verdict.table() != null
                && context.before().table(verdict.table()).isPresent()
                && context.roundTrip().downgradeState() == RoundTrip.DowngradeState.RUNS
                && context.restored().table(verdict.table()).isPresent();
    }

    private static String renaming(MigrationContext context, DataVerdict verdict) {
        QualifiedName table = verdict.table();
        return table == null || !FixCode.isAlembic(context) || !context.replay().isInUpgrade(verdict.step())
                ? ""
                : "\n# upgrade\nop.rename_table(" + FixCode.string(table.name()) + ", "
                        + FixCode.string(table.name() + "_unused")
                        + FixCode.schema(table) + ")\n# downgrade\nop.rename_table("
                        + FixCode.string(table.name() + "_unused") + ", " + FixCode.string(table.name())
                        + FixCode.schema(table) + ")";
    }
}
