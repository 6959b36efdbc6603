// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** One migration copies a column into another in some changed form and drops it: nothing holds the old values. */
@AutoService(RiskRule.class)
public final class DestructiveTransform extends BuiltInRule {

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
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.COLUMN_DROPPED))) {
            if (LostData.isTransformed(context, verdict)) {
                context.report(
                        verdict.step().step(),
                        LostData.subject(verdict),
                        LostData.message(verdict)
                                + " Other columns were written from it before, but not so that the old values can be had back.",
                        "Use three releases: add the new column and write both; read the new one; drop the old one.");
            }
        }
    }
}
