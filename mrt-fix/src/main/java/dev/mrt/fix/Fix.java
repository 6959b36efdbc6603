// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.source.MigrationSource;
import java.util.List;
import java.util.Objects;

/**
 * What can be done about the way back of one migration.
 *
 * @param revision the migration's id
 * @param source the file as it was read
 * @param outcome whether there is something to fix and it could be fixed
 * @param edits what to change in the file; empty unless {@link Outcome#FIXED}
 * @param notBroughtBack which rows and values no fix brings back, a phrase for each
 * @param reason why it could not be fixed, without a final period; empty unless {@link Outcome#NOT_POSSIBLE}
 */
public record Fix(
        String revision,
        MigrationSource source,
        Outcome outcome,
        List<SourceEdit> edits,
        List<String> notBroughtBack,
        String reason) {

    /** What became of an attempt. */
    public enum Outcome {
        /** The way back restores the schema already. */
        NOTHING_TO_DO,
        /** With the edits the way back restores the schema, as a second analysis of the edited text proves. */
        FIXED,
        /**
         * With the edits the way back says why there is none: it was not written at all, and code that only its author
         * understands went forward.
         */
        REFUSES_WITH_REASON,
        /** It could not be fixed. */
        NOT_POSSIBLE
    }

    public Fix {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(outcome, "outcome");
        edits = List.copyOf(edits);
        notBroughtBack = List.copyOf(notBroughtBack);
        Objects.requireNonNull(reason, "reason");
    }

    /** The file's text with the edits; the text itself where there are none. */
    public String fixedText() {
        return SourceEdit.apply(source.text(), edits);
    }

    /** The edits as a unified diff with three lines around each; empty where there are none. */
    public String diff() {
        return edits.isEmpty() ? "" : UnifiedDiff.of(source.path(), source.text(), fixedText());
    }
}
