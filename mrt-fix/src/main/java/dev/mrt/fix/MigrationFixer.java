// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.AnalyzedHistory;
import dev.mrt.MrtException;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Memory;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.MigrationParser;
import dev.mrt.migration.MigrationProject;
import dev.mrt.migration.Workers;
import dev.mrt.python.SyntaxTreeParser;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.replay.RoundTrip;
import dev.mrt.schema.Target;
import dev.mrt.source.MigrationSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/**
 * Writes the way back that migrations lack.
 *
 * <pre>{@code
 * Histories read = Mrt.builder().build().read(List.of(path));
 * MigrationFixer fixer = MigrationFixer.create(List.of(Target.POSTGRESQL));
 * for (AnalyzedHistory history : read.histories()) {
 *     for (Fix fix : fixer.fix(history, file -> true)) {
 *         System.out.print(fix.diff());
 *     }
 * }
 * }</pre>
 *
 * <p>The reverse is planned for the first target from what each step of the upgrade changed. What is written is analysed
 * again within its history, for every target: only an edit that is proven to restore the schema, and to leave the upgrade as
 * it is, becomes a {@link Fix.Outcome#FIXED fix}. Values that are gone are never made up.
 *
 * <p>Thread-safe.
 */
public final class MigrationFixer {

    private final List<Target> targets;
    private final List<MigrationParser> parsers;
    private final SyntaxTreeParser python;

    private MigrationFixer(List<Target> targets, List<MigrationParser> parsers, SyntaxTreeParser python) {
        this.targets = List.copyOf(targets);
        this.parsers = List.copyOf(parsers);
        this.python = python;
    }

