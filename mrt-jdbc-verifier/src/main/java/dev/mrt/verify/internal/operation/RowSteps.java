// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.operation;

import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.replay.StepReplay;

/** What in the steps of a migration is about rows, not about the schema. */
final class RowSteps {

    private RowSteps() {}

    /** Whether a step does nothing to the schema: it changes rows, or stops where rows are not as it wants them. */
    static boolean isOfRows(StepReplay step) {
        Operation operation = step.step().operation();
        return isRead(operation)
                || operation.changesRows()
                || operation instanceof Operation.RunCode
                || operation instanceof Operation.RaiseError && step.runs().isUnknown();
    }

    /** Whether an operation only reads. */
    static boolean isRead(Operation operation) {
        return operation instanceof Operation.ExecuteSql execute && execute.effect() == SqlEffect.READ;
    }

    /** The same for a table without rows, where it does not matter which value a new column gets. */
    static Step withoutValue(Step step) {
        if (!(step.operation() instanceof Operation.AddColumn add)
                || add.column().fill() == null) {
            return step;
        }
        return new Step(
                new Operation.AddColumn(
                        add.table(), add.column().withoutFill(), add.constraints(), add.indexes(), add.ifNotExists()),
                step.range(),
                step.condition(),
                step.origin(),
                step.group(),
                step.context());
    }
}
