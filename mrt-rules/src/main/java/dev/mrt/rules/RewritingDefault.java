// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Target;

/** On old versions of a database a column with a default is added by copying the table. */
@AutoService(RiskRule.class)
public final class RewritingDefault extends BuiltInRule {

    public RewritingDefault() {
        super(
                "MRT405",
                "DEFAULT REWRITES TABLE",
                Severity.WARNING,
                "On this version of the database, adding a column with a default copies the table",
                "ADD COLUMN WITH DEFAULT");
    }

    @Override
    public void check(MigrationContext context) {
        if (!rewrites(context.target())) {
            return;
        }
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            ColumnDefinition column = add.operation().column();
            if (!add.onNewTable() && (column.serverDefault().isPresent() || column.fill() != null)) {
                String subject = add.table() + "." + column.name();
                context.report(
                        add.step(),
                        subject,
                        "`" + subject + "` is added with a default: " + context.target() + " copies all rows of `"
                                + add.table() + "` for that, and writes wait until it is done.",
                        "Add the column without a default, then set the default, then fill the old rows in batches; or move to"
                                + " a version that stores the default in the catalog: PostgreSQL 11, MySQL 8.0.12, MariaDB"
                                + " 10.3.");
            }
        }
    }

    private static boolean rewrites(Target target) {
        return switch (target.dialect()) {
            case POSTGRESQL -> !target.isAtLeast(11, 0);
            case MYSQL -> !target.isAtLeast(8, 0);
            case MARIADB -> !target.isAtLeast(10, 3);
            default -> false;
        };
    }
}
