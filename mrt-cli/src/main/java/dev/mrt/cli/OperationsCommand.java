// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.cli.format.JsonWriter;
import dev.mrt.migration.Condition;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.source.LineIndex;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mrt operations}: what was understood of each migration, for people who debug or build on it. */
@Command(
        name = "operations",
        mixinStandardHelpOptions = true,
        description = "Prints what was understood of migrations, as JSON: an object for each, parents first.")
final class OperationsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "What to read; see 'mrt check --help'.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException {
        Histories read = Mrt.builder().build().read(ReadingOptions.existing(paths));
        PrintWriter out = spec.commandLine().getOut();
        JsonWriter json = new JsonWriter(out);
        json.beginArray();
        for (AnalyzedHistory history : read.histories()) {
            for (Migration migration : history.history().order()) {
                if (read.focus().isEmpty()
                        || read.focus().contains(migration.source().path())) {
                    write(migration, json);
                }
            }
        }
        json.endArray();
        return ReadingOptions.exit(read, paths, spec.commandLine().getErr());
    }

    private static void write(Migration migration, JsonWriter json) throws IOException {
        LineIndex lines = LineIndex.of(migration.source().text());
        json.beginObject()
                .member("revision", migration.id())
                .member("file", migration.source().path())
                .member("framework", migration.framework().name().toLowerCase(Locale.ROOT))
                .member("message", migration.message())
                .member("parents", migration.parents())
                .member("depends_on", migration.dependsOn())
                .member("branch_labels", migration.branchLabels())
                .member("replaces", migration.replaces())
                .member("transactional", migration.transactional());
        if (!migration.operations().isEmpty()) {
            json.beginArray("framework_operations");
            for (FrameworkOperation operation : migration.operations()) {
                json.beginObject()
                        .member("name", operation.name())
                        .member("line", lines.line(operation.range().start()))
                        .member("reversible", operation.reversible())
                        .member("state_only", operation.stateOnly())
                        .endObject();
            }
            json.endArray();
        }
        write("upgrade", migration.upgrade(), lines, json);
        write("downgrade", migration.downgrade(), lines, json);
        json.endObject();
    }

    private static void write(String name, Procedure procedure, LineIndex lines, JsonWriter json) throws IOException {
        json.beginObject(name).member("state", procedure.state().name().toLowerCase(Locale.ROOT));
        json.beginArray("steps");
        OperationJson operations = new OperationJson(json);
        for (Step step : procedure.steps()) {
            json.beginObject();
            operations.write(step.operation());
            json.member("line", lines.line(step.range().start()))
                    .member("origin", step.origin())
                    .member("group", step.group());
            if (!(step.condition() instanceof Condition.Always)) {
                json.member("condition", ConditionWords.of(step.condition()));
            }
            if (step.context().batch()) {
                json.member("batch", true);
            }
            if (step.context().autocommit()) {
                json.member("autocommit", true);
            }
            if (step.context().repeated()) {
                json.member("repeated", true);
            }
            if (step.context().database() != null) {
                json.member("database", step.context().database());
            }
            json.endObject();
        }
        json.endArray().endObject();
    }
}
