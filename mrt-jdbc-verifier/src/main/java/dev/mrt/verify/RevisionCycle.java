// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Difference;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.verify.internal.rows.Rows;
import dev.mrt.verify.internal.seed.Demands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one revision after the other on a {@link Stage}: S0, upgrade, S1, downgrade, S2, upgrade, S3. Between two
 * revisions the database is in the state that upgrades alone lead to, with rows in its tables. A revision that cannot be
 * applied at all becomes a gap, behind which the history goes on without it.
 */
final class RevisionCycle {

    private final Stage stage;
    /** Revisions that cannot be applied, not even to empty tables. */
    private final Set<String> gaps = new LinkedHashSet<>();
    /** Of these, the ones that the runner does not understand, and those behind them, where nothing is known of the schema. */
    private final Set<String> unknown = new LinkedHashSet<>();
    /** Revisions that build on a gap, directly or through others, with that gap. */
    private final Map<String, String> behindGap = new HashMap<>();

    private Schema schema = Schema.empty();
    private Rows rows = Rows.NONE;
    private int applied;
    /** What is left out; it is said once, with the first revision. */
    private List<String> limits;

    RevisionCycle(Stage stage, List<String> limits) {
        this.stage = stage;
        this.limits = limits;
    }

    /** The schema between two revisions. */
    Schema schema() {
        return schema;
    }

    /** Goes to where the first revisions are applied, and fills the tables. */
    void start(int count) {
        for (int i = 0; i < count; i++) {
            Revision revision = stage.history().get(i);
            gapBefore(revision);
            if (unknownBefore(revision) == null) {
                try {
                    stage.upgrade(revision);
                } catch (StepFailedException e) {
                    gaps.add(revision.id());
                    if (e.error().kind() == StepError.Kind.NOT_UNDERSTOOD) {
                        unknown.add(revision.id());
                    }
                    rebuild(i + 1);
                    unknown.removeIf(stage::lacksOnlyRows);
                }
            }
        }
        applied = count;
        look();
        rows = stage.seed(schema, rows);
    }

    private void look() {
        schema = stage.schema();
        rows = stage.rows(schema);
    }

    /** The next revision is applied, but not looked at. */
    RevisionResult pass(String reason) {
        Revision revision = stage.history().get(applied);
        gapBefore(revision);
        Schema before = schema;
        applied++;
        if (unknownBefore(revision) != null) {
            return RevisionResult.skipped(revision, reason);
        }
        try {
            stage.upgrade(revision);
            look();
            rows = stage.seed(before, schema, rows);
        } catch (StepFailedException e) {
            startAgain(revision);
        }
        return RevisionResult.skipped(revision, reason);
    }

    /** The state after the present revision from scratch; a revision that fails even so becomes a gap. */
    private void startAgain(Revision revision) {
        try {
            stage.rebuild(applied, gaps);
        } catch (StepFailedException e) {
            gaps.add(revision.id());
            rebuild(applied);
        }
        unknown.removeIf(stage::lacksOnlyRows);
        look();
        rows = stage.seed(schema, rows);
    }

    private void rebuild(int count) {
        try {
            stage.rebuild(count, gaps);
        } catch (StepFailedException e) {
            throw new VerificationException(
                    "Cannot bring the test database back to a state that it had before: " + e.error(), e);
        }
    }

    /** The gap that a revision builds on; null where there is none. */
    private @Nullable String gapBefore(Revision revision) {
        List<String> before = new ArrayList<>(revision.parents());
        before.addAll(revision.dependsOn());
        for (String parent : before) {
            String gap = gaps.contains(parent) ? parent : behindGap.get(parent);
            if (gap != null) {
                behindGap.put(revision.id(), gap);
                return gap;
            }
        }
        return null;
    }

    /** The revision before this one behind which nothing is known; this one then is such, too. Null where there is none. */
    private @Nullable String unknownBefore(Revision revision) {
        List<String> before = new ArrayList<>(revision.parents());
        before.addAll(revision.dependsOn());
        for (String parent : before) {
            if (unknown.contains(parent)) {
                unknown.add(revision.id());
                gaps.add(revision.id());
                return parent;
            }
        }
        return null;
    }

