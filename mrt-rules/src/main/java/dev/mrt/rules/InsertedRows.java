// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.RoundTrip;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** An upgrade that inserts rows into a table that was there before, and a downgrade that leaves them. */
@AutoService(RiskRule.class)
public final class InsertedRows extends BuiltInRule {

    public InsertedRows() {
        super(
                "MRT106",
                "INSERT WITHOUT REVERSE",
                Severity.ERROR,
                "Rows are inserted and the downgrade leaves them",
                "bulk_insert without reverse");
    }

    @Override
    public void check(MigrationContext context) {
        RoundTrip.DowngradeState downgrade = context.roundTrip().downgradeState();
        if (downgrade == RoundTrip.DowngradeState.MISSING || downgrade == RoundTrip.DowngradeState.RAISES) {
            return; // that there is no way back at all is what other rules say
        }
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.ROWS_ADDED))) {
            context.report(
                    verdict.step().step(),
                    LostData.subject(verdict),
                    Words.sentence(verdict.sentence() + " after the rollback"),
                    KeptData.deletion(context, verdict));
        }
    }
}
