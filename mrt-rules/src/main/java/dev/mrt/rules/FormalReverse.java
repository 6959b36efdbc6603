// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.operation.Operation;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.SourceRange;
import java.util.List;
import java.util.Set;

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
            if (Set.of("RunPython", "RunSQL").contains(operation.name())
                    && operation.reversible()
                    && mayChangeRows(context, group)
                    && !doesAnything(context.roundTrip().downgrade(), group)) {
                String code = operation.arguments().getOrDefault("code", "");
                String what = operation.name() + (code.isEmpty() ? "" : "(" + code + ")");
                report(context, operation.range(), "The reverse of `" + what + "`");
            }
        }
    }

    private static void checkAlembic(MigrationContext context) {
        RoundTrip trip = context.roundTrip();
        if (trip.downgradeState() == RoundTrip.DowngradeState.EMPTY
                && trip.certainRemainders().isEmpty()
                && !isNamed(context, -1)) {
            context.upgrade(Operation.RunCode.class).stream()
                    .filter(code -> code.operation().mayChangeData())
                    .findFirst()
                    .ifPresent(code -> report(context, code.step().range(), "`downgrade()`"));
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

    /** Whether an operation may change rows in a way that no other rule tells. */
    private static boolean mayChangeRows(MigrationContext context, int group) {
        return !isNamed(context, group)
                && context.upgrade(Operation.class).stream()
                        .anyMatch(step ->
                                step.step().group() == group && step.operation().isNotFollowed());
    }

    /** Whether another rule names what an operation does to rows; of any operation for -1. */
    private static boolean isNamed(MigrationContext context, int group) {
        return context.roundTrip().data().stream()
                .filter(verdict -> NAMED.contains(verdict.outcome()))
                .anyMatch(verdict -> group < 0 || verdict.step().step().group() == group);
    }

    private static boolean doesAnything(List<StepReplay> downgrade, int group) {
        return downgrade.stream()
                .map(StepReplay::step)
                .anyMatch(step -> step.group() == group && !step.operation().isHarmless());
    }
}