    /** Verifies the next revision of the history. */
    RevisionResult next() {
        Revision revision = stage.history().get(applied);
        String lost = unknownBefore(revision);
        if (lost != null) {
            applied++;
            return RevisionResult.skipped(revision, "revision " + lost + " before it cannot be applied");
        }
        return new Round(revision, gapBefore(revision)).run();
    }

    /** One revision's way through the four states. */
    private final class Round {
        private final Revision revision;
        private final @Nullable String gap;
        private final List<VerificationFailure> failures = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Map<String, Duration> timings = new LinkedHashMap<>();
        private final long start = System.nanoTime();
        private List<ObservedLock> locks = List.of();
        private int rowsCompared;
        /** What the rows of S0 satisfy: its schema, or also what the upgrade demands where it cannot do with others. */
        private Schema satisfied = schema;
        /** The upgrade cannot cope with rows, so that the rest is tried without. */
        private boolean withoutRows;
        /** Why one direction cannot be run although nothing is known to be wrong with it. */
        private @Nullable String notUnderstood;

        Round(Revision revision, @Nullable String gap) {
            this.revision = revision;
            this.gap = gap;
        }

        RevisionResult run() {
            int index = applied;
            Map<String, String> unseeded = stage.unseeded(schema);
            StepError impossible = upgradeFirst(index);
            boolean clean = impossible == null && roundTrip(index);
            applied = index + 1;
            if (impossible != null) {
                gaps.add(revision.id());
                if (gap == null && notUnderstood == null) {
                    failures.add(new VerificationFailure.UpgradeFailed(impossible, false));
                }
            }
            if (!clean) {
                startAgain(revision);
            }
            if (notUnderstood != null) {
                return RevisionResult.skipped(revision, notUnderstood);
            }
            if (impossible != null && gap != null) {
                return RevisionResult.skipped(
                        revision, "upgrade fails, maybe for want of " + missing(gap) + ": " + impossible.summary());
            }
            if (gap != null) {
                notes.add("run without " + missing(gap));
            }
            notes.addAll(limits);
            limits = List.of();
            timings.put("total", Duration.ofNanos(System.nanoTime() - start));
            return new RevisionResult(revision, null, failures, notes, unseeded, rowsCompared, locks, timings);
        }

        /** What a gap in the history leaves out, for a sentence. */
        private String missing(String gap) {
            return stage.lacksOnlyRows(gap)
                    ? "the rows that revision " + gap + " changes"
                    : "revision " + gap + ", which cannot be applied";
        }

        /** S0 to S1; the error where it cannot be reached even without rows. */
        private @Nullable StepError upgradeFirst(int index) {
            try {
                timed("upgrade", () -> locks = stage.observedUpgrade(revision));
                return null;
            } catch (StepFailedException withRows) {
                if (isNotUnderstood("upgrade", withRows.error())) {
                    unknown.add(revision.id());
                    return withRows.error();
                }
                try {
                    backToEmpty(index);
                    stage.upgrade(revision);
                } catch (StepFailedException onEmpty) {
                    return onEmpty.error();
                }
                failures.add(new VerificationFailure.UpgradeFailed(withRows.error(), true));
                upgradeWithBetterRows(index);
                return null;
            }
        }

        /** S0 to S1 with rows that satisfy what the upgrade demands of them, or without any. The database is at S1. */
        private void upgradeWithBetterRows(int index) {
            Schema both = Demands.of(schema, stage.schema());
            if (both.equals(schema)) {
                withoutRows = true;
                return;
            }
            try {
                backToEmpty(index);
                rows = stage.seed(both, rows);
                stage.upgrade(revision);
                satisfied = both;
                notes.add("run with rows that satisfy what the upgrade demands of them");
            } catch (StepFailedException e) {
                withoutRows = true;
                backToEmpty(index);
                mustUpgrade();
            }
        }

        /** S0 without rows of ours. */
        private void backToEmpty(int index) {
            rebuild(index);
            look();
        }

        private void mustUpgrade() {
            try {
                stage.upgrade(revision);
            } catch (StepFailedException e) {
                throw new VerificationException(
                        "Revision " + revision.id() + " was applied to empty tables once, and now it fails: "
                                + e.error(),
                        e);
            }
        }

