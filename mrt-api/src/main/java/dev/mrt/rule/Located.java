// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Truth;

/**
 * An operation that a migration performs on the target, with the step that it is and the schema that it meets. Steps that
 * are known not to run are never among them.
 *
 * @param operation the operation
 * @param replay the step as it was replayed
 */
public record Located<T extends Operation>(T operation, StepReplay replay) {

    /** Where it stands and when it runs. */
    public Step step() {
        return replay.step();
    }

    /** Whether it is known to run, or not known. */
    public Truth runs() {
        return replay.runs();
    }

    /** The schema just before it. */
    public Schema before() {
        return replay.before();
    }

    /** The schema just after it. */
    public Schema after() {
        return replay.after();
    }

    /** Whether the table that it works on may hold rows. */
    public boolean onRows() {
        return replay.onRows();
    }
}
