// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.benchmarks;

import dev.mrt.python.ParsedSource;
import dev.mrt.python.parser.PythonParser;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From text to syntax tree, warm, on one thread. Run {@link ParsingComparison} for a figure next to CPython's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ParsingBenchmark {

    private final PythonParser parser = PythonParser.create();
    private final List<String> migrations = GeneratedMigrations.texts(1_000);

    /** Time for all of 1,000 migrations. */
    @Benchmark
    public void thousandMigrations(Blackhole blackhole) {
        for (String text : migrations) {
            blackhole.consume(parser.parse(text));
        }
    }

    /** Time for one migration that is the same each time. */
    @Benchmark
    public ParsedSource oneMigration() {
        return parser.parse(migrations.get(0));
    }
}
