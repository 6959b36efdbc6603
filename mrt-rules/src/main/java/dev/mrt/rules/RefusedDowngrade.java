// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.operation.Operation;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.SourceRange;

/** A downgrade that surely raises an error of its own: the migration says that there is no way back. */
@AutoService(RiskRule.class)
public final class RefusedDowngrade extends BuiltInRule {

    public RefusedDowngrade() {
        super("MRT109", "ONE-WAY MIGRATION", Severity.ERROR, "The downgrade raises an error");
    }

    @Override
    public void check(MigrationContext context) {
        RoundTrip trip = context.roundTrip();
        if (trip.downgradeState() == RoundTrip.DowngradeState.RUNS) {
            checkUnknownOperations(context);
            return;
        }
        if (trip.downgradeState() != RoundTrip.DowngradeState.RAISES || hasRuleOfItsOwn(context)) {
            return;
        }
        String message = "";
        SourceRange range = context.migration().downgrade().range();
        for (StepReplay step : trip.downgrade()) {
            if (step.step().operation() instanceof Operation.RaiseError error) {
                message = error.message();
                range = step.step().range();
            }
        }
        context.report(
                range,
                "",
                "The downgrade raises an error" + (message.isBlank() ? "" : " (" + message + ")")
                        + ": a rollback stops here.",
                "If that is meant, take a backup before the upgrade, and skip this revision in the configuration with the reason.");
    }

    /** An operation of Django whose class is not there to read: its way back is an error unless somebody wrote it. */
    private static void checkUnknownOperations(MigrationContext context) {
        if (FixCode.isAlembic(context)) {
            return;
        }
        for (StepReplay step : context.roundTrip().downgrade()) {
            if (step.step().operation() instanceof Operation.Opaque opaque
                    && opaque.reason().contains("not among the sources")) {
                context.report(
                        Severity.INFO,
                        step.step(),
                        "",
                        "Whether `" + opaque.description()
                                + "` can be reversed is not known, since its class is not among the files that were read: an"
                                + " operation that writes no reverse stops the rollback with an error.",
                        "Analyse the project as a whole, not its migrations alone.");
                return;
            }
        }
    }

    /** Whether a one-way {@code RunPython} or {@code RunSQL} is the cause, which is reported where it stands. */
    private static boolean hasRuleOfItsOwn(MigrationContext context) {
        for (FrameworkOperation operation : context.migration().operations()) {
            if (!operation.reversible()
                    && (operation.name().equals("RunPython") || operation.name().equals("RunSQL"))) {
                return true;
            }
        }
        return false;
    }
}
