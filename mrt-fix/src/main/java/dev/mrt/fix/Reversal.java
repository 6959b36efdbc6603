// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the way back.
 *
 * @param operation what is done
 * @param undoes the step of the upgrade that it undoes, or null where it is not about one step
 * @param remarks what it does not bring back, in words without a final period
 */
record Reversal(Operation operation, @Nullable StepReplay undoes, List<String> remarks) {
    Reversal {
        Objects.requireNonNull(operation, "operation");
        remarks = List.copyOf(remarks);
    }

    /** Whether the upgrade does it inside {@code batch_alter_table}. */
    boolean batch() {
        return undoes != null && undoes.step().context().batch();
    }
}
