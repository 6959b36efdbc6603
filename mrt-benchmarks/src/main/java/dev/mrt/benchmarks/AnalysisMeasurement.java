// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.benchmarks;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Mrt;
import dev.mrt.MrtSession;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.schema.Target;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Analyses generated migrations on one thread until that is warm, and prints the processor time of the best round per file: from
 * memory, from disk, and reading with the replay of both directions but without rules. Arguments: the numbers of files (default
 * {@code 1000}). Run it with {@code -Xmx512m} to see that a history fits.
 */
public final class AnalysisMeasurement {

    private static final long WARM_NANOS = 10_000_000_000L;
    private static final int FEWEST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 60;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Mrt mrt = Mrt.builder().jobs(1).build();

    private AnalysisMeasurement() {}

    /** Prints a table to standard output. */
    public static void main(String[] arguments) throws IOException {
        AnalysisMeasurement measurement = new AnalysisMeasurement();
        System.out.printf(
                "%-10s %8s %10s %12s %10s %8s%n", "what", "files", "ms", "ms a file", "MB a round", "peak MB");
        for (String count : arguments.length == 0 ? new String[] {"1000"} : arguments) {
            measurement.measure(Integer.parseInt(count));
        }
    }

    private void measure(int count) throws IOException {
        List<String> texts = GeneratedMigrations.texts(count);
        List<MigrationSource> sources = new ArrayList<>(count);
        Path directory = Files.createTempDirectory("history");
        Path versions = Files.createDirectory(directory.resolve("versions"));
        try {
            for (int i = 0; i < count; i++) {
                String name = "revision_" + i + ".py";
                sources.add(new MigrationSource("versions/" + name, texts.get(i)));
                Files.writeString(versions.resolve(name), texts.get(i));
            }
            report("memory", count, () -> mrt.analyzeSources(sources).warnings().size());
            report(
                    "disk",
                    count,
                    () -> mrt.analyze(List.of(versions)).warnings().size());
            report("replay", count, () -> replay(sources));
            reportSession(sources);
        } finally {
            for (int i = 0; i < count; i++) {
                Files.deleteIfExists(versions.resolve("revision_" + i + ".py"));
            }
            Files.delete(versions);
            Files.delete(directory);
        }
    }

    /** Edits the last, the middle and the first file of a history in turn, as an editor does with every key. */
    private void reportSession(List<MigrationSource> sources) {
        MrtSession session = mrt.sessionOfSources(sources);
        int[] edits = {0};
        int last = sources.size() - 1;
        report(
                "edit last",
                1,
                () -> edit(session, sources.get(last), edits, "    op.add_column('edited', sa.Column('c"));
        report("edit middle", 1, () -> edit(session, sources.get(last / 2), edits, "    # "));
        report("edit first", 1, () -> edit(session, sources.get(0), edits, "    # "));
        report(
                "new table in first",
                1,
                () -> edit(session, sources.get(0), edits, "    op.add_column('edited', sa.Column('c"));
    }

    private static int edit(MrtSession session, MigrationSource source, int[] edits, String inserted) {
        String end = inserted.endsWith("'c") ? "', sa.Integer()))\n" : "\n";
        String text = source.text().replace("def upgrade():\n", "def upgrade():\n" + inserted + edits[0]++ + end);
        return session.update(new MigrationSource(source.path(), text)).migrations();
    }

    private int replay(List<MigrationSource> sources) {
        int tables = 0;
        for (AnalyzedHistory analyzed : mrt.readSources(sources).histories()) {
            for (MigrationReplay replay :
                    HistoryReplay.of(analyzed.history(), Target.POSTGRESQL).migrations()) {
                tables += replay.roundTrip().effects().size();
            }
        }
        return tables;
    }

    private interface Work {
        int run();
    }

    private void report(String what, int count, Work work) {
        resetPeaks();
        long best = Long.MAX_VALUE;
        long begin = threads.getCurrentThreadCpuTime();
        long allocated = 0;
        for (int round = 0;
                round < FEWEST_ROUNDS
                        || (round < MOST_ROUNDS && threads.getCurrentThreadCpuTime() - begin < WARM_NANOS);
                round++) {
            long bytes = allocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            if (work.run() == 0) {
                throw new IllegalStateException("Nothing was found");
            }
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
            allocated = allocatedBytes() - bytes;
        }
        double milliseconds = best / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-10s %8d %10.1f %12.3f %10d %8d%n",
                what,
                count,
                milliseconds,
                milliseconds / count,
                allocated >> 20,
                peak() >> 20);
    }

    private long allocatedBytes() {
        return threads instanceof com.sun.management.ThreadMXBean known ? known.getCurrentThreadAllocatedBytes() : 0;
    }

    private static void resetPeaks() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pool.resetPeakUsage();
        }
    }

    private static long peak() {
        long sum = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                sum += pool.getPeakUsage().getUsed();
            }
        }
        return sum;
    }
}
