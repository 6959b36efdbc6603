// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays one direction of a migration step by step, each over the schema that a database has at that moment. A condition that
 * cannot be known stays so: nothing is assumed. What a migration asks of the catalog it asks once. Not thread-safe.
 */
public final class ProcedureReplay {

    private final SchemaReplay replay;
    private final Map<Condition.Exists, Truth> answers = new IdentityHashMap<>();

    /** Begins a procedure on a target. */
    public ProcedureReplay(Target target) {
        this.replay = new SchemaReplay(target, new Guards(List.of()));
    }

    /**
     * Replays the next step.
     *
     * @param schema the schema that it meets, known completely
     */
    public StepReplay next(Step step, Schema schema) {
        return replay.alone(step, schema, answers);
    }
}
