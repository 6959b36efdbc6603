// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** A Django {@code RunPython} without {@code reverse_code}: Django refuses to reverse the whole migration. */
@AutoService(RiskRule.class)
public final class IrreversibleRunPython extends BuiltInRule {

    public IrreversibleRunPython() {
        super(
                "MRT107",
                "RUNPYTHON WITHOUT REVERSE",
                Severity.ERROR,
                "RunPython without reverse_code cannot be reversed");
    }

    @Override
    public void check(MigrationContext context) {
        if (!context.migration().replaces().isEmpty()) {
            return; // MRT601 says what that means in a squashed migration
        }
        for (FrameworkOperation operation : context.migration().operations()) {
            if (operation.name().equals("RunPython") && !operation.reversible()) {
                String code = operation.arguments().getOrDefault("code", "");
                context.report(
                        operation.range(),
                        code,
                        (code.isEmpty() ? "`RunPython`" : "`RunPython(" + code + ")`")
                                + " has no `reverse_code`: `migrate` backwards stops with IrreversibleError before it does anything.",
                        "Give it the function that undoes it, or noop where leaving it is right:\nmigrations.RunPython("
                                + (code.isEmpty() ? "…" : code) + ", migrations.RunPython.noop),");
            }
        }
    }
}
