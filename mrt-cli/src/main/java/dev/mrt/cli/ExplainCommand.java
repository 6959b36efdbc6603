// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mrt explain}: what migrations do, step by step, and what is left after their rollback. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says what migrations do to the schema, step by step, and what is left after their rollback.",
        footer = {"", "Example:", "  mrt explain migrations/versions/4f2a9c1b_drop_phone.py"})
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--ai",
            description = "Adds what Claude says about it. Sends the explanation, not the files, to the Claude API;"
                    + " needs ANTHROPIC_API_KEY and a build with -Dai.")
    private boolean ai;

    @Option(names = "--ai-model", paramLabel = "MODEL", description = "The model to ask (default: ${DEFAULT-VALUE}).")
    private String model = "claude-sonnet-4-6";

    ExplainCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        ClaudeApi claude = ai ? ClaudeApi.of(environment, model) : null;
        boolean answered = true;
        Histories read = Mrt.builder().build().read(reading.paths());
        PrintWriter out = spec.commandLine().getOut();
        for (AnalyzedHistory history : read.histories()) {
            HistoryReplay replay = HistoryReplay.of(history.history(), reading.target());
            for (MigrationReplay each : replay.migrations()) {
                String file = each.migration().source().path();
                if (read.focus().isEmpty() || read.focus().contains(file)) {
                    String facts = facts(history, each);
                    out.print(facts);
                    answered &= claude == null || ask(claude, facts, out);
                }
            }
        }
        int exit = ReadingOptions.exit(read, reading.paths(), spec.commandLine().getErr());
        return answered ? exit : ExitCode.INCOMPLETE;
    }

    /** Prints what Claude says, or why it says nothing; the facts stand without it. */
    private boolean ask(ClaudeApi claude, String facts, PrintWriter out) {
        out.flush();
        try {
            String answer = claude.ask(facts);
            out.println("  Claude says");
            WrappedText text = new WrappedText(out, terminal.width());
            answer.lines().filter(line -> !line.isBlank()).forEach(line -> text.print(Explanation.INDENT, line));
            out.println();
            return true;
        } catch (IOException e) {
            spec.commandLine().getErr().println("mrt: " + e.getMessage());
            return false;
        }
    }

    private String facts(AnalyzedHistory history, MigrationReplay replay) {
        StringWriter text = new StringWriter();
        new Explanation(history.history(), replay, new PrintWriter(text), terminal.width()).print();
        return text.toString();
    }
}
