// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;

/** The upgrade makes a column NOT NULL and the downgrade leaves it so: old code that writes NULL fails after the rollback. */
@AutoService(RiskRule.class)
public final class UnrestoredNullable extends BuiltInRule {

    public UnrestoredNullable() {
        super(
                "MRT403",
                "NULL NOT RESTORED",
                Severity.ERROR,
                "A column is NOT NULL after the rollback, although it accepted NULL before");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference.ColumnChanged> left : LeftOver.of(context, Difference.ColumnChanged.class)) {
            Difference.ColumnChanged change = left.difference();
            if (LeftOver.isNullabilityAlone(LeftOver.ofColumn(context, change))
                    && change.before().nullable().isTrue()) {
                String subject = change.table() + "." + change.after().name();
                context.report(
                        left.range(),
                        subject,
                        "`" + subject
                                + "` accepted NULL before the upgrade and is NOT NULL after the rollback: code of the"
                                + " old release that writes NULL fails.",
                        "In downgrade:\n"
                                + FixCode.sql(
                                        context,
                                        FixCode.alterColumn(
                                                        context,
                                                        change.table(),
                                                        change.after().name())
                                                + "DROP NOT NULL"));
            }
        }
    }
}
