// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Difference;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.verify.internal.rows.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one revision after the other on a {@link Stage}: S0, upgrade, S1, downgrade, S2, upgrade, S3. Between two
 * revisions the database is in the state that upgrades alone lead to, with rows in its tables.
 */
final class RevisionCycle {

    private final Stage stage;
    /** Revisions that could not be applied, and those behind them. */
    private final Set<String> broken = new LinkedHashSet<>();

    private Schema schema = Schema.empty();
    private Rows rows = Rows.NONE;
    private int applied;

    RevisionCycle(Stage stage) {
        this.stage = stage;
    }

    /** The schema between two revisions. */
    Schema schema() {
        return schema;
    }

    /** Goes to where the first revisions are applied, and fills the tables. */
    void start(int count) {
        for (int i = 0; i < count; i++) {
            Revision revision = stage.history().get(i);
            if (blockedBy(revision) == null) {
                try {
                    stage.upgrade(revision);
                } catch (StepFailedException e) {
                    broken.add(revision.id());
                    rebuild(i);
                }
            } else {
                broken.add(revision.id());
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
        String blocker = blockedBy(revision);
        if (blocker != null) {
            broken.add(revision.id());
            applied++;
            return RevisionResult.skipped(revision, reason);
        }
        Schema before = schema;
        try {
            stage.upgrade(revision);
            applied++;
            look();
            rows = stage.seed(before, schema, rows);
        } catch (StepFailedException e) {
            applied++;
            startAgain(revision);
        }
        return RevisionResult.skipped(revision, reason);
    }

    /** The state after the present revision from scratch; a revision that fails even so is left out from here on. */
    private void startAgain(Revision revision) {
        try {
            stage.rebuild(applied, broken);
        } catch (StepFailedException e) {
            broken.add(revision.id());
            rebuild(applied);
        }
        look();
        rows = stage.seed(schema, rows);
    }

    private void rebuild(int count) {
        try {
            stage.rebuild(count, broken);
        } catch (StepFailedException e) {
            throw new VerificationException(
                    "Cannot bring the test database back to a state that it had before: " + e.error(), e);
        }
    }

    private @Nullable String blockedBy(Revision revision) {
        for (String parent : revision.parents()) {
            if (broken.contains(parent)) {
                return parent;
            }
        }
        for (String parent : revision.dependsOn()) {
            if (broken.contains(parent)) {
                return parent;
            }
        }
        return null;
    }

    /** Verifies the next revision of the history. */
    RevisionResult next() {
        Revision revision = stage.history().get(applied);
        String blocker = blockedBy(revision);
        if (blocker != null) {
            broken.add(revision.id());
            applied++;
            return RevisionResult.skipped(revision, "revision " + blocker + " before it cannot be applied");
        }
        return new Round(revision).run();
    }

    /** One revision's way through the four states. */
    private final class Round {
        private final Revision revision;
        private final List<VerificationFailure> failures = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Map<String, Duration> timings = new LinkedHashMap<>();
        private final long start = System.nanoTime();
        private List<ObservedLock> locks = List.of();
        private int rowsCompared;
        /** The upgrade cannot cope with rows, so that the rest is tried without. */
        private boolean withoutRows;
        /** Why one direction cannot be run although nothing is known to be wrong with it. */
        private @Nullable String notUnderstood;

        Round(Revision revision) {
            this.revision = revision;
        }

        RevisionResult run() {
            int index = applied;
            Map<String, String> unseeded = stage.unseeded(schema);
            boolean clean = upgradeFirst(index) && roundTrip(index);
            applied = index + 1;
            if (!clean) {
                startAgain(revision);
            }
            timings.put("total", Duration.ofNanos(System.nanoTime() - start));
            if (notUnderstood != null) {
                return RevisionResult.skipped(revision, notUnderstood);
            }
            return new RevisionResult(revision, null, failures, notes, unseeded, rowsCompared, locks, timings);
        }

        /** S0 to S1; false where it cannot be reached. */
        private boolean upgradeFirst(int index) {
            try {
                timed("upgrade", () -> locks = stage.observedUpgrade(revision));
                return true;
            } catch (StepFailedException withRows) {
                if (isNotUnderstood("upgrade", withRows.error())) {
                    broken.add(revision.id());
                    return false;
                }
                // Does it work on empty tables?
                rebuild(index);
                look();
                try {
                    stage.upgrade(revision);
                    failures.add(new VerificationFailure.UpgradeFailed(withRows.error(), true));
                    withoutRows = true;
                    return true;
                } catch (StepFailedException onEmpty) {
                    failures.add(new VerificationFailure.UpgradeFailed(onEmpty.error(), false));
                    broken.add(revision.id());
                    return false;
                }
            }
        }

        /** S1 to S2 to S3; false where the database is not in the state of S1 at the end. */
        private boolean roundTrip(int index) {
            Schema upgraded = stage.schema();
            if (!withoutRows) {
                stage.seedNew(schema, upgraded, stage.refreshedWhereChanged(schema, upgraded, rows));
            }
            try {
                timed("downgrade", () -> stage.downgrade(revision));
            } catch (StepFailedException withNewRows) {
                if (isNotUnderstood("downgrade", withNewRows.error())) {
                    return false;
                }
                if (withoutRows) {
                    failures.add(new VerificationFailure.DowngradeFailed(withNewRows.error(), false));
                    return false;
                }
                if (!downgradeWithoutNewRows(index, withNewRows.error())) {
                    return false;
                }
            }
            Schema restored = stage.schema();
            compareSchemas(restored);
            Rows back = stage.rows(restored);
            compareRows(back);
            boolean sameRows = failures.isEmpty();
            try {
                timed("second upgrade", () -> stage.upgrade(revision));
            } catch (StepFailedException e) {
                failures.add(new VerificationFailure.SecondUpgradeFailed(e.error()));
                return false;
            }
            Schema again = stage.schema();
            for (Difference difference : SchemaDiff.of(upgraded, again).differences()) {
                if (difference.weight() != Difference.Weight.ORDER_ONLY) {
                    failures.add(new VerificationFailure.SchemaNotRepeated(difference));
                }
            }
            if (!sameRows || !failures.isEmpty()) {
                return false;
            }
            Schema before = schema;
            schema = again;
            rows = stage.seed(before, again, stage.rows(again));
            return true;
        }

        /** Tells whether rows written after the upgrade are what the downgrade cannot cope with. */
        private boolean downgradeWithoutNewRows(int index, StepError error) {
            rebuild(index);
            look();
            rows = stage.seed(schema, rows);
            try {
                stage.upgrade(revision);
            } catch (StepFailedException e) {
                rebuild(index);
                look();
                try {
                    stage.upgrade(revision);
                } catch (StepFailedException never) {
                    failures.add(new VerificationFailure.DowngradeFailed(error, false));
                    return false;
                }
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

        private void compareSchemas(Schema restored) {
            for (Difference difference : SchemaDiff.of(schema, restored).differences()) {
                if (difference.weight() == Difference.Weight.ORDER_ONLY) {
                    notes.add(difference.sentence());
                } else {
                    failures.add(new VerificationFailure.SchemaNotRestored(difference));
                }
            }
        }

        private void compareRows(Rows back) {
            rowsCompared = rows.count();
            failures.addAll(RowFailures.between(rows, back, schema));
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