    /**
     * A fixer that takes its parsers from the class loader of this library.
     *
     * @param targets the databases on which the way back must restore the schema, at least one
     * @throws MrtException where there is no parser on the class path
     */
    public static MigrationFixer create(List<Target> targets) {
        ClassLoader loader = MigrationFixer.class.getClassLoader();
        List<MigrationParser> parsers = new ArrayList<>();
        ServiceLoader.load(MigrationParser.class, loader).forEach(parsers::add);
        SyntaxTreeParser python = ServiceLoader.load(SyntaxTreeParser.class, loader)
                .findFirst()
                .orElseThrow(() -> new MrtException(
                        "No parser of migrations on the class path. Add the artifact dev.mrt:mrt-python-parser."));
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("Name at least one target");
        }
        return new MigrationFixer(targets, parsers, python);
    }

    /**
     * Tries to fix migrations of a history.
     *
     * @param files which files, by the path of their source; the others are read only
     * @return one for each migration of these files, in the order of the history
     */
    public List<Fix> fix(AnalyzedHistory history, Predicate<String> files) {
        List<HistoryReplay> replays = replays(history.history());
        List<Attempt> attempts = new ArrayList<>();
        for (MigrationReplay replay : replays.get(0).migrations()) {
            if (files.test(replay.migration().source().path())) {
                attempts.add(attempt(replay, replays));
            }
        }
        while (attempts.stream().anyMatch(Attempt::isPending)) {
            prove(history.project(), attempts);
        }
        return attempts.stream().map(Attempt::result).toList();
    }

    private List<HistoryReplay> replays(MigrationHistory history) {
        List<HistoryReplay> replays = new ArrayList<>();
        for (Target target : targets) {
            replays.add(HistoryReplay.of(history, target));
        }
        return replays;
    }

    private Attempt attempt(MigrationReplay replay, List<HistoryReplay> all) {
        List<RoundTrip> trips = trips(replay.migration(), all);
        Attempt attempt = new Attempt(replay.migration(), trips);
        boolean django = replay.migration().framework() == Framework.DJANGO;
        boolean needed =
                django ? DjangoDrafts.areNeeded(replay) : trips.stream().anyMatch(Judgement::needsFix);
        if (!needed) {
            attempt.end(Fix.Outcome.NOTHING_TO_DO, "");
        } else if (!all.get(0).databases().isEmpty()) {
            attempt.end(Fix.Outcome.NOT_POSSIBLE, "its environment has several databases");
        } else {
            var source = python.parse(replay.migration().source().text());
            attempt.drafts(django ? DjangoDrafts.of(replay, source) : AlembicDrafts.of(replay, source));
        }
        return attempt;
    }

    private static List<RoundTrip> trips(Migration migration, List<HistoryReplay> replays) {
        List<RoundTrip> trips = new ArrayList<>();
        for (HistoryReplay replay : replays) {
            replay.migration(migration.id()).map(MigrationReplay::roundTrip).ifPresent(trips::add);
        }
        return trips;
    }

    /** Analyses the history again with the next draft of each attempt: a way back changes no other migration. */
    private void prove(MigrationProject project, List<Attempt> attempts) {
        Map<String, String> edited = new HashMap<>();
        for (Attempt attempt : attempts) {
            attempt.text()
                    .ifPresent(text -> edited.put(attempt.migration.source().path(), text));
        }
        List<MigrationSource> sources = new ArrayList<>();
        for (MigrationSource source : project.sources()) {
            String text = edited.get(source.path());
            sources.add(text == null ? source : new MigrationSource(source.path(), text));
        }
        MigrationProject changed = new MigrationProject(project.framework(), project.root(), sources, project.lookup());
        MigrationParser.Parsed parsed = parser(project.framework()).parse(changed, Workers.sequential(), Memory.none());
        List<HistoryReplay> replays = replays(MigrationHistory.of(parsed.migrations()));
        for (Attempt attempt : attempts) {
            if (attempt.isPending()) {
                attempt.judge(trips(attempt.migration, replays));
            }
        }
    }

    private MigrationParser parser(Framework framework) {
        for (MigrationParser parser : parsers) {
            if (parser.framework() == framework) {
                return parser;
            }
        }
        throw new MrtException("There is no parser of " + framework.words() + " on the class path");
    }

    /** The drafts of one migration that are tried one after the other. */
    private static final class Attempt {
        private final Migration migration;
        private final List<RoundTrip> trips;
        private final List<Draft> drafts = new ArrayList<>();
        private Fix.Outcome outcome = Fix.Outcome.NOT_POSSIBLE;
        private String reason = "";
        private List<SourceEdit> edits = List.of();

        Attempt(Migration migration, List<RoundTrip> trips) {
            this.migration = migration;
            this.trips = trips;
        }

        void drafts(List<Draft> all) {
            for (Draft draft : all) {
                if (draft.obstacle().isEmpty()) {
                    drafts.add(draft);
                } else if (reason.isEmpty()) {
                    reason = draft.obstacle();
                }
            }
        }

        boolean isPending() {
            return !drafts.isEmpty();
        }

        void end(Fix.Outcome end, String why) {
            outcome = end;
            reason = why;
            drafts.clear();
        }

        Optional<String> text() {
            return isPending()
                    ? Optional.of(SourceEdit.apply(
                            migration.source().text(), drafts.get(0).edits()))
                    : Optional.empty();
        }

        void judge(List<RoundTrip> fixed) {
            Draft draft = drafts.remove(0);
            String why = fixed.size() == trips.size() ? "" : "the edited file could not be read";
            for (int i = 0; i < fixed.size() && why.isEmpty(); i++) {
                why = (draft.refuses()
                                ? Judgement.whyUpgradeDiffers(trips.get(i), fixed.get(i))
                                : Judgement.whyNotProven(trips.get(i), fixed.get(i)))
                        .orElse("");
            }
            if (why.isEmpty()) {
                edits = draft.edits();
                end(draft.refuses() ? Fix.Outcome.REFUSES_WITH_REASON : Fix.Outcome.FIXED, "");
            } else if (reason.isEmpty() || drafts.isEmpty()) {
                reason = why;
            }
        }

        Fix result() {
            List<String> lost = trips.isEmpty() ? List.of() : Judgement.lost(Objects.requireNonNull(trips.get(0)));
            return new Fix(migration.id(), migration.source(), outcome, edits, lost, reason);
        }
    }
}
