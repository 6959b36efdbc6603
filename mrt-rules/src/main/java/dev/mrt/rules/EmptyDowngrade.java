// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.operation.Operation;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** A downgrade that does nothing although the upgrade changes the schema. Changed rows have rules of their own. */
@AutoService(RiskRule.class)
public final class EmptyDowngrade extends BuiltInRule {

    public EmptyDowngrade() {
        super(
                "MRT102",
                "NO-OP DOWNGRADE",
                Severity.ERROR,
                "The downgrade does nothing although the upgrade changes something",
                "noop downgrade",
                "No-op downgrade");
    }

    @Override
    public void check(MigrationContext context) {
        RoundTrip trip = context.roundTrip();
        if (context.migration().framework() != Framework.ALEMBIC
                || trip.downgradeState() != RoundTrip.DowngradeState.EMPTY) {
            return;
        }
        boolean certain = !trip.certainRemainders().isEmpty();
        if (certain || isOpaque(trip)) {
            context.report(
                    context.migration().downgrade().range(),
                    "",
                    certain
                            ? "`downgrade()` does nothing: Alembic reports success, but "
                                    + Words.differences(trip.certainRemainders()) + "."
                            : "`downgrade()` does nothing, although `upgrade()` does something that could not be read.",
                    "Undo in `downgrade()` what `upgrade()` does, or raise an error that says why that is impossible.");
        }
    }

    /** Whether the upgrade does something that may be anything, and no other rule speaks of. */
    private static boolean isOpaque(RoundTrip trip) {
        for (StepReplay step : trip.upgrade()) {
            if (!step.runs().isFalse() && step.step().operation() instanceof Operation.Opaque) {
                return true;
            }
        }
        return false;
    }
}
