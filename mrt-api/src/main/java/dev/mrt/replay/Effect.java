// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import java.util.List;
import java.util.Objects;

/**
 * What one step of an upgrade changed in the schema, and whether the downgrade restores it.
 *
 * @param step the step, which changed something
 * @param verdict whether it is restored
 * @param remainders what is left of it, empty where it is restored; differences of names alone do not count as a loss but are
 *     listed
 */
public record Effect(StepReplay step, Verdict verdict, List<Remainder> remainders) {

    /** Whether the downgrade restores what a step changed. */
    public enum Verdict {
        /** All is as before. */
        RESTORED,
        /** It is there again, but not as it was. */
        PARTLY_RESTORED,
        /** What the upgrade made or changed stays so. */
        NOT_REVERSED,
        /** What the upgrade dropped is not there again. */
        LOST,
        /** A part of the migration was not understood that decides it. */
        CANNOT_TELL
    }

    public Effect {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(verdict, "verdict");
        remainders = List.copyOf(remainders);
    }
}
