// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Schema;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Verifies a history, or one revision of it, on one test database or on several at once. */
final class HistoryVerification {

    private final VerifierSettings settings;
    /** Which of the project's databases. */
    private final int place;

    private final long start = System.nanoTime();
    private List<String> databases = List.of();

    private HistoryVerification(VerifierSettings settings, int place) {
        this.settings = settings;
        this.place = place;
    }

    /**
     * Verifies, on each of the project's databases where it has several.
     *
     * @param only the one revision to verify, or null for all
     */
    static VerificationReport verify(VerifierSettings settings, @Nullable String only) {
        HistoryVerification first = new HistoryVerification(settings, 0);
        VerificationReport report = first.run(only);
        for (int place = 1; place < first.databases.size() && report.brokenOff() == null; place++) {
            VerificationReport other = new HistoryVerification(settings, place).run(only);
            report = SeveralDatabases.joined(report, first.databases.get(place), other);
        }
        return report;
    }

    /** What one database saw of its part of the history, and why not all of it where the work was broken off. */
    private record Part(
            List<RevisionResult> results,
            Map<Integer, Schema> schemas,
            @Nullable String brokenOff) {}

    private VerificationReport run(@Nullable String only) {
        try (Stage stage = Stage.open(settings, place)) {
            databases = stage.databases();
            List<Revision> history = stage.history();
            int from = 0;
            int to = history.size();
            String first = only == null ? settings.minimumRevision() : only;
            if (first != null) {
                from = Histories.index(history, first);
                to = only == null ? to : from + 1;
            }
            String version = stage.databaseVersion();
            if (place == 0) {
                settings.listener().started((to - from) * Math.max(1, databases.size()));
            }
            // A short history is done before a second database is up.
            int jobs = Math.max(1, Math.min(settings.jobs(), (to - from) / 10));
            List<Part> parts =
                    jobs == 1 ? List.of(verify(stage, from, to, only != null)) : together(stage, from, to, jobs);
            List<RevisionResult> results = new ArrayList<>();
            Map<Integer, Schema> schemas = new HashMap<>();
            String brokenOff = null;
            for (Part part : parts) {
                results.addAll(part.results());
                schemas.putAll(part.schemas());
                brokenOff = brokenOff == null ? part.brokenOff() : brokenOff;
            }
            List<VerificationFailure> walks = new ArrayList<>();
            if (only == null && brokenOff == null) {
                HistoryWalk walk = walk(stage, from, results, schemas);
                brokenOff = brokenOff(stage, () -> walks.addAll(walk.walk(settings.randomWalks(), settings.seed())));
            }
            return new VerificationReport(
                    results, walks, brokenOff, version, Duration.ofNanos(System.nanoTime() - start));
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new VerificationException("The verification was interrupted; what it made is removed", e);
            }
            throw e;
        }
    }

    /** Each part on a database of its own; the last part on the one that is open already, for it ends at the head. */
    private List<Part> together(Stage last, int from, int to, int jobs) {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<Part>> running = new ArrayList<>();
            for (int job = 0; job < jobs; job++) {
                int begin = from + (to - from) * job / jobs;
                int end = from + (to - from) * (job + 1) / jobs;
                boolean own = job < jobs - 1;
                Callable<Part> work = () -> own ? verifyElsewhere(last, begin, end) : verify(last, begin, end, false);
                running.add(threads.submit(work));
            }
            List<Part> parts = new ArrayList<>();
            for (Future<Part> part : running) {
                parts.add(part.get());
            }
            return parts;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new VerificationException("A job failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerificationException("Interrupted while migrations were running", e);
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** Databases are removed by the threads that made them. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new VerificationException("A job does not end");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Verifies on a database of its own; where there can be none, the part is skipped with this reason. */
    private Part verifyElsewhere(Stage first, int from, int to) {
        Stage stage;
        try {
            stage = Stage.open(settings, place);
        } catch (VerificationException | JdbiException | UncheckedIOException e) {
            List<RevisionResult> results = new ArrayList<>();
            String brokenOff = whyBrokenOff(first, e);
            skipRest(first.history().subList(from, to), brokenOff, false, results);
            return new Part(results, Map.of(), brokenOff);
        }
        try (stage) {
            return verify(stage, from, to, false);
        }
    }

    private Part verify(Stage stage, int from, int to, boolean evenSkipped) {
        RevisionCycle cycle = new RevisionCycle(stage, stage.limits());
        Map<Integer, Schema> schemas = new HashMap<>();
        List<RevisionResult> results = new ArrayList<>();
        String brokenOff = brokenOff(stage, () -> {
            cycle.start(from);
            schemas.put(from, cycle.schema());
            for (int i = from; i < to; i++) {
                String reason = evenSkipped
                        ? null
                        : settings.reasonToSkip(stage.history().get(i));
                finished(reason == null ? cycle.next() : cycle.pass(reason), results);
                schemas.put(i + 1, cycle.schema());
            }
        });
        if (brokenOff != null) {
            skipRest(stage.history().subList(from + results.size(), to), brokenOff, evenSkipped, results);
        }
        return new Part(results, schemas, brokenOff);
    }

    private void skipRest(List<Revision> rest, String brokenOff, boolean evenSkipped, List<RevisionResult> results) {
        for (Revision revision : rest) {
            String reason = evenSkipped ? null : settings.reasonToSkip(revision);
            finished(RevisionResult.skipped(revision, reason == null ? brokenOff : reason), results);
        }
    }

    private void finished(RevisionResult result, List<RevisionResult> results) {
        results.add(result);
        synchronized (settings.listener()) {
            settings.listener().finished(result);
        }
    }

    /**
     * Works until the end, or until the database or the project can no longer be used: what was found so far is to be reported.
     *
     * @return why the work was broken off; null where it was not
     */
    private static @Nullable String brokenOff(Stage stage, Runnable work) {
        try {
            work.run();
            return null;
        } catch (VerificationException | JdbiException | UncheckedIOException e) {
            return whyBrokenOff(stage, e);
        }
    }

    private static String whyBrokenOff(Stage stage, RuntimeException e) {
        if (Thread.currentThread().isInterrupted()) {
            throw e;
        }
        String what = stage.canConnect() ? "the verification was broken off: " : "the database is gone: ";
        // The reason stands with each revision: one line of it is enough.
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return what + reason + (e instanceof UncheckedIOException ? " (" + e.getCause() + ")" : "");
    }

    private static HistoryWalk walk(Stage stage, int from, List<RevisionResult> results, Map<Integer, Schema> schemas) {
        Set<String> unclean = new HashSet<>();
        for (Revision revision : stage.history().subList(0, from)) {
            unclean.add(revision.id());
        }
        for (RevisionResult result : results) {
            if (!result.passed()) {
                unclean.add(result.revision().id());
            }
        }
        return new HistoryWalk(stage, schemas, unclean);
    }
}
