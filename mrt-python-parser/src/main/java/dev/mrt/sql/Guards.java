// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import java.util.ArrayList;
import java.util.List;

/** The conditions around a statement in a block, from the outermost to the innermost. Immutable. */
final class Guards {

    private static final Guards NONE = new Guards(List.of());

    private final List<Guard> guards;

    private Guards(List<Guard> guards) {
        this.guards = guards;
    }

    static Guards none() {
        return NONE;
    }

    Guards and(Guard guard) {
        List<Guard> all = new ArrayList<>(guards);
        all.add(guard);
        return new Guards(all);
    }

    /** When an operation inside runs. */
    Condition conditionFor(Operation operation) {
        Condition condition = Condition.always();
        for (Guard guard : guards) {
            if (!guard.isOwnExistence(operation)) {
                condition = condition.and(guard.conditionFor(operation));
            }
        }
        return condition;
    }

    /** The operation itself, or the same with {@code IF EXISTS} where just that was asked before. */
    Operation apply(Operation operation) {
        for (Guard guard : guards) {
            if (guard.isOwnExistence(operation) && operation instanceof Operation.DropIndex drop) {
                return new Operation.DropIndex(drop.table(), drop.name(), true, drop.concurrently(), drop.cascade());
            }
        }
        return operation;
    }
}
