// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import java.util.Objects;

/**
 * One operation that a statement comes down to.
 *
 * @param operation what is done
 * @param condition when it is done: always, or inside a {@code DO} block the condition of the {@code IF} around it
 * @param start offset in the text that was read of the first character of the statement or of the action that does it
 * @param end offset behind its last character
 */
public record LiftedOperation(Operation operation, Condition condition, int start, int end) {
    public LiftedOperation {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(condition, "condition");
    }
}
