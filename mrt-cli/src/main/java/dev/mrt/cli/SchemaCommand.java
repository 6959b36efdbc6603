// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.report.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mrt schema}: the schema that the migrations make, without a database. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints the schema that the migrations make, without a database.",
        footer = {"", "Examples:", "  mrt schema", "  mrt schema migrations --at 4f2a9c1b --target mysql:8.0"})
final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--at",
            paramLabel = "REVISION",
            description = "The schema after this revision (default: after all). Alembic's ids may be shortened.")
    private @Nullable String revision;

    @Override
    public Integer call() throws IOException {
        Histories read = Mrt.builder().build().read(reading.paths());
        PrintWriter out = spec.commandLine().getOut();
        List<HistoryReplay> replays = new ArrayList<>();
        for (AnalyzedHistory history : read.histories()) {
            replays.add(HistoryReplay.of(history.history(), reading.target()));
        }
        if (revision == null) {
            for (int i = 0; i < replays.size(); i++) {
                if (replays.size() > 1) {
                    out.println("# " + read.histories().get(i).project().root());
                }
                new SchemaText(out).print(replays.get(i).head());
            }
        } else {
            MigrationReplay found =
                    find(revision, replays).orElseThrow(() -> new WrongUse("There is no revision '" + revision + "'"));
            new SchemaText(out).print(found.after());
        }
        for (Problem problem : read.problems()) {
            spec.commandLine().getErr().println(problem.file() + ":" + problem.line() + ": " + problem.message());
        }
        return read.problems().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    /** The only migration whose id is this or begins with it. */
    private static Optional<MigrationReplay> find(String id, List<HistoryReplay> replays) {
        List<MigrationReplay> begins = new ArrayList<>();
        for (HistoryReplay replay : replays) {
            Optional<MigrationReplay> exact = replay.migration(id);
            if (exact.isPresent()) {
                return exact;
            }
            for (MigrationReplay each : replay.migrations()) {
                if (each.migration().id().startsWith(id)) {
                    begins.add(each);
                }
            }
        }
        return begins.size() == 1 ? Optional.of(begins.get(0)) : Optional.empty();
    }
}
