// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.SourceRange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way back is there in form only: {@code noop} or an empty function, although the way forward may change rows. */
@AutoService(RiskRule.class)
public final class FormalReverse extends BuiltInRule {

    private static final Set<DataVerdict.Outcome> NAMED =
            Set.of(DataVerdict.Outcome.LOST, DataVerdict.Outcome.LEFT_BEHIND);

    public FormalReverse() {
        super(
                "MRT114",
                "REVERSE IS ONLY FORMAL",
                Severity.WARNING,
                "The reverse does nothing, although the way forward may change rows",
                "RunPython.noop",
                "RunSQL.noop");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.migration().framework() == Framework.ALEMBIC) {
            checkAlembic(context);
            return;
        }
        if (UpgradeStep.runsOnNewDatabases(context.migration())) {
            return; // there are no rows that it could change
        }
        List<FrameworkOperation> operations = context.migration().operations();
        for (int group = 0; group < operations.size(); group++) {
            FrameworkOperation operation = operations.get(group);
            boolean runs =
                    operation.name().equals("RunPython") || operation.name().equals("RunSQL");
            StepReplay opaque = runs && operation.reversible() ? mayChangeRows(context, group) : null;
            if (opaque != null && !doesAnything(context.roundTrip().downgrade(), group)) {
                report(context, operation.range(), "The reverse of `" + operation.name() + "`");
            }
        }
    }

    private static void checkAlembic(MigrationContext context) {
        RoundTrip trip = context.roundTrip();
        if (trip.downgradeState() == RoundTrip.DowngradeState.EMPTY
                && trip.certainRemainders().isEmpty()
                && !isNamed(context, -1)) {
            for (StepReplay step : trip.upgrade()) {
                if (!step.runs().isFalse()
                        && step.step().operation() instanceof Operation.RunCode code
                        && code.mayChangeData()) {
                    report(context, step.step().range(), "`downgrade()`");
                    return;
                }
            }
        }
    }

    private static void report(MigrationContext context, SourceRange range, String reverse) {
        context.report(
                range,
                "",
                reverse
                        + " does nothing, although this may change rows: the rollback succeeds and leaves them changed.",
                "Undo the change in the reverse, or suppress this with the reason why it may stay.");
    }

    /** The first step of an operation that may change rows in a way that no other rule tells; null where there is none. */
    private static @Nullable StepReplay mayChangeRows(MigrationContext context, int group) {
        if (isNamed(context, group)) {
            return null;
        }
        for (StepReplay step : context.replay().upgrade()) {
            if (step.step().group() == group
                    && !step.runs().isFalse()
                    && LostData.isNotUnderstood(step.step().operation())) {
                return step;
            }
        }
        return null;
    }

    /** Whether another rule names what an operation does to rows; of any operation for -1. */
    private static boolean isNamed(MigrationContext context, int group) {
        for (DataVerdict verdict : context.roundTrip().data()) {
            if (NAMED.contains(verdict.outcome())
                    && (group < 0 || verdict.step().step().group() == group)) {
                return true;
            }
        }
        return false;
    }

    private static boolean doesAnything(List<StepReplay> downgrade, int group) {
        for (StepReplay step : downgrade) {
            boolean harmless = step.step().operation() instanceof Operation.ExecuteSql sql
                    && (sql.effect() == SqlEffect.READ || sql.effect() == SqlEffect.HARMLESS);
            if (step.step().group() == group && !harmless) {
                return true;
            }
        }
        return false;
    }
}
