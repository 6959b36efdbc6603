// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** A squashed Django migration keeps a one-way {@code RunPython}: none of what it stands for can be reversed any more. */
@AutoService(RiskRule.class)
public final class SquashWithoutReverse extends BuiltInRule {

    public SquashWithoutReverse() {
        super(
                "MRT601",
                "SQUASH WITH ONE-WAY CODE",
                Severity.ERROR,
                "A squashed migration holds a RunPython or RunSQL without reverse",
                "Squash with RunPython");
    }

    @Override
    public void check(MigrationContext context) {
        int replaced = context.migration().replaces().size();
        if (replaced == 0) {
            return;
        }
        for (FrameworkOperation operation : context.migration().operations()) {
            boolean python = operation.name().equals("RunPython");
            if (!operation.reversible() && (python || operation.name().equals("RunSQL"))) {
                String argument = python ? "reverse_code" : "reverse_sql";
                context.report(
                        operation.range(),
                        "",
                        "`" + operation.name() + "` has no `" + argument + "`: since it is squashed, none of the "
                                + replaced + " migrations that this one stands for can be reversed on a new database.",
                        "Give `" + argument + "` the reverse or `migrations." + operation.name()
                                + ".noop`; or leave the operation out, where it only changed rows that a new database does not"
                                + " have.");
            }
        }
    }
}
