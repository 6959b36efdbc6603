// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import dev.mrt.source.MigrationSource;
import java.util.List;
import java.util.Objects;

/**
 * One revision for reports that show every one of them, with or without findings.
 *
 * @param id the revision, as in the findings
 * @param parents what it directly builds on, dependencies included
 * @param message the first line of the docstring, or empty
 * @param source the file
 * @param rollback what is known about the way back
 * @param upgraded what the upgrade changes in the schema, one phrase for each difference
 * @param remaining what upgrade and downgrade together leave changed in the schema, one phrase for each difference
 */
public record RevisionSummary(
        String id,
        List<String> parents,
        String message,
        MigrationSource source,
        Rollback rollback,
        List<String> upgraded,
        List<String> remaining) {

    /** What is known about the way back of a revision. It is about the schema; rows are what the findings are about. */
    public enum Rollback {
        /** Downgrade restores the schema. */
        RESTORES("restores the schema"),
        /** Downgrade leaves a schema that differs from the one before. */
        DIFFERS("leaves a different schema"),
        /** An operation of the downgrade cannot be applied. */
        FAILS("fails"),
        /** There is no way back. */
        MISSING("is missing"),
        /** Some operation was not understood, so nothing can be said. */
        UNKNOWN("is not fully understood");

        private final String words;

        Rollback(String words) {
            this.words = words;
        }

        /** The rest of a sentence that begins with "The rollback". */
        public String words() {
            return words;
        }
    }

    public RevisionSummary {
        Objects.requireNonNull(id, "id");
        parents = List.copyOf(parents);
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(rollback, "rollback");
        upgraded = List.copyOf(upgraded);
        remaining = List.copyOf(remaining);
    }
}
