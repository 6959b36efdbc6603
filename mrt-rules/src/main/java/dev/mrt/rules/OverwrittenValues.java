// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** An upgrade that overwrites values of a column that was there before, and a downgrade that does not bring them back. */
@AutoService(RiskRule.class)
public final class OverwrittenValues extends BuiltInRule {

    public OverwrittenValues() {
        super(
                "MRT103",
                "DATA TRANSFORM WITHOUT REVERSE",
                Severity.ERROR,
                "Values are overwritten and the downgrade does not bring them back",
                "UPDATE without reverse",
                "Bulk UPDATE without reverse");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict :
                LostData.of(context, Set.of(DataVerdict.Cause.VALUES_OVERWRITTEN, DataVerdict.Cause.NULLS_FILLED))) {
            context.report(
                    verdict.step().step(),
                    LostData.subject(verdict),
                    Words.sentence(verdict.sentence() + ", and nothing keeps what was there"),
                    KeptData.values(context, verdict));
        }
    }
}
