// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;

/** The upgrade lets a column accept NULL and the downgrade leaves it so. */
@AutoService(RiskRule.class)
public final class UnrestoredNotNull extends BuiltInRule {

    public UnrestoredNotNull() {
        super(
                "MRT402",
                "NOT NULL NOT RESTORED",
                Severity.ERROR,
                "A column accepts NULL after the rollback, although it was NOT NULL before",
                "NULLABLE NOT RESTORED");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference.ColumnChanged> left : LeftOver.of(context, Difference.ColumnChanged.class)) {
            Difference.ColumnChanged change = left.difference();
            if (LeftOver.isNullabilityAlone(LeftOver.ofColumn(context, change))
                    && change.before().nullable().isFalse()) {
                String subject = change.table() + "." + change.after().name();
                context.report(
                        left.range(),
                        subject,
                        "`" + subject + "` was NOT NULL before the upgrade and accepts NULL after the rollback.",
                        "In downgrade, fill the NULLs of `" + subject + "` and set it NOT NULL again:\n"
                                + FixCode.sql(
                                        context,
                                        FixCode.alterColumn(
                                                        context,
                                                        change.table(),
                                                        change.after().name())
                                                + "SET NOT NULL"));
            }
        }
    }
}
