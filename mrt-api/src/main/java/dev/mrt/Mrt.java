// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.AnalysisListener.Pass;
import dev.mrt.config.ConfigurationException;
import dev.mrt.config.MrtConfig;
import dev.mrt.discovery.Discovered;
import dev.mrt.discovery.ProjectDiscovery;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Memory;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.MigrationParser;
import dev.mrt.migration.MigrationProject;
import dev.mrt.migration.Workers;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.report.Report;
import dev.mrt.rule.RiskRule;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The facade: tells whether migrations can be rolled back without losing schema or data, by reading them.
 *
 * <pre>{@code
 * Report report = Mrt.analyze(Path.of("migrations"));
 * for (RiskWarning warning : report.warnings()) {
 *     System.out.println(warning.location() + " " + warning.code() + " " + warning.message());
 * }
 * }</pre>
 *
 * <p>Parsers and rules are found by {@link java.util.ServiceLoader}: the artifacts {@code mrt-python-parser} and
 * {@code mrt-rules} bring them. A {@linkplain #builder() builder} takes a configuration, rules of one's own, a class loader
 * and the number of threads.
 *
 * <p>Thread-safe and reusable once built. Bad input never throws: it becomes a {@link Problem} of the report.
 */
public final class Mrt {

    private final MrtConfig config;
    private final List<MigrationParser> parsers;
    private final ClassLoader classLoader;
    private final List<RiskRule> givenRules;
    private final int jobs;
    private final boolean showRevisions;
    private final @Nullable AnalysisListener listener;

    /** Found when they are first needed: reading alone does without them. */
    private volatile @Nullable List<RiskRule> rules;

    private Mrt(Builder builder) {
        this.config = builder.config;
        this.parsers = Providers.parsers(builder.classLoader, builder.parsers);
        this.classLoader = builder.classLoader;
        this.givenRules = List.copyOf(builder.rules);
        this.jobs = builder.jobs;
        this.showRevisions = builder.showRevisions;
        this.listener = builder.listener;
    }

    /**
     * Analyses what is at and below paths with the default configuration.
     *
     * @throws MrtException where no parser or no rules are on the class path
     */
    public static Report analyze(Path... paths) {
        return builder().build().analyze(List.of(paths));
    }

    /** A builder that starts from the defaults: providers of the context class loader, one thread for each core. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Analyses what is at and below paths.
     *
     * @throws MrtException where no rules are found, where a rule cannot be loaded, or where two rules share a code
     * @throws ConfigurationException where the configuration names a rule that there is not
     */
    public Report analyze(Collection<Path> paths) {
        List<Path> all = List.copyOf(paths);
        return withWorkers(workers -> analysis(workers).run(read(all, workers), all));
    }

    /**
     * Analyses texts; those that are not migrations serve as helper modules.
     *
     * @throws MrtException where no rules are found, where a rule cannot be loaded, or where two rules share a code
     * @throws ConfigurationException where the configuration names a rule that there is not
     */
    public Report analyzeSources(List<MigrationSource> sources) {
        return withWorkers(workers -> analysis(workers).run(readSources(sources, workers), List.of()));
    }

    /** Reads the histories at and below paths without judging them. */
    public Histories read(Collection<Path> paths) {
        return withWorkers(workers -> read(paths, workers));
    }

    /** Reads the histories among texts without judging them. */
    public Histories readSources(List<MigrationSource> sources) {
        return withWorkers(workers -> readSources(sources, workers));
    }

    /**
     * The rules that were found or given, ordered by code, whether they are enabled or not.
     *
     * @throws MrtException where no rules are found, where a rule cannot be loaded, or where two rules share a code
     * @throws ConfigurationException where the configuration names a rule that there is not
     */
    public List<RiskRule> rules() {
        List<RiskRule> known = rules;
        if (known == null) {
            known = Providers.rules(classLoader, givenRules);
            config.requireKnownNames(known.stream().map(RiskRule::info).toList());
            rules = known;
        }
        return known;
    }

    /**
     * Opens a session over what is at and below paths: it keeps what it read, for an editor that changes one text after the
     * other.
     *
     * @throws MrtException where no rules are found, where a rule cannot be loaded, or where two rules share a code
     * @throws ConfigurationException where the configuration names a rule that there is not
     */
    public MrtSession session(Collection<Path> paths) {
        List<Path> all = List.copyOf(paths);
        return new MrtSession(
                this, all, changes -> withWorkers(workers -> discovery().discover(all, changes, workers)));
    }

    /**
     * Opens a session over texts; those that are not migrations serve as helper modules.
     *
     * @throws MrtException where no rules are found, where a rule cannot be loaded, or where two rules share a code
     * @throws ConfigurationException where the configuration names a rule that there is not
     */
    public MrtSession sessionOfSources(List<MigrationSource> sources) {
        Map<String, MigrationSource> all = new LinkedHashMap<>();
        sources.forEach(source -> all.put(source.path(), source));
        return new MrtSession(this, List.of(), changes -> {
            Map<String, MigrationSource> current = new LinkedHashMap<>(all);
            changes.forEach((path, change) ->
                    change.ifPresentOrElse(source -> current.put(path, source), () -> current.remove(path)));
            return discovery().discover(List.copyOf(current.values()));
        });
    }

    /** Analyses what was discovered, with what a generation of a session knows. */
    Report analyze(Discovered discovered, List<Path> paths, Generation generation) {
        return withWorkers(workers ->
                analysis(workers, generation, generation).run(parse(discovered, workers, generation), paths));
    }

    private Analysis analysis(Workers workers) {
        return analysis(workers, Memory.none(), (analyzed, target) -> HistoryReplay.of(analyzed.history(), target));
    }

    private Analysis analysis(Workers workers, Memory memory, Replays replays) {
        return new Analysis(
                config,
                rules(),
                Providers.python(classLoader),
                counted(workers, Pass.CHECKING),
                showRevisions,
                memory,
                replays);
    }

    private ProjectDiscovery discovery() {
        return new ProjectDiscovery(parsers);
    }

    private Histories read(Collection<Path> paths, Workers workers) {
        Discovered discovered = discovery().discover(List.copyOf(paths), Map.of(), counted(workers, Pass.READING));
        return parse(discovered, workers, Memory.none());
    }

    private Histories readSources(List<MigrationSource> sources, Workers workers) {
        return parse(discovery().discover(sources), workers, Memory.none());
    }

    private Histories parse(Discovered discovered, Workers workers, Memory memory) {
        List<Problem> problems = new ArrayList<>(discovered.problems());
        List<AnalyzedHistory> histories = new ArrayList<>();
        for (MigrationProject project : discovered.projects()) {
            try {
                MigrationParser.Parsed parsed =
                        parser(project.framework()).parse(project, counted(workers, Pass.PARSING), memory);
                problems.addAll(parsed.problems());
                histories.add(
                        new AnalyzedHistory(project, MigrationHistory.of(parsed.migrations()), parsed.problems()));
            } catch (RuntimeException | StackOverflowError e) {
                problems.add(Analysis.crash(
                        project.root(), "The parser of " + project.framework().words(), e));
            }
        }
        return new Histories(histories, discovered.focus(), problems, discovered.leftOut());
    }

    MigrationParser parser(Framework framework) {
        for (MigrationParser parser : parsers) {
            if (parser.framework() == framework) {
                return parser;
            }
        }
        throw new IllegalStateException("No parser for " + framework);
    }

    private Workers counted(Workers workers, Pass pass) {
        return listener == null ? workers : new CountedWorkers(workers, pass, listener);
    }

    private <R> R withWorkers(Function<Workers, R> work) {
        if (jobs == 1) {
            return work.apply(Workers.sequential());
        }
        try (ThreadWorkers workers = new ThreadWorkers(jobs)) {
            return work.apply(workers);
        }
    }

    /** Builds an {@link Mrt}. Not thread-safe. */
    public static final class Builder {

        private MrtConfig config = MrtConfig.defaults();
        private final List<RiskRule> rules = new ArrayList<>();
        private final List<MigrationParser> parsers = new ArrayList<>();
        private ClassLoader classLoader = Mrt.class.getClassLoader();
        private int jobs = Runtime.getRuntime().availableProcessors();
        private boolean showRevisions;
        private @Nullable AnalysisListener listener;

        private Builder() {}

        /** Sets the configuration. */
        public Builder config(MrtConfig value) {
            config = Objects.requireNonNull(value, "config");
            return this;
        }

        /** Adds a rule beside those that are found. */
        public Builder rule(RiskRule rule) {
            rules.add(Objects.requireNonNull(rule, "rule"));
            return this;
        }

        /** Adds a parser; it takes the place of one that is found for the same framework. */
        public Builder parser(MigrationParser parser) {
            parsers.add(Objects.requireNonNull(parser, "parser"));
            return this;
        }

        /** Sets where providers are looked for; by default the class loader of this library. */
        public Builder classLoader(ClassLoader value) {
            classLoader = Objects.requireNonNull(value, "classLoader");
            return this;
        }

        /**
         * Sets the number of threads; the report is the same for any.
         *
         * @throws IllegalArgumentException where it is less than 1
         */
        public Builder jobs(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("The number of threads must be at least 1, was " + value);
            }
            jobs = value;
            return this;
        }

        /**
         * Whether reports hold every revision with what is known about its rollback, not only those with findings; see {@link
         * dev.mrt.report.HistorySummary#revisions}. Off by default, since it costs time and keeps the sources.
         */
        public Builder showRevisions(boolean value) {
            showRevisions = value;
            return this;
        }

        /** Sets who hears how far an analysis is; by default nobody does. */
        public Builder listener(AnalysisListener value) {
            listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        /**
         * Finds the parsers.
         *
         * @throws MrtException where no parser is found or one cannot be loaded
         */
        public Mrt build() {
            return new Mrt(this);
        }
    }
}
