// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Schema;
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
import org.jspecify.annotations.Nullable;

/** Verifies a history, or one revision of it, on one test database or on several at once. */
final class HistoryVerification {

    private final VerifierSettings settings;
    private final long start = System.nanoTime();

    HistoryVerification(VerifierSettings settings) {
        this.settings = settings;
    }

    /** What one database saw of its part of the history. */
    private record Part(List<RevisionResult> results, Map<Integer, Schema> schemas) {}

    /**
     * Verifies.
     *
     * @param only the one revision to verify, or null for all
     */
    VerificationReport run(@Nullable String only) {
        try (Stage stage = Stage.open(settings)) {
            List<Revision> history = stage.history();
            int from = 0;
            int to = history.size();
            String first = only == null ? settings.minimumRevision() : only;
            if (first != null) {
                from = Histories.index(history, first);
                to = only == null ? to : from + 1;
            }
            settings.listener().started(to - from);
            // A short history is done before a second database is up.
            int jobs = Math.max(1, Math.min(settings.jobs(), (to - from) / 10));
            List<Part> parts =
                    jobs == 1 ? List.of(verify(stage, from, to, only != null)) : together(stage, from, to, jobs);
            List<RevisionResult> results = new ArrayList<>();
            Map<Integer, Schema> schemas = new HashMap<>();
            for (Part part : parts) {
                results.addAll(part.results());
                schemas.putAll(part.schemas());
            }
            List<VerificationFailure> walks = only == null ? walks(stage, from, results, schemas) : List.of();
            return new VerificationReport(
                    results, walks, stage.databaseVersion(), Duration.ofNanos(System.nanoTime() - start));
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
                Callable<Part> work = () -> {
                    if (!own) {
                        return verify(last, begin, end, false);
                    }
                    try (Stage stage = Stage.open(settings)) {
                        return verify(stage, begin, end, false);
                    }
                };
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

    private Part verify(Stage stage, int from, int to, boolean evenSkipped) {
        RevisionCycle cycle = new RevisionCycle(stage);
        cycle.start(from);
        Map<Integer, Schema> schemas = new HashMap<>();
        schemas.put(from, cycle.schema());
        List<RevisionResult> results = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String reason =
                    evenSkipped ? null : settings.reasonToSkip(stage.history().get(i));
            RevisionResult result = reason == null ? cycle.next() : cycle.pass(reason);
            results.add(result);
            schemas.put(i + 1, cycle.schema());
            synchronized (settings.listener()) {
                settings.listener().finished(result);
            }
        }
        return new Part(results, schemas);
    }

    private List<VerificationFailure> walks(
            Stage stage, int from, List<RevisionResult> results, Map<Integer, Schema> schemas) {
        Set<String> unclean = new HashSet<>();
        for (Revision revision : stage.history().subList(0, from)) {
            unclean.add(revision.id());
        }
        for (RevisionResult result : results) {
            if (!result.passed()) {
                unclean.add(result.revision().id());
            }
        }
        return new HistoryWalk(stage, schemas, unclean).walk(settings.randomWalks(), settings.seed());
    }
}
