// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** A column gets a type that rounds or cuts its values, which the downgrade cannot undo. */
@AutoService(RiskRule.class)
public final class LossyType extends BuiltInRule {

    public LossyType() {
        super("MRT216", "LOSSY TYPE CHANGE", Severity.ERROR, "A column gets a type that rounds or cuts its values");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.TYPE_LOSSY))) {
            context.report(
                    verdict.step().step(),
                    LostData.subject(verdict),
                    LostData.message(verdict),
                    "Write the new values to a column of their own, and drop the old one in a later release.");
        }
    }
}
