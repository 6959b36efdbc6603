// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.replay.Conflict;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.replay.Remainder;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.report.RevisionSummary;
import dev.mrt.schema.Difference;
import dev.mrt.source.LineIndex;
import dev.mrt.source.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mrt explain}: what migrations do, step by step, and what is left after their rollback. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says what migrations do to the schema, step by step, and what is left after their rollback.",
        footer = {"", "Example:", "  mrt explain migrations/versions/4f2a9c1b_drop_phone.py"})
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Override
    public Integer call() throws IOException {
        Histories read = Mrt.builder().build().read(reading.paths());
        PrintWriter out = spec.commandLine().getOut();
        for (AnalyzedHistory history : read.histories()) {
            HistoryReplay replay = HistoryReplay.of(history.history(), reading.target());
            for (MigrationReplay each : replay.migrations()) {
                String file = each.migration().source().path();
                if (read.focus().isEmpty() || read.focus().contains(file)) {
                    explain(history, each, out);
                }
            }
        }
        for (Problem problem : read.problems()) {
            spec.commandLine().getErr().println(problem.file() + ":" + problem.line() + ": " + problem.message());
        }
        return read.problems().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    private static void explain(AnalyzedHistory history, MigrationReplay replay, PrintWriter out) {
        RoundTrip trip = replay.roundTrip();
        LineIndex lines = LineIndex.of(replay.migration().source().text());
        String message = replay.migration().message();
        out.println(replay.migration().id() + (message.isEmpty() ? "" : "  " + message));
        out.println(replay.migration().source().path());
        out.println();
        out.println("  Upgrade");
        steps(trip.upgrade(), lines, out);
        out.println(
                "  Downgrade" + (trip.downgradeState() == RoundTrip.DowngradeState.MISSING ? ": there is none" : ""));
        steps(trip.downgrade(), lines, out);
        RevisionSummary summary = RevisionSummary.of(history.history(), replay);
        out.println("  The rollback " + summary.rollback().words() + ".");
        for (Remainder remainder : trip.remainders()) {
            if (remainder.difference().weight() == Difference.Weight.SCHEMA) {
                String doubt = remainder.certain() ? "" : " (not certain: " + remainder.reason() + ")";
                out.println("    left: " + remainder.difference().sentence() + doubt);
            }
        }
        for (Conflict conflict : trip.conflicts()) {
            out.println("    fails: " + conflict.sentence());
        }
        for (DataVerdict verdict : trip.data()) {
            if (verdict.outcome() == DataVerdict.Outcome.LOST) {
                out.println("    lost: " + verdict.sentence());
            } else if (verdict.outcome() == DataVerdict.Outcome.CANNOT_TELL) {
                out.println("    unclear: " + verdict.sentence());
            }
        }
        out.println();
    }

    private static void steps(List<StepReplay> steps, LineIndex lines, PrintWriter out) {
        for (StepReplay replayed : steps) {
            Step step = replayed.step();
            String line = Integer.toString(lines.line(step.range().start()));
            out.print(" ".repeat(Math.max(1, 6 - line.length())) + line + "  " + step.origin());
            if (!(step.condition() instanceof Condition.Always)) {
                out.print(", if " + ConditionWords.of(step.condition()));
            }
            if (replayed.runs().isFalse()) {
                out.print(": does not run here");
            }
            out.println();
            List<Difference> changes = replayed.changes().differences();
            for (Difference change : changes) {
                out.println("          " + change.change());
            }
            if (changes.isEmpty()) {
                other(step.operation(), out);
            }
        }
    }

    private static void other(Operation operation, PrintWriter out) {
        String words = null;
        if (operation instanceof Operation.UpdateRows it) {
            words = "updates rows of " + it.table();
        } else if (operation instanceof Operation.DeleteRows it) {
            words = "deletes rows of " + it.table();
        } else if (operation instanceof Operation.InsertRows it) {
            words = "inserts rows into " + it.table();
        } else if (operation instanceof Operation.Truncate it) {
            words = "empties " + it.tables();
        } else if (operation instanceof Operation.RunCode it) {
            words = it.description() + ": " + it.reason();
        } else if (operation instanceof Operation.Opaque it) {
            words = "not understood: " + it.reason();
        } else if (operation instanceof Operation.RaiseError it) {
            words = "raises: " + it.message();
        } else if (operation instanceof Operation.ExecuteSql it && it.effect() == SqlEffect.UNREAD) {
            words = "SQL that could not be read";
        }
        if (words != null) {
            out.println("          " + words);
        }
    }
}
