// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.Table;
import java.util.List;

/** A foreign key with ON DELETE CASCADE is added to a table that may have rows: a delete elsewhere now deletes here. */
@AutoService(RiskRule.class)
public final class AddedCascade extends BuiltInRule {

    public AddedCascade() {
        super(
                "MRT204",
                "ON DELETE CASCADE",
                Severity.WARNING,
                "A foreign key that deletes rows along is added to a table that may have rows",
                "ON DELETE CASCADE added");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation> step : UpgradeStep.of(context, Operation.class)) {
            List<Constraint> constraints = List.of();
            if (step.operation() instanceof Operation.AddColumn add) {
                constraints = add.constraints();
            } else if (step.operation() instanceof Operation.AddConstraint add) {
                constraints = List.of(add.constraint());
            }
            for (Constraint constraint : constraints) {
                if (constraint instanceof Constraint.ForeignKey key
                        && key.onDelete() == ReferentialAction.CASCADE
                        && !step.onNewTable()
                        && !cascadedBefore(context, step, key)) {
                    context.report(
                            step.step(),
                            step.table() + "." + String.join(",", key.columns()),
                            "From now on a delete in `" + key.referencedTable() + "` also deletes the rows of `"
                                    + step.table() + "` that refer to it, and no downgrade brings them back.",
                            "Where that is not meant: ondelete=\"RESTRICT\", or \"SET NULL\" on a column that accepts NULL.");
                }
            }
        }
    }

    /** Whether the columns had such a key before the upgrade, under whatever name. */
    private static boolean cascadedBefore(
            MigrationContext context, UpgradeStep<Operation> step, Constraint.ForeignKey key) {
        Table before = context.before().table(step.table()).orElse(null);
        if (before == null) {
            return false;
        }
        for (Constraint constraint : before.constraints()) {
            if (constraint instanceof Constraint.ForeignKey known
                    && known.onDelete() == ReferentialAction.CASCADE
                    && known.columns().equals(key.columns())) {
                return true;
            }
        }
        return false;
    }
}
