// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Step;
import java.util.Objects;

/**
 * A step that cannot do what it says: it contradicts the schema that it meets, or fails on rows that may be there. A fact
 * with a place, not an exception.
 *
 * @param phase in which run of the migration
 * @param step the step that fails
 * @param kind what kind of contradiction
 * @param sentence what fails and why, without a final period
 */
public record Conflict(Phase phase, Step step, Kind kind, String sentence) {

    /** The run of a migration in which a conflict shows. */
    public enum Phase {
        UPGRADE,
        DOWNGRADE,
        /** The upgrade once more, after the downgrade: it trips over what the downgrade left behind. */
        SECOND_UPGRADE
    }

    /** The kinds of contradictions. */
    public enum Kind {
        /** Drops or changes what is not there. */
        MISSING(false),
        /** Creates what is there. */
        EXISTS(false),
        /** Drops what something else depends on. */
        IN_USE(false),
        /** The target refuses the statement as such, such as a type change that needs {@code USING}. */
        REFUSED(false),
        /** Adds a NOT NULL column without a value for the rows that may be there. */
        NOT_NULL_WITHOUT_VALUE(true),
        /** Makes a column NOT NULL in which NULLs may stand. */
        NULLS(true),
        /** Narrows a type while longer or larger values may be there. */
        NARROWING(true),
        /** Adds a unique constraint, foreign key or check that rows may violate. */
        VIOLATED(true);

        private final boolean dependsOnRows;

        Kind(boolean dependsOnRows) {
            this.dependsOnRows = dependsOnRows;
        }

        /** Whether it shows only where rows of a certain kind are there. */
        public boolean dependsOnRows() {
            return dependsOnRows;
        }
    }

    public Conflict {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }
}
