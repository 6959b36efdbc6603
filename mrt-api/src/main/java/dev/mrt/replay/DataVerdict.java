// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.QualifiedName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What upgrade and downgrade do to the rows of a table or the values of a column that were there before. Names are those
 * before the upgrade.
 *
 * @param table the table, or null where it is not known
 * @param column the column, or null for the rows as such or where it is not known
 * @param outcome whether they survive
 * @param cause what happens to them
 * @param step the step that does it
 * @param sentence all of it in words, without a final period
 */
public record DataVerdict(
        @Nullable QualifiedName table,
        @Nullable String column,
        Outcome outcome,
        Cause cause,
        StepReplay step,
        String sentence) {

    /** Whether data survive the round trip. */
    public enum Outcome {
        /** They are the same after it. */
        KEPT,
        /** They are gone or changed, and nothing holds what they were. */
        LOST,
        /** They are gone or changed in their place, but were copied elsewhere first. */
        RECOVERABLE,
        /** Rows that the upgrade wrote are still there. */
        LEFT_BEHIND,
        /** It depends on a part that was not understood. */
        CANNOT_TELL
    }

    /** What happens to data. */
    public enum Cause {
        TABLE_DROPPED,
        COLUMN_DROPPED,
        ROWS_DELETED,
        TRUNCATED,
        /** Rows that the upgrade writes and the downgrade leaves. */
        ROWS_ADDED,
        VALUES_OVERWRITTEN,
        /** Only values that were NULL get another value. */
        NULLS_FILLED,
        /** Some values do not fit into the new type; where the target refuses them, the statement fails instead. */
        TYPE_NARROWED,
        /** Values are rounded or cut by the new type. */
        TYPE_LOSSY,
        /** Code or SQL that was not followed. */
        NOT_UNDERSTOOD
    }

    public DataVerdict {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(sentence, "sentence");
    }
}
