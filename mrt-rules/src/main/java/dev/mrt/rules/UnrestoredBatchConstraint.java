// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Difference;

/** As {@link UnrestoredConstraint}, in Alembic's batch mode, where the table is rebuilt and the loss is easy to miss. */
@AutoService(RiskRule.class)
public final class UnrestoredBatchConstraint extends BuiltInRule {

    public UnrestoredBatchConstraint() {
        super(
                "MRT410",
                "BATCH CONSTRAINT NOT RESTORED",
                Severity.ERROR,
                "A constraint that a batch operation dropped is missing after the rollback",
                "BATCH DROP CONSTRAINT");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference.ConstraintRemoved> left : LeftOver.of(context, Difference.ConstraintRemoved.class)) {
            if (left.isPlainlyMissing(context)
                    && left.inBatch()
                    && left.difference().removed().kind() != ConstraintKind.FOREIGN_KEY) {
                UnrestoredConstraint.report(context, left);
            }
        }
    }
}
