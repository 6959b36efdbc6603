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
            boolean laterRows =
                    conflict.kind().dependsOnRows() && conflict.kind() != Conflict.Kind.NOT_NULL_WITHOUT_VALUE;
            context.report(
                    laterRows ? Severity.INFO : Severity.ERROR,
                    conflict.step(),
                    table == null ? "" : table.toString(),
                    (laterRows
                                    ? "Rows that are written after the upgrade can stop the downgrade here: "
                                    : "The downgrade fails here: ")
                            + conflict.sentence() + ".",
                    fix(conflict));
        }
    }

    private static String fix(Conflict conflict) {
        boolean converts = conflict.step().operation() instanceof Operation.AlterColumn;
        return switch (conflict.kind()) {
            case MISSING -> "Name what the upgrade leaves; a constraint without a name needs one in both directions.";
            case EXISTS -> "Leave out what is there already, or drop it first.";
            case IN_USE -> "Drop first what depends on it.";
            case REFUSED ->
                converts
                        ? "Say how values are converted (`postgresql_using`), or convert them in a column of their own."
                        : "Write it so that the database accepts it, and try the downgrade once: `mrt verify` does.";
            case NOT_NULL_WITHOUT_VALUE ->
                "Give the column a `server_default`, or add it as nullable, fill it, and then set it NOT NULL.";
            case NULLS -> "Fill the NULLs before the column is set NOT NULL.";
            case NARROWING -> "Shorten the values first, or keep the wider type.";
            case VIOLATED -> "Remove the rows that violate it first, or add the constraint as NOT VALID.";
        };
    }
}
