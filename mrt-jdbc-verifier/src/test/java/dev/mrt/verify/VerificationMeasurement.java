// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Schema;
import dev.mrt.verify.internal.catalog.Catalog;
import dev.mrt.verify.internal.database.ScratchDatabase;
import dev.mrt.verify.internal.database.ScratchDatabases;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What verifying costs, start-up left out. No test: run by name only, as {@code docs/performance.md} says. */
class VerificationMeasurement {

    private static final PrintStream OUT = System.out;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 200;

    /** One table of three columns is created by each revision; the first chain is there to warm up. */
    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    void chains(TestDatabases database, @TempDir Path folder) {
        OUT.printf(
                "%-10s %9s %8s %9s %13s %13s%n", database, "revisions", "s", "ms each", "our CPU ms", "others' CPU ms");
        for (int size : new int[] {30, 10, 30, 100, 300}) {
            AlembicFixture fixture = AlembicFixture.in(folder.resolve(size + "-" + System.nanoTime()));
            for (int i = 0; i < size; i++) {
                fixture.revision(
                        String.format(Locale.ROOT, "%04d", i),
                        "op.create_table('table_" + i + "', sa.Column('id', sa.Integer, primary_key=True),"
                                + " sa.Column('name', sa.String(50), nullable=False), sa.Column('value', sa.Integer))",
                        "op.drop_table('table_" + i + "')");
            }
            try (VerificationRun run =
                    database.verifier(fixture.project()).build().start()) {
                long begin = System.nanoTime();
                long own = THREADS.getCurrentThreadCpuTime();
                long others = othersTime();
                while (run.hasNext()) {
                    if (!run.next().passed()) {
                        throw new AssertionError("nothing is wrong with this chain");
                    }
                }
                double wall = (System.nanoTime() - begin) / 1e9;
                OUT.printf(
                        Locale.ROOT,
                        "%-10s %9d %8.2f %9.1f %13.1f %13.1f%n",
                        "",
                        size,
                        wall,
                        wall * 1000 / size,
                        (THREADS.getCurrentThreadCpuTime() - own) / 1e6 / size,
                        (othersTime() - others) / 1e6 / size);
            }
        }
    }

    /** A catalog of 100 tables of 8 columns with keys, checks and indexes: all of it, and again where nothing changed. */
    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    void snapshots(TestDatabases kind) {
        try (ScratchDatabase database = ScratchDatabases.create(kind.server(), false, false)) {
            Handle handle = database.handle();
            for (int i = 0; i < 100; i++) {
                handle.execute("create table t" + i + " (id integer primary key, a varchar(50) not null,"
                        + " b integer default 7, c numeric(10, 2), d text, e date, f timestamp null, parent integer,"
                        + " constraint u" + i + " unique (a), constraint k" + i + " check (b > 0),"
                        + " constraint f" + i + " foreign key (parent) references t" + (i / 2) + " (id))");
                handle.execute("create index x" + i + " on t" + i + " (b, c)");
                handle.execute("create index y" + i + " on t" + i + " (e)");
            }
            Catalog catalog = database.catalog();
            String whole = spread(() -> {
                catalog.forget();
                return catalog.read(handle);
            });
            String again = spread(() -> catalog.read(handle));
            OUT.printf(
                    "%-10s ms, least and median, and both sides' CPU: whole %s; nothing changed %s%n",
                    kind, whole, again);
        }
    }

    private static String spread(Supplier<Schema> reading) {
        double[] times = new double[60];
        long processor = 0;
        for (int i = -WARM_UP; i < times.length; i++) {
            if (i == 0) {
                processor = THREADS.getCurrentThreadCpuTime() + othersTime();
            }
            long begin = System.nanoTime();
            if (reading.get().tables().size() != 100) {
                throw new AssertionError("not the tables that were made");
            }
            if (i >= 0) {
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        double each = (THREADS.getCurrentThreadCpuTime() + othersTime() - processor) / 1e6 / times.length;
        Arrays.sort(times);
        return String.format(Locale.ROOT, "%.1f / %.1f, CPU %.1f", times[0], times[times.length / 2], each);
    }

    /** The processor time of Python and of the servers, from Linux's {@code /proc}, in nanoseconds. */
    private static long othersTime() {
        long ticks = 0;
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            try {
                String stat = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                // Its own, and that of its children that have ended.
                for (int field = 11; field <= 14; field++) {
                    ticks += Long.parseLong(fields[field]);
                }
            } catch (IOException e) {
                // It has just ended.
            }
        }
        return ticks * 10_000_000;
    }
}
