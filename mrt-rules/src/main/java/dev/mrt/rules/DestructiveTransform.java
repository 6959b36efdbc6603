// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** One migration copies a column into another in some changed form and drops it: nothing holds the old values. */
@AutoService(RiskRule.class)
public final class DestructiveTransform extends BuiltInRule {

    private static final String THREE_RELEASES =
            "Use three releases: add the new column and write both; read the new one; drop the old one.";

    public DestructiveTransform() {
        super(
                "MRT208",
                "MULTI-STEP DESTRUCTIVE",
                Severity.ERROR,
                "A column is folded into another and dropped in one migration",
                "Multi-step destructive migration");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict : context.roundTrip().data(DataVerdict.Outcome.RECOVERABLE)) {
            if (LostData.isTransformed(context, verdict) && !mayBeWrittenBack(context, verdict)) {
                context.report(
                        Severity.WARNING,
                        verdict.step().step(),
                        LostData.subject(verdict),
                        "`" + LostData.subject(verdict)
                                + "` is folded into another column and dropped, and the downgrade does not write its values back:"
                                + " the old release finds it empty.",
                        THREE_RELEASES);
            }
        }
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.COLUMN_DROPPED))) {
            if (LostData.isTransformed(context, verdict)) {
                context.report(
                        verdict.step().step(),
                        LostData.subject(verdict),
                        LostData.message(verdict)
                                + " Other columns were written from it before, but not so that the old values can be had back.",
                        THREE_RELEASES);
            }
        }
    }

    /** Whether the downgrade writes the column, or does something that may. */
    private static boolean mayBeWrittenBack(MigrationContext context, DataVerdict verdict) {
        for (StepReplay step : context.roundTrip().downgrade()) {
            if (step.step().operation().isNotFollowed()) {
                return true;
            }
            if (step.step().operation() instanceof Operation.UpdateRows update) {
                boolean writes = update.assignments().isEmpty();
                for (Operation.Assignment assignment : update.assignments()) {
                    writes |= assignment.column().equals(verdict.column());
                }
                if (writes) {
                    return true;
                }
            }
        }
        return false;
    }
}
