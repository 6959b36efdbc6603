// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.config.MrtConfig;
import dev.mrt.migration.Memory;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.Workers;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.SyntaxTreeParser;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.report.Coverage;
import dev.mrt.report.HistorySummary;
import dev.mrt.report.Report;
import dev.mrt.report.RevisionSummary;
import dev.mrt.rule.HistoryContext;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.SuppressionContext;
import dev.mrt.rule.WarningCollector;
import dev.mrt.schema.Target;
import dev.mrt.source.Problem;
import dev.mrt.suppression.Suppression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the rules over histories. */
final class Analysis {

    private static final Logger LOG = LoggerFactory.getLogger(Analysis.class);

    private final MrtConfig config;
    private final List<RiskRule> rules = new ArrayList<>();
    private final List<RuleInfo> known = new ArrayList<>();
    private final SyntaxTreeParser python;
    private final Workers workers;
    private final boolean showRevisions;
    private final Memory memory;
    private final Replays replays;

    Analysis(
            MrtConfig config,
            List<RiskRule> all,
            SyntaxTreeParser python,
            Workers workers,
            boolean showRevisions,
            Memory memory,
            Replays replays) {
        this.memory = memory;
        this.replays = replays;
        this.python = python;
        this.config = config;
        this.workers = workers;
        this.showRevisions = showRevisions;
        for (RiskRule rule : all) {
            known.add(rule.info());
            if (config.enables(rule.info())) {
                rules.add(rule);
            }
        }
    }

    /** What one unit of work found. */
    private record Found(List<RiskWarning> warnings, List<Problem> problems) {
        Found() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    Report run(Histories read, List<Path> paths) {
        List<RiskWarning> warnings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(read.problems());
        List<HistorySummary> summaries = new ArrayList<>();
        List<Migration> migrations = new ArrayList<>();
        for (AnalyzedHistory analyzed : read.histories()) {
            MigrationHistory history = analyzed.history();
            migrations.addAll(history.order());
            Found found = checkHistory(analyzed);
            List<RevisionSummary> revisions = List.of();
            for (Target target : config.targets()) {
                HistoryReplay replay = replays.replay(analyzed, target);
                if (showRevisions && revisions.isEmpty()) {
                    revisions = workers.map(replay.migrations(), each -> RevisionSummary.of(history, each));
                }
                for (Found one : workers.map(replay.migrations(), each -> memory.recall(each, this::check))) {
                    found.warnings().addAll(one.warnings());
                    found.problems().addAll(one.problems());
                }
            }
            warnings.addAll(found.warnings());
            problems.addAll(found.problems());
            summaries.add(new HistorySummary(
                    analyzed.project().framework(),
                    analyzed.project().root(),
                    history.order().size(),
                    history.heads().stream().map(Migration::id).toList(),
                    revisions));
        }
        Optional<Set<String>> newPart = NewPart.of(config, read, paths);
        Silencing silencing = new Silencing(config, known, migrations);
        for (RiskWarning warning : worstOfTargets(warnings)) {
            silencing.add(warning);
        }
        silencing.suppressions().forEach((migration, silenced) -> {
            for (RiskWarning warning : checkSuppressions(migration, silenced, problems)) {
                silencing.addAboutSuppression(warning);
            }
        });
        Set<String> focus = read.focus();
        silencing.retain(file -> (focus.isEmpty() || focus.contains(file))
                && newPart.map(files -> files.contains(file)).orElse(true));
        silencing.applyBaseline();
        return new Report(
                silencing.left(),
                silencing.suppressed(),
                problems,
                Coverage.of(migrations),
                summaries,
                read.leftOut(),
                infos());
    }

    private List<RiskWarning> checkSuppressions(
            Migration migration, Map<Suppression, Set<String>> silenced, List<Problem> problems) {
        List<RiskWarning> warnings = new ArrayList<>();
        for (RiskRule rule : rules) {
            WarningCollector collector = collector(rule);
            try {
                rule.checkSuppressions(new SuppressionContext(migration, silenced, known, config, collector));
            } catch (RuntimeException | StackOverflowError e) {
                problems.add(
                        crash(migration.source().path(), "Rule " + rule.info().code(), e));
            }
            warnings.addAll(collector.warnings());
        }
        return warnings;
    }

    private List<RuleInfo> infos() {
        return rules.stream().map(RiskRule::info).toList();
    }

    private Found checkHistory(AnalyzedHistory analyzed) {
        Found found = new Found();
        for (RiskRule rule : rules) {
            WarningCollector collector = collector(rule);
            try {
                rule.checkHistory(new HistoryContext(
                        analyzed.project().framework(),
                        analyzed.project().root(),
                        analyzed.history(),
                        analyzed.problems(),
                        config,
                        collector));
            } catch (RuntimeException | StackOverflowError e) {
                found.problems()
                        .add(crash(
                                analyzed.project().root(), "Rule " + rule.info().code(), e));
            }
            found.warnings().addAll(collector.warnings());
        }
        return found;
    }

    private Found check(MigrationReplay replay) {
        Found found = new Found();
        Supplier<ParsedSource> syntax = remembered(replay.migration().source().text());
        for (RiskRule rule : rules) {
            WarningCollector collector = collector(rule);
            try {
                rule.check(new MigrationContext(replay, config, syntax, collector));
            } catch (RuntimeException | StackOverflowError e) {
                String file = replay.migration().source().path();
                found.problems().add(crash(file, "Rule " + rule.info().code(), e));
            }
            found.warnings().addAll(collector.warnings());
        }
        return found;
    }

    /** Parses a text when it is first asked for; used by one thread. */
    private Supplier<ParsedSource> remembered(String text) {
        return new Supplier<>() {
            private @Nullable ParsedSource parsed;

            @Override
            public ParsedSource get() {
                if (parsed == null) {
                    parsed = python.parse(text);
                }
                return parsed;
            }
        };
    }

    private WarningCollector collector(RiskRule rule) {
        return new WarningCollector(rule.info(), config.severityOf(rule.info()).orElse(null));
    }

    /** One finding of each cause, however many targets have it: the worst, and of these the first. */
    private static List<RiskWarning> worstOfTargets(List<RiskWarning> warnings) {
        Map<List<Object>, RiskWarning> byCause = new LinkedHashMap<>();
        for (RiskWarning warning : warnings) {
            List<Object> cause = List.of(warning.revision(), warning.location(), warning.code(), warning.subject());
            byCause.merge(
                    cause, warning, (known, other) -> other.severity().compareTo(known.severity()) < 0 ? other : known);
        }
        return List.copyOf(byCause.values());
    }

    static Problem crash(String file, String what, Throwable failure) {
        LOG.warn("{} failed on {}", what, file, failure);
        return new Problem(
                Problem.Kind.CRASH,
                file,
                0,
                what + " failed with " + failure + ". This is a defect in it: please report it with the file.");
    }
}
