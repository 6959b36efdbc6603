// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/**
 * A foreign key that an upgrade adds, with its table or later.
 *
 * @param table the referring table, by the name that the schema knows it by
 */
record AddedForeignKey(QualifiedName table, Constraint.ForeignKey key, Step step) {

    static List<AddedForeignKey> of(MigrationContext context) {
        List<AddedForeignKey> found = new ArrayList<>();
        for (UpgradeStep<Operation> step : UpgradeStep.of(context, Operation.class)) {
            List<Constraint> constraints = List.of();
            if (step.operation() instanceof Operation.CreateTable create) {
                constraints = create.constraints();
            } else if (step.operation() instanceof Operation.AddColumn add) {
                constraints = add.constraints();
            } else if (step.operation() instanceof Operation.AddConstraint add) {
                constraints = List.of(add.constraint());
            }
            for (Constraint constraint : constraints) {
                if (constraint instanceof Constraint.ForeignKey key) {
                    found.add(new AddedForeignKey(step.table(), key, step.step()));
                }
            }
        }
        return found;
    }
}
