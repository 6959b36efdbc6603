// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.replay.Conflict;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.Effect;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.replay.Remainder;
import dev.mrt.replay.RoundTrip;
import dev.mrt.schema.Difference;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.source.MigrationSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * @param lost which rows and values do not survive upgrade and downgrade, one phrase for each cause
 * @param verified what running it on a database showed, or null where it was only read
 */
public record RevisionSummary(
        String id,
        List<String> parents,
        String message,
        MigrationSource source,
        Rollback rollback,
        List<String> upgraded,
        List<String> remaining,
        List<String> lost,
        @Nullable Verified verified) {

    /**
     * What running a revision on a database showed; what went wrong is among the findings of the report.
     *
     * @param outcome the verdict
     * @param database what it ran on, such as {@code postgresql 18.6}
     * @param rowsCompared how many rows were compared after the downgrade
     * @param notes what is worth knowing: why it was not run, or another order of columns
     */
    public record Verified(Outcome outcome, String database, int rowsCompared, List<String> notes) {

        /** The verdict of a run. */
        public enum Outcome {
            /** Schema and rows came back. */
            RESTORED,
            /** Something did not. */
            NOT_RESTORED,
            /** It was not run. */
            NOT_RUN
        }

        public Verified {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(database, "database");
            notes = List.copyOf(notes);
        }
    }

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
        lost = List.copyOf(lost);
    }

    /** This revision with what running it showed. */
    public RevisionSummary withVerified(Verified seen) {
        return new RevisionSummary(id, parents, message, source, rollback, upgraded, remaining, lost, seen);
    }

    /** What a replay says about a migration. Proves the round trip if that was not done before. */
    public static RevisionSummary of(MigrationHistory history, MigrationReplay replay) {
        Migration migration = replay.migration();
        RoundTrip trip = replay.roundTrip();
        List<String> parents = new ArrayList<>();
        for (Migration parent : history.parents(migration)) {
            parents.add(parent.id());
        }
        List<String> upgraded = new ArrayList<>();
        for (Difference difference : SchemaDiff.of(trip.before(), trip.after()).differences()) {
            upgraded.add(difference.change());
        }
        List<String> remaining = new ArrayList<>();
        for (Remainder remainder : trip.certainRemainders()) {
            remaining.add(remainder.difference().sentence());
        }
        List<String> lost = new ArrayList<>();
        for (DataVerdict verdict : trip.data(DataVerdict.Outcome.LOST)) {
            lost.add(verdict.sentence());
        }
        return new RevisionSummary(
                migration.id(),
                parents,
                migration.message(),
                migration.source(),
                rollback(trip),
                upgraded,
                remaining,
                lost,
                null);
    }

    private static Rollback rollback(RoundTrip trip) {
        if (trip.downgradeState() == RoundTrip.DowngradeState.MISSING) {
            return Rollback.MISSING;
        }
        if (trip.downgradeState() == RoundTrip.DowngradeState.RAISES) {
            return Rollback.FAILS;
        }
        for (Conflict conflict : trip.conflicts(Conflict.Phase.DOWNGRADE)) {
            if (!conflict.kind().dependsOnRows()) {
                return Rollback.FAILS;
            }
        }
        if (!trip.certainRemainders().isEmpty()) {
            return Rollback.DIFFERS;
        }
        for (Effect effect : trip.effects()) {
            if (effect.verdict() == Effect.Verdict.CANNOT_TELL) {
                return Rollback.UNKNOWN;
            }
        }
        for (DataVerdict verdict : trip.data(DataVerdict.Outcome.CANNOT_TELL)) {
            if (verdict.cause() == DataVerdict.Cause.NOT_UNDERSTOOD) {
                return Rollback.UNKNOWN;
            }
        }
        return Rollback.RESTORES;
    }
}