        /** S1 to S2 to S3; false where the database is not in the state of S1 at the end. */
        private boolean roundTrip(int index) {
            Schema upgraded = stage.schema();
            Rows first = stage.rows(upgraded);
            Rows written = withoutRows ? first : stage.seedNew(schema, upgraded, first);
            try {
                timed("downgrade", () -> stage.downgrade(revision));
            } catch (StepFailedException e) {
                if (isNotUnderstood("downgrade", e.error())) {
                    return goOnFrom(upgraded, written);
                }
                boolean attempted = e.error().kind() != StepError.Kind.REFUSED;
                if (!attempted || written == first) {
                    failures.add(new VerificationFailure.DowngradeFailed(e.error(), false));
                    return goOnFrom(upgraded, written);
                }
                if (!downgradeWithoutNewRows(index, e.error())) {
                    return false;
                }
            }
            Schema restored = stage.schema();
            boolean same = compareSchemas(restored);
            same &= compareRows(stage.rows(restored));
            try {
                timed("second upgrade", () -> stage.upgrade(revision));
            } catch (StepFailedException e) {
                failures.add(new VerificationFailure.SecondUpgradeFailed(e.error()));
                return false;
            }
            Schema again = stage.schema();
            Rows second = stage.rows(again);
            for (Difference difference : SchemaDiff.of(upgraded, again).differences()) {
                if (difference.weight() != Difference.Weight.ORDER_ONLY) {
                    failures.add(new VerificationFailure.SchemaNotRepeated(difference));
                    same = false;
                }
            }
            if (!same) {
                return false;
            }
            failures.addAll(RowFailures.notRepeated(first, second));
            Schema before = schema;
            schema = again;
            rows = stage.seed(before, again, second);
            return true;
        }

        /** After a failed downgrade: true where it left S1 as it was, so that the history can go on from there. */
        private boolean goOnFrom(Schema upgraded, Rows written) {
            Schema now = stage.schema();
            if (!SchemaDiff.of(upgraded, now).isEmpty() || !stage.rows(now).equals(written)) {
                return false;
            }
            Schema before = schema;
            schema = now;
            rows = stage.seed(before, now, written);
            return true;
        }

        /** Tells whether rows written after the upgrade are what the downgrade cannot cope with. */
        private boolean downgradeWithoutNewRows(int index, StepError error) {
            backToEmpty(index);
            rows = stage.seed(satisfied, rows);
            try {
                stage.upgrade(revision);
            } catch (StepFailedException e) {
                backToEmpty(index);
                mustUpgrade();
            }
            try {
                stage.downgrade(revision);
                failures.add(new VerificationFailure.DowngradeFailed(error, true));
                return true;
            } catch (StepFailedException e) {
                failures.add(new VerificationFailure.DowngradeFailed(e.error(), false));
                return false;
            }
        }

        private boolean isNotUnderstood(String direction, StepError error) {
            boolean it = error.kind() == StepError.Kind.NOT_UNDERSTOOD;
            notUnderstood = it ? "its " + direction + " cannot be run without Python: " + error.summary() : null;
            return it;
        }

        private boolean compareSchemas(Schema restored) {
            boolean same = true;
            for (Difference difference : SchemaDiff.of(schema, restored).differences()) {
                if (difference.weight() == Difference.Weight.ORDER_ONLY) {
                    notes.add(difference.sentence());
                } else {
                    failures.add(new VerificationFailure.SchemaNotRestored(difference));
                    same = false;
                }
            }
            return same;
        }

        private boolean compareRows(Rows back) {
            rowsCompared = rows.count();
            List<VerificationFailure> lost = RowFailures.between(rows, back, schema);
            failures.addAll(lost);
            return lost.isEmpty();
        }

        private void timed(String part, Step step) throws StepFailedException {
            long begin = System.nanoTime();
            try {
                step.run();
            } finally {
                timings.put(part, Duration.ofNanos(System.nanoTime() - begin));
            }
        }
    }

    /** Something that may fail as a step does. */
    private interface Step {
        void run() throws StepFailedException;
    }
}
