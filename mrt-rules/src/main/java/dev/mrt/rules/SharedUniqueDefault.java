// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;

/** A unique field is added with a default: Django computes it once, so that all rows get the same value. */
@AutoService(RiskRule.class)
public final class SharedUniqueDefault extends BuiltInRule {

    public SharedUniqueDefault() {
        super(
                "MRT604",
                "DEFAULT ON UNIQUE FIELD",
                Severity.ERROR,
                "A unique field is added with a default to a table that may have rows",
                "Callable default on unique field");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.migration().framework() != Framework.DJANGO) {
            return;
        }
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            ColumnDefinition column = add.operation().column();
            if (column.fill() != null && isUnique(add) && !add.onNewTable()) {
                String subject = add.table() + "." + column.name();
                context.report(
                        add.step(),
                        subject,
                        "`" + subject
                                + "` is unique and gets a default: Django computes it once for all rows that are there, also where"
                                + " it is a function, so that the migration fails as soon as there are two.",
                        "Add the field with null=True and without a default; fill it row by row in a RunPython; then make it"
                                + " unique and required in a third operation.");
            }
        }
    }

    private static boolean isUnique(UpgradeStep<Operation.AddColumn> add) {
        String column = add.operation().column().name();
        for (Constraint constraint : add.operation().constraints()) {
            if (constraint instanceof Constraint.Unique unique
                    && unique.columns().size() == 1
                    && unique.columns().contains(column)) {
                return true;
            }
        }
        for (Index index : add.operation().indexes()) {
            if (index.unique() && index.columns().size() == 1 && index.columns().contains(column)) {
                return true;
            }
        }
        return false;
    }
}
