// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.migration.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Workers on threads of their own, which end with {@link #close}. Results keep the order of the items. */
final class ThreadWorkers implements Workers, AutoCloseable {

    /** Items are handed out in runs: one task for each would cost more than the work of a small file. */
    private static final int RUNS_PER_THREAD = 8;

    private final int threads;
    private final ExecutorService executor;

    ThreadWorkers(int threads) {
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "mrt-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        this.executor = Executors.newFixedThreadPool(threads, factory);
    }

    @Override
    public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> function) {
        int run = Math.max(1, items.size() / (threads * RUNS_PER_THREAD));
        List<Future<List<R>>> futures = new ArrayList<>();
        for (int from = 0; from < items.size(); from += run) {
            List<T> part = items.subList(from, Math.min(from + run, items.size()));
            futures.add(executor.submit(() -> Workers.sequential().map(part, function)));
        }
        List<R> results = new ArrayList<>(items.size());
        for (Future<List<R>> future : futures) {
            results.addAll(get(future));
        }
        return results;
    }

    private static <R> R get(Future<R> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    // The work is short and bounded: finish it, then let the caller see the interrupt.
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    if (e.getCause() instanceof Error failure) {
                        throw failure;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
