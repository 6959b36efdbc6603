// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import dev.mrt.source.SourceRange;
import java.util.List;
import java.util.Objects;

/**
 * One direction of a migration.
 *
 * @param state how it is written
 * @param steps what it does, in order
 * @param range where it stands: the function's header, or the {@code operations} of a Django migration
 */
public record Procedure(State state, List<Step> steps, SourceRange range) {

    /** How a direction is written. */
    public enum State {
        /** There is no such function. */
        MISSING,
        /** A function without any effect: {@code pass}, a docstring, {@code return}. */
        EMPTY,
        /** A function with a body. */
        WRITTEN,
        /** Not written: Django derives it from the operations. */
        DERIVED
    }

    public Procedure {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(range, "range");
        steps = List.copyOf(steps);
    }

    /** A direction that is not there. */
    public static Procedure missing(SourceRange range) {
        return new Procedure(State.MISSING, List.of(), range);
    }
}
