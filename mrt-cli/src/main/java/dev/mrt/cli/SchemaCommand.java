// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.cli.format.JsonWriter;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.schema.Schema;
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
        footer = {
            "",
            "Examples:",
            "  mrt schema",
            "  mrt schema migrations --at 4f2a9c1b --target mysql:8.0",
            "  mrt schema --format json"
        })
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

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "text for people, or json (default: text). A default that is not known is null in JSON.")
    private String format = "text";

    @Override
    public Integer call() throws IOException {
        if (!format.equals("text") && !format.equals("json")) {
            throw new WrongUse("--format: there is text and json, not '" + format + "'");
        }
        Histories read = Mrt.builder().build().read(reading.paths());
        List<Found> found = new ArrayList<>();
        for (AnalyzedHistory history : read.histories()) {
            HistoryReplay replay = HistoryReplay.of(history.history(), reading.target());
            if (revision == null) {
                found.add(new Found(history, replay.head()));
            } else {
                for (MigrationReplay each : named(revision, replay)) {
                    found.add(new Found(history, each.after()));
                }
            }
        }
        if (revision != null && found.size() != 1) {
            throw new WrongUse(
                    found.isEmpty()
                            ? "There is no revision '" + revision + "'"
                            : "There are " + found.size() + " revisions '" + revision
                                    + "'. Give more of the id, or the path of one history.");
        }
        write(found, spec.commandLine().getOut());
        return ReadingOptions.exit(read, reading.paths(), spec.commandLine().getErr());
    }

    private void write(List<Found> all, PrintWriter out) throws IOException {
        boolean several = all.size() != 1;
        if (format.equals("text")) {
            for (Found each : all) {
                if (several) {
                    out.println("# " + each.history().project().root());
                }
                new SchemaText(out).print(each.schema());
            }
            return;
        }
        JsonWriter json = new JsonWriter(out);
        json.beginObject();
        if (several) {
            json.beginArray("histories");
        }
        for (Found each : all) {
            if (several) {
                json.beginObject()
                        .member("root", each.history().project().root().toString());
            }
            new SchemaJson(json).write(each.schema());
            if (several) {
                json.endObject();
            }
        }
        if (several) {
            json.endArray();
        }
        json.endObject();
    }

    /** The migration with this id, otherwise those whose ids begin with it. */
    private static List<MigrationReplay> named(String id, HistoryReplay replay) {
        Optional<MigrationReplay> exact = replay.migration(id);
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        List<MigrationReplay> begins = new ArrayList<>();
        for (MigrationReplay each : replay.migrations()) {
            if (each.migration().id().startsWith(id)) {
                begins.add(each);
            }
        }
        return begins;
    }

    /** A schema and the history that makes it. */
    private record Found(AnalyzedHistory history, Schema schema) {}
}
