// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** All rows of a table are removed at once. */
@AutoService(RiskRule.class)
public final class TruncatedTable extends BuiltInRule {

    public TruncatedTable() {
        super(
                "MRT203",
                "TRUNCATE",
                Severity.ERROR,
                "All rows of a table are removed",
                "MRT212",
                "TRUNCATE in migration");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.TRUNCATED))) {
            context.report(
                    verdict.step().step(),
                    LostData.subject(verdict),
                    Words.sentence(verdict.sentence() + ", and nothing keeps them"),
                    KeptData.rows(context, verdict));
        }
    }
}
