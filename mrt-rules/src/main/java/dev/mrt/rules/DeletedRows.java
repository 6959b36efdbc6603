// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.Set;

/** Rows are deleted and the downgrade does not bring them back. */
@AutoService(RiskRule.class)
public final class DeletedRows extends BuiltInRule {

    public DeletedRows() {
        super(
                "MRT214",
                "DELETE WITHOUT REVERSE",
                Severity.ERROR,
                "Rows are deleted and the downgrade does not bring them back");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.ROWS_DELETED))) {
            context.report(
                    verdict.step().step(),
                    LostData.subject(verdict),
                    Words.sentence(verdict.sentence() + ", and nothing keeps them"),
                    KeptData.rows(context, verdict));
        }
    }
}
