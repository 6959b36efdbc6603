// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.Conflict;
import dev.mrt.replay.RoundTrip;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.QualifiedName;

/** A step of the downgrade that cannot run: on the schema that the upgrade leaves, or on rows that may be there. */
@AutoService(RiskRule.class)
public final class FailingDowngrade extends BuiltInRule {

    public FailingDowngrade() {
        super("MRT112", "DOWNGRADE FAILS", Severity.ERROR, "A step of the downgrade cannot run");
    }

    @Override
    public void check(MigrationContext context) {
        RoundTrip trip = context.roundTrip();
        if (trip.downgradeState() != RoundTrip.DowngradeState.RUNS) {
            return;
        }
        for (Conflict conflict : trip.conflicts(Conflict.Phase.DOWNGRADE)) {
            Operation operation = conflict.step().operation();
            QualifiedName table = operation.table();
            // Rows that the upgrade found do not stand in the way; rows written after it may.
            boolean laterRows = conflict.kind().dependsOnRows()
                    && (conflict.kind() != Conflict.Kind.NOT_NULL_WITHOUT_VALUE
                            || (table != null && trip.leavesOnlyNewRows(table)));
            context.report(
                    laterRows ? Severity.INFO : Severity.ERROR,
                    conflict.step(),
                    table == null ? "" : table.toString(),
                    (laterRows
                                    ? "Rows that are written after the upgrade can stop the downgrade here: "
                                    : "The downgrade fails here: ")
                            + conflict.sentence() + ".",
                    FailureRemedy.of(context, conflict));
        }
    }
}
