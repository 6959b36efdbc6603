// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** A Django {@code RunSQL} without {@code reverse_sql}: Django refuses to reverse the whole migration. */
@AutoService(RiskRule.class)
public final class IrreversibleRunSql extends BuiltInRule {

    public IrreversibleRunSql() {
        super("MRT108", "RUNSQL WITHOUT REVERSE", Severity.ERROR, "RunSQL without reverse_sql cannot be reversed");
    }

    @Override
    public void check(MigrationContext context) {
        if (!context.migration().replaces().isEmpty()) {
            return; // MRT601 says what that means in a squashed migration
        }
        for (FrameworkOperation operation : context.migration().operations()) {
            if (operation.name().equals("RunSQL") && !operation.reversible()) {
                context.report(
                        operation.range(),
                        "",
                        "`RunSQL` has no `reverse_sql`: `migrate` backwards stops with IrreversibleError before it does anything.",
                        "Give `reverse_sql` the SQL that undoes it, or `migrations.RunSQL.noop` where leaving it is right.");
            }
        }
    }
}
