// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.migration.MigrationHistory;
import dev.mrt.replay.Conflict;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.replay.Remainder;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.report.RevisionSummary;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import dev.mrt.source.LineIndex;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a migration does, as text for people: its steps, what is left after the rollback, locks, and what was not understood. */
final class Explanation {

    static final String INDENT = "    ";

    private final MigrationHistory history;
    private final MigrationReplay replay;
    private final RoundTrip trip;
    private final LineIndex lines;
    private final PrintWriter out;
    private final WrappedText text;

    Explanation(MigrationHistory history, MigrationReplay replay, PrintWriter out, int width) {
        this.history = history;
        this.replay = replay;
        this.trip = replay.roundTrip();
        this.lines = LineIndex.of(replay.migration().source().text());
        this.out = out;
        this.text = new WrappedText(out, width);
    }

    void print() {
        String message = replay.migration().message();
        text.print("", replay.migration().id() + (message.isEmpty() ? "" : "  " + message));
        out.println(replay.migration().source().path());
        out.println();
        out.println("  Upgrade");
        steps(trip.upgrade());
        out.println("  Downgrade");
        if (trip.downgradeState() == RoundTrip.DowngradeState.MISSING) {
            text.print(INDENT, "There is none.");
        } else {
            steps(trip.downgrade());
        }
        out.println("  After upgrade and downgrade");
        roundTrip();
        if (replay.target().dialect() == Dialect.POSTGRESQL) {
            out.println("  Locks on tables that were there before, each to the end of its transaction");
            boolean any = locks("upgrade", replay.upgrade());
            any |= locks("downgrade", replay.downgrade());
            if (!any) {
                text.print(INDENT, "None that is known.");
            }
        }
        out.println("  Not understood");
        boolean upgradeUnderstood = doubts("upgrade, ", trip.upgrade());
        boolean downgradeUnderstood = doubts("downgrade, ", trip.downgrade());
        if (upgradeUnderstood && downgradeUnderstood) {
            text.print(INDENT, "Nothing: every step was understood.");
        }
        out.println();
    }

    private void steps(List<StepReplay> steps) {
        if (steps.isEmpty()) {
            text.print(INDENT, "Does nothing.");
        }
        Set<String> printed = new HashSet<>();
        for (StepReplay step : steps) {
            // What Django itself does on other databases only is none of the author's business.
            boolean elsewhere = step.runs().isFalse() && step.step().origin().startsWith("migrations.");
            String sentence = "Line " + line(step) + ": " + StepSentence.of(step);
            if (!elsewhere && printed.add(sentence)) {
                text.print(INDENT, sentence);
            }
        }
    }

    private void roundTrip() {
        RevisionSummary summary = RevisionSummary.of(history, replay);
        text.print(INDENT, "The rollback " + summary.rollback().words() + ".");
        for (Remainder remainder : trip.remainders()) {
            if (remainder.difference().weight() == Difference.Weight.SCHEMA) {
                String doubt = remainder.certain() ? "" : " (not certain: " + remainder.reason() + ")";
                text.print(INDENT + "left: ", remainder.difference().sentence() + doubt);
            }
        }
        for (Conflict conflict : trip.conflicts()) {
            String can = conflict.kind().dependsOnRows() ? " can fail: " : " fails: ";
            text.print(INDENT + phase(conflict.phase()) + can, conflict.sentence());
        }
        for (DataVerdict verdict : trip.data()) {
            if (verdict.outcome() == DataVerdict.Outcome.LOST) {
                text.print(INDENT + "lost: ", verdict.sentence());
            } else if (verdict.outcome() == DataVerdict.Outcome.CANNOT_TELL) {
                text.print(INDENT + "unclear: ", verdict.sentence());
            }
        }
    }

    private static String phase(Conflict.Phase phase) {
        return switch (phase) {
            case UPGRADE -> "upgrade";
            case DOWNGRADE -> "downgrade";
            case SECOND_UPGRADE -> "second upgrade";
        };
    }

    /** The strongest lock on each table; a table that the upgrade creates nobody waits for. */
    private boolean locks(String phase, List<StepReplay> steps) {
        Map<QualifiedName, PostgresqlLock> strongest = new LinkedHashMap<>();
        Map<QualifiedName, Integer> places = new LinkedHashMap<>();
        for (StepReplay step : steps) {
            if (step.runs().isFalse()) {
                continue;
            }
            PostgresqlLock.of(step.step().operation()).forEach((table, lock) -> {
                PostgresqlLock known = strongest.get(table);
                boolean created = phase.equals("upgrade") && replay.creates(table);
                if (!created && (known == null || lock.compareTo(known) > 0)) {
                    strongest.put(table, lock);
                    places.put(table, line(step));
                }
            });
        }
        Map<PostgresqlLock, List<String>> tables = new EnumMap<>(PostgresqlLock.class);
        strongest.forEach((table, lock) -> tables.computeIfAbsent(lock, none -> new ArrayList<>())
                .add("`" + table + "` from line " + places.get(table)));
        tables.forEach((lock, held) ->
                text.print(INDENT, phase + ": " + lock.sql() + " (" + lock.effect() + "): " + String.join(", ", held)));
        return !strongest.isEmpty();
    }

    private boolean doubts(String phase, List<StepReplay> steps) {
        boolean understood = true;
        for (StepReplay step : steps) {
            String doubt = StepSentence.doubt(step);
            if (doubt != null) {
                text.print(INDENT, phase + "line " + line(step) + ": " + doubt);
                understood = false;
            }
        }
        return understood;
    }

    private int line(StepReplay step) {
        return lines.line(step.step().range().start());
    }
}
