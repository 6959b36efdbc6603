// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;

/** SET NOT NULL reads the whole table under an exclusive lock unless a validated check proves it. */
@AutoService(RiskRule.class)
public final class ScanningNotNull extends BuiltInRule {

    public ScanningNotNull() {
        super(
                "MRT419",
                "SET NOT NULL SCANS",
                Severity.WARNING,
                "A column is made NOT NULL, which reads the whole table under an exclusive lock",
                "MRT213");
    }

    @Override
    public void check(MigrationContext context) {
        Target target = context.target();
        if (target.dialect() != Dialect.POSTGRESQL) {
            return;
        }
        for (UpgradeStep<Operation.AlterColumn> alter : UpgradeStep.of(context, Operation.AlterColumn.class)) {
            String column = alter.operation().column();
            boolean setsNotNull = alter.operation().nullable() == Truth.FALSE
                    && alter.columnBefore(column)
                            .map(before -> before.nullable().isTrue())
                            .orElse(false);
            if (setsNotNull
                    && !alter.onNewTable()
                    && !ProvenNotNull.byCheck(alter.before(), column, target)
                    && !RequiredColumn.failsOnNull(context, alter)) {
                report(context, alter, column);
            }
        }
    }

    private static void report(MigrationContext context, UpgradeStep<Operation.AlterColumn> alter, String column) {
        String subject = alter.table() + "." + column;
        String name = "ck_" + alter.table().name() + "_" + column + "_not_null";
        context.report(
                alter.step(),
                subject,
                "Making `" + subject + "` NOT NULL reads all of `" + alter.table()
                        + "`, and nobody can read or write it until that is done.",
                context.target().isAtLeast(12, 0)
                        ? ObjectCode.checkInTwoSteps(
                                        context, alter.table(), name, FixCode.name(context, column) + " IS NOT NULL")
                                + "\n# then SET NOT NULL needs no scan"
                        : "Keep the check `" + column
                                + " IS NOT NULL`, added as NOT VALID and validated later, instead of NOT"
                                + " NULL; or move to PostgreSQL 12, which takes it as proof.");
    }
}
