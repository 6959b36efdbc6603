// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Target;

/** A column is added with a default that differs from row to row: PostgreSQL writes the whole table anew under an exclusive lock. */
@AutoService(RiskRule.class)
public final class VolatileDefault extends BuiltInRule {

    public VolatileDefault() {
        super(
                "MRT404",
                "VOLATILE DEFAULT",
                Severity.WARNING,
                "A column is added with a volatile default, which rewrites the table",
                "DYNAMIC DEFAULT");
    }

    @Override
    public void check(MigrationContext context) {
        Target target = context.target();
        if (target.dialect() != Dialect.POSTGRESQL || !target.isAtLeast(11, 0)) {
            return;
        }
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            ServerDefault value = add.operation().column().serverDefault();
            String function = value.isPresent() && !add.onNewTable() ? VolatileFunctions.in(value.text()) : null;
            if (function != null) {
                String column = add.operation().column().name();
                String subject = add.table() + "." + column;
                context.report(
                        add.step(),
                        subject,
                        "`" + subject + "` is added with the default `" + value.text()
                                + "`, which is another value for each"
                                + " row: PostgreSQL writes all of `" + add.table()
                                + "` anew, and nobody can read or write it until that is done.",
                        "Add the column without a default, set the default for new rows, then fill the old rows in batches:\n"
                                + FixCode.sql(
                                        context,
                                        FixCode.alterColumn(context, add.table(), column) + "SET DEFAULT "
                                                + value.text()));
            }
        }
    }
}
