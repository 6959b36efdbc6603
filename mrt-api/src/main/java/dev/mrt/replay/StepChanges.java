// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Difference;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What each step changed in the schema, compared once for all that a proof asks. Kept no longer than the proof. Not thread-safe. */
final class StepChanges {

    private final Map<StepReplay, List<Difference>> known = new IdentityHashMap<>();

    /** The differences that a step made. */
    List<Difference> of(StepReplay step) {
        return known.computeIfAbsent(step, asked -> asked.changes().differences());
    }
}
