// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.operation.Operation;
import dev.mrt.rule.Located;
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
                String table = table(context, operation);
                context.report(
                        operation.range(),
                        table,
                        "`RunSQL`" + (table.isEmpty() ? "" : " on `" + table + "`")
                                + " has no `reverse_sql`: `migrate` backwards stops with IrreversibleError before it does anything.",
                        "Give `reverse_sql` the SQL that undoes it, or `migrations.RunSQL.noop` where leaving it is right.");
            }
        }
    }

    /** The table that the SQL works on first, or nothing. */
    private static String table(MigrationContext context, FrameworkOperation operation) {
        int group = context.migration().operations().indexOf(operation);
        for (Located<Operation> step : context.upgrade(Operation.class)) {
            if (step.step().group() == group && step.operation().table() != null) {
                return step.operation().table().toString();
            }
        }
        return "";
    }
}
