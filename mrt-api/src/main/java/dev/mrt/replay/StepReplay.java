// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Step;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.schema.Truth;
import java.util.List;

/**
 * One step as it was replayed.
 *
 * @param step the step
 * @param runs whether its condition holds on the target and the schema before it; a step that does not run changes nothing,
 *     one of which it is not known makes unknown what it may have changed
 * @param before the schema that it meets
 * @param after the schema that it leaves
 * @param onRows whether the table that it works on may hold rows: false where this migration created the table and wrote
 *     nothing into it yet
 * @param conflicts what contradicts the step, rarely anything
 */
public record StepReplay(Step step, Truth runs, Schema before, Schema after, boolean onRows, List<Conflict> conflicts) {

    public StepReplay {
        conflicts = List.copyOf(conflicts);
    }

    /** What the step changed. */
    public SchemaDiff changes() {
        return SchemaDiff.of(before, after);
    }
}
