// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Procedure;
import dev.mrt.replay.RoundTrip;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** An Alembic revision without {@code downgrade()}: Alembic stops there with an error. */
@AutoService(RiskRule.class)
public final class MissingDowngrade extends BuiltInRule {

    public MissingDowngrade() {
        super("MRT101", "MISSING DOWNGRADE", Severity.ERROR, "There is no downgrade function", "No downgrade function");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.migration().framework() != Framework.ALEMBIC
                || context.migration().downgrade().state() != Procedure.State.MISSING) {
            return;
        }
        RoundTrip trip = context.roundTrip();
        String left = Words.differences(trip.remainders());
        context.report(
                context.migration().identity(),
                "",
                "There is no `downgrade()`: `alembic downgrade` stops at this revision with an error"
                        + (left.isEmpty() ? "." : ", and what the upgrade did stays: " + left + "."),
                "Write `def downgrade():` that undoes the upgrade"
                        + (left.isEmpty() ? ", or with `pass` where there is nothing to undo." : "."));
    }
}
