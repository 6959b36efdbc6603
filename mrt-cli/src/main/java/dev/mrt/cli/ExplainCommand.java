// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.replay.Conflict;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.replay.Remainder;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.report.RevisionSummary;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import dev.mrt.source.LineIndex;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    private static final String INDENT = "    ";

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
            answer.lines().filter(line -> !line.isBlank()).forEach(line -> text.print(INDENT, line));
            out.println();
            return true;
        } catch (IOException e) {
            spec.commandLine().getErr().println("mrt: " + e.getMessage());
            return false;
        }
    }

    private String facts(AnalyzedHistory history, MigrationReplay replay) {
        StringWriter text = new StringWriter();
        explain(history, replay, new PrintWriter(text));
        return text.toString();
    }

    private void explain(AnalyzedHistory history, MigrationReplay replay, PrintWriter out) {
        RoundTrip trip = replay.roundTrip();
        LineIndex lines = LineIndex.of(replay.migration().source().text());
        WrappedText text = new WrappedText(out, terminal.width());
        String message = replay.migration().message();
        text.print("", replay.migration().id() + (message.isEmpty() ? "" : "  " + message));
        out.println(replay.migration().source().path());
        out.println();
        out.println("  Upgrade");
        steps(trip.upgrade(), lines, text);
        out.println("  Downgrade");
        if (trip.downgradeState() == RoundTrip.DowngradeState.MISSING) {
            text.print(INDENT, "There is none.");
        } else {
            steps(trip.downgrade(), lines, text);
        }
        out.println("  After upgrade and downgrade");
        roundTrip(RevisionSummary.of(history.history(), replay), trip, text);
        if (replay.target().dialect() == Dialect.POSTGRESQL) {
            out.println("  Locks on tables that were there before");
            locks(replay, lines, text);
        }
        out.println("  Not understood");
        boolean upgradeUnderstood = doubts("upgrade, ", trip.upgrade(), lines, text);
        boolean downgradeUnderstood = doubts("downgrade, ", trip.downgrade(), lines, text);
        if (upgradeUnderstood && downgradeUnderstood) {
            text.print(INDENT, "Nothing: every step was understood.");
        }
        out.println();
    }

    private static void steps(List<StepReplay> steps, LineIndex lines, WrappedText text) {
        if (steps.isEmpty()) {
            text.print(INDENT, "Does nothing.");
        }
        for (StepReplay step : steps) {
            text.print(INDENT, "Line " + line(step, lines) + ": " + StepSentence.of(step));
        }
    }

    private static void roundTrip(RevisionSummary summary, RoundTrip trip, WrappedText text) {
        text.print(INDENT, "The rollback " + summary.rollback().words() + ".");
        for (Remainder remainder : trip.remainders()) {
            if (remainder.difference().weight() == Difference.Weight.SCHEMA) {
                String doubt = remainder.certain() ? "" : " (not certain: " + remainder.reason() + ")";
                text.print(INDENT + "left: ", remainder.difference().sentence() + doubt);
            }
        }
        for (Conflict conflict : trip.conflicts()) {
            text.print(INDENT + "fails: ", conflict.sentence());
        }
        for (DataVerdict verdict : trip.data()) {
            if (verdict.outcome() == DataVerdict.Outcome.LOST) {
                text.print(INDENT + "lost: ", verdict.sentence());
            } else if (verdict.outcome() == DataVerdict.Outcome.CANNOT_TELL) {
                text.print(INDENT + "unclear: ", verdict.sentence());
            }
        }
    }

    /** The strongest lock on each table, upgrade and downgrade apart; a table that the upgrade creates nobody waits for. */
    private static void locks(MigrationReplay replay, LineIndex lines, WrappedText text) {
        boolean any = locks("upgrade", replay.upgrade(), replay, lines, text);
        any |= locks("downgrade", replay.downgrade(), replay, lines, text);
        if (!any) {
            text.print(INDENT, "None that is known.");
        }
    }

    private static boolean locks(
            String phase, List<StepReplay> steps, MigrationReplay replay, LineIndex lines, WrappedText text) {
        Map<QualifiedName, PostgresqlLock> strongest = new LinkedHashMap<>();
        Map<QualifiedName, Integer> places = new HashMap<>();
        for (StepReplay step : steps) {
            if (step.runs().isFalse()) {
                continue;
            }
            PostgresqlLock.of(step.step().operation()).forEach((table, lock) -> {
                PostgresqlLock known = strongest.get(table);
                boolean created = phase.equals("upgrade") && replay.creates(table);
                if (!created && (known == null || lock.compareTo(known) > 0)) {
                    strongest.put(table, lock);
                    places.put(table, line(step, lines));
                }
            });
        }
        strongest.forEach((table, lock) -> text.print(
                INDENT,
                "`" + table + "`: " + lock.sql() + " from line " + places.get(table) + " (" + phase + ") to the end of"
                        + " the transaction: " + lock.effect() + "."));
        return !strongest.isEmpty();
    }

    private static boolean doubts(String phase, List<StepReplay> steps, LineIndex lines, WrappedText text) {
        boolean understood = true;
        for (StepReplay step : steps) {
            String doubt = StepSentence.doubt(step);
            if (doubt != null) {
                text.print(INDENT, phase + "line " + line(step, lines) + ": " + doubt);
                understood = false;
            }
        }
        return understood;
    }

    private static int line(StepReplay step, LineIndex lines) {
        return lines.line(step.step().range().start());
    }
}
