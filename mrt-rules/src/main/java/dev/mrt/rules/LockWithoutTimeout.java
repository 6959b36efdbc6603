// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;

/** A strong lock without lock_timeout: while it waits for one long query, everybody waits behind it. */
@AutoService(RiskRule.class)
public final class LockWithoutTimeout extends BuiltInRule {

    public LockWithoutTimeout() {
        super(
                true,
                "MRT427",
                "LOCK WITHOUT TIMEOUT",
                Severity.WARNING,
                "A strong lock is taken without a lock_timeout");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.POSTGRESQL) {
            return;
        }
        for (StepReplay replay : context.replay().upgrade()) {
            if (replay.step().operation() instanceof Operation.SetParameter set
                    && set.name().equalsIgnoreCase("lock_timeout")
                    && !set.value().equals("0")) {
                return;
            }
        }
        for (UpgradeStep<Operation> step : UpgradeStep.of(context, Operation.class)) {
            if (TableLock.isStrong(step)) {
                context.report(
                        step.step(),
                        step.table().toString(),
                        "The lock on `" + step.table()
                                + "` waits for every query that runs on it, and all later queries wait"
                                + " behind it; without a lock_timeout there is no end to that.",
                        FixCode.sql(context, "SET LOCAL lock_timeout = '5s'"));
                return;
            }
        }
    }
}
