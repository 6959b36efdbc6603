// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A history that is verified while its results are taken, in the order of upgrades, for callers who show or stop as they go.
 * Made by {@link MigrationVerifier#start()}; closing it removes the database. Not thread-safe.
 */
public final class VerificationRun implements Iterator<RevisionResult>, AutoCloseable {

    private final VerifierSettings settings;
    private final Stage stage;
    private final RevisionCycle cycle;
    private final List<Revision> revisions;
    private int done;

    private VerificationRun(VerifierSettings settings, Stage stage) {
        this.settings = settings;
        this.stage = stage;
        String first = settings.minimumRevision();
        int from = first == null ? 0 : Histories.index(stage.history(), first);
        this.revisions = stage.history().subList(from, stage.history().size());
        this.cycle = new RevisionCycle(stage, limits(stage));
        cycle.start(from);
    }

    private static List<String> limits(Stage stage) {
        List<String> databases = stage.databases();
        return databases.size() < 2
                ? stage.limits()
                : List.of(
                        "of the databases " + String.join(", ", databases) + " only the first is filled and compared");
    }

    static VerificationRun open(VerifierSettings settings) {
        Stage stage = Stage.open(settings);
        try {
            return new VerificationRun(settings, stage);
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** The revisions that there are results for, in their order. */
    public List<Revision> revisions() {
        return revisions;
    }

    @Override
    public boolean hasNext() {
        return done < revisions.size();
    }

    /** Verifies the next revision. */
    @Override
    public RevisionResult next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All " + done + " revisions are verified");
        }
        String reason = settings.reasonToSkip(revisions.get(done));
        done++;
        return reason == null ? cycle.next() : cycle.pass(reason);
    }

    @Override
    public void close() {
        stage.close();
    }
}
