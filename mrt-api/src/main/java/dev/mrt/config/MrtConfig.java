// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import dev.mrt.rule.Category;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Target;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis assumes, looks for and leaves out. Immutable and thread-safe; made with a {@linkplain #builder() builder}
 * or from a {@linkplain ConfigFile file}.
 *
 * <p>Where rules are named, a name may be a code ({@code MRT201}), the beginning of codes ({@code MRT2}), a pattern name
 * ({@code DROP COLUMN}), an alias, or a category ({@code data-loss}); case does not matter.
 */
public final class MrtConfig {

    /** Tables with fewer rows than this are small: a lock on them is short. */
    public static final long SMALL_TABLE_ROWS = 10_000;

    /** Tables with at least this many rows are large: what scans or rewrites them takes long. */
    public static final long LARGE_TABLE_ROWS = 1_000_000;

    private static final MrtConfig DEFAULTS = builder().build();

    private final List<Target> targets;
    private final List<String> select;
    private final List<String> ignore;
    private final Map<String, Severity> severities;
    private final Map<String, String> skip;
    private final List<PathIgnore> pathIgnores;
    private final @Nullable String since;
    private final @Nullable String minRevision;
    private final boolean checkCompat;
    private final Set<String> hotTables;
    private final Map<String, Long> tableRows;
    private final @Nullable Path baseline;
    private final boolean requireReasons;
    private final double minCoverage;
    private final @Nullable LocalDate today;

    private MrtConfig(Builder builder) {
        this.targets = builder.targets.isEmpty() ? List.of(Target.POSTGRESQL) : List.copyOf(builder.targets);
        this.select = List.copyOf(builder.select);
        this.ignore = List.copyOf(builder.ignore);
        this.severities = Map.copyOf(builder.severities);
        this.skip = Map.copyOf(builder.skip);
        this.pathIgnores = List.copyOf(builder.pathIgnores);
        this.since = builder.since;
        this.minRevision = builder.minRevision;
        this.checkCompat = builder.checkCompat;
        this.hotTables = Set.copyOf(builder.hotTables);
        this.tableRows = Map.copyOf(builder.tableRows);
        this.baseline = builder.baseline;
        this.requireReasons = builder.requireReasons;
        this.minCoverage = builder.minCoverage;
        this.today = builder.today;
    }

    /** The configuration that holds where nothing is configured: a current PostgreSQL, every rule that is not opt-in. */
    public static MrtConfig defaults() {
        return DEFAULTS;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this configuration. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.targets.addAll(targets);
        builder.select.addAll(select);
        builder.ignore.addAll(ignore);
        builder.severities.putAll(severities);
        builder.skip.putAll(skip);
        builder.pathIgnores.addAll(pathIgnores);
        builder.since = since;
        builder.minRevision = minRevision;
        builder.checkCompat = checkCompat;
        builder.hotTables.addAll(hotTables);
        builder.tableRows.putAll(tableRows);
        builder.baseline = baseline;
        builder.requireReasons = requireReasons;
        builder.minCoverage = minCoverage;
        builder.today = today;
        return builder;
    }

    /** The databases to assume, at least one; findings of several are merged, the worst severity wins. */
    public List<Target> targets() {
        return targets;
    }

    /** The revisions whose findings are suppressed, with the reason. */
    public Map<String, String> skip() {
        return skip;
    }

    /** A revision or git reference: only what came after it is reported. */
    public Optional<String> since() {
        return Optional.ofNullable(since);
    }

    /** A revision: only it and what came after it is reported. */
    public Optional<String> minRevision() {
        return Optional.ofNullable(minRevision);
    }

    /** Whether the rules about old code on a new schema run. */
    public boolean checkCompat() {
        return checkCompat;
    }

    /** The file with findings that are known and suppressed. */
    public Optional<Path> baseline() {
        return Optional.ofNullable(baseline);
    }

    /** Whether a suppression comment has to say why. */
    public boolean requireReasons() {
        return requireReasons;
    }

    /** The least share of operations that must be understood, in percent; 0 asks for nothing. */
    public double minCoverage() {
        return minCoverage;
    }

    /** The day on which suppressions are judged to be expired: today, unless another day was set. */
    public LocalDate today() {
        return today == null ? LocalDate.now(ZoneId.systemDefault()) : today;
    }

    /** Whether a rule runs. */
    public boolean enables(RuleInfo rule) {
        if (matchesAny(ignore, rule)) {
            return false;
        }
        if (rule.category() == Category.ROLLING_DEPLOY && checkCompat) {
            return true;
        }
        return select.isEmpty() ? !rule.optIn() : matchesAny(select, rule);
    }

    /** The severity configured for a rule; empty where its own holds. */
    public Optional<Severity> severityOf(RuleInfo rule) {
        Severity best = null;
        int length = -1;
        for (Map.Entry<String, Severity> entry : severities.entrySet()) {
            // The most particular name wins: MRT201 before MRT2, a name of the rule before its category.
            int weight = rule.answersTo(entry.getKey())
                    ? Integer.MAX_VALUE
                    : entry.getKey().length();
            if (weight > length && matches(entry.getKey(), rule)) {
                best = entry.getValue();
                length = weight;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether findings of a rule are left out for a file, by its path within what was analysed. */
    public boolean ignoresAt(String path, RuleInfo rule) {
        for (PathIgnore entry : pathIgnores) {
            if (matchesAny(entry.names(), rule) && PathPattern.matches(entry.pattern(), path)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A finding with the severity that the size and traffic of its table asks for: one about a lock on a small table is worth
     * knowing only, one on a large or hot table is a level worse. Other findings are returned as they are, and so are those
     * of a rule whose severity was configured.
     */
    public RiskWarning weighed(RiskWarning warning, RuleInfo rule) {
        if (warning.category() != Category.CONSTRAINTS_AND_LOCKS
                || (hotTables.isEmpty() && tableRows.isEmpty())
                || severityOf(rule).isPresent()) {
            return warning;
        }
        boolean worse = false;
        for (String table : hotTables) {
            worse |= isAbout(warning.subject(), table);
        }
        for (Map.Entry<String, Long> entry : tableRows.entrySet()) {
            if (isAbout(warning.subject(), entry.getKey())) {
                worse |= entry.getValue() >= LARGE_TABLE_ROWS;
                if (!worse && entry.getValue() < SMALL_TABLE_ROWS) {
                    return warning.withSeverity(Severity.INFO);
                }
            }
        }
        if (!worse || warning.severity() == Severity.ERROR) {
            return warning;
        }
        return warning.withSeverity(warning.severity() == Severity.INFO ? Severity.WARNING : Severity.ERROR);
    }

    private static boolean isAbout(String subject, String table) {
        String lower = subject.toLowerCase(Locale.ROOT);
        return isTableOf(lower, table) || isTableOf(lower.substring(lower.indexOf('.') + 1), table);
    }

    private static boolean isTableOf(String subject, String table) {
        return subject.startsWith(table)
                && (subject.length() == table.length() || subject.charAt(table.length()) == '.');
    }

    /**
     * Checks that every name of a rule in this configuration means one of these rules.
     *
     * @throws ConfigurationException where one does not; the message names the closest that does
     */
    public void requireKnownNames(Collection<RuleInfo> rules) {
        for (String name : select) {
            requireKnown(name, "select", rules);
        }
        for (String name : ignore) {
            requireKnown(name, "ignore", rules);
        }
        for (String name : severities.keySet()) {
            requireKnown(name, "severity", rules);
        }
        for (PathIgnore entry : pathIgnores) {
            for (String name : entry.names()) {
                requireKnown(name, "per_path_ignores", rules);
            }
        }
    }

    private static void requireKnown(String name, String option, Collection<RuleInfo> rules) {
        Set<String> known = new LinkedHashSet<>();
        for (RuleInfo rule : rules) {
            if (matches(name, rule)) {
                return;
            }
            known.add(rule.code());
            known.add(rule.pattern());
            known.add(rule.category().id());
        }
        throw new ConfigurationException("`" + option + "` names '" + name + "', which is no rule; did you mean '"
                + Spelling.closest(name, known) + "'? `mrt rule` lists all");
    }

    private static boolean matchesAny(List<String> names, RuleInfo rule) {
        for (String name : names) {
            if (matches(name, rule)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String name, RuleInfo rule) {
        if (rule.answersTo(name) || name.equalsIgnoreCase(rule.category().id())) {
            return true;
        }
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.length() >= 3 && rule.code().startsWith(upper);
    }

    /** Findings of these rules are left out for files that match the pattern. */
    private record PathIgnore(String pattern, List<String> names) {
        PathIgnore {
            names = List.copyOf(names);
        }
    }

    /** Builds a configuration. Not thread-safe. */
    public static final class Builder {

        private final List<Target> targets = new ArrayList<>();
        private final List<String> select = new ArrayList<>();
        private final List<String> ignore = new ArrayList<>();
        private final Map<String, Severity> severities = new LinkedHashMap<>();
        private final Map<String, String> skip = new LinkedHashMap<>();
        private final List<PathIgnore> pathIgnores = new ArrayList<>();
        private final Set<String> hotTables = new LinkedHashSet<>();
        private final Map<String, Long> tableRows = new LinkedHashMap<>();
        private @Nullable String since;
        private @Nullable String minRevision;
        private @Nullable Path baseline;
        private @Nullable LocalDate today;
        private boolean checkCompat;
        private boolean requireReasons;
        private double minCoverage;

        private Builder() {}

        /** Adds a database to assume. */
        public Builder target(Target target) {
            targets.add(Objects.requireNonNull(target, "target"));
            return this;
        }

        /** Assumes these databases and no others. */
        public Builder targets(Collection<Target> values) {
            List<Target> copy = List.copyOf(values);
            targets.clear();
            targets.addAll(copy);
            return this;
        }

        /** Runs only the rules of these names, opt-in rules included. */
        public Builder select(String... names) {
            select.addAll(List.of(names));
            return this;
        }

        /** Runs only the rules of these names, whatever was selected before. */
        public Builder selectOnly(String... names) {
            select.clear();
            return select(names);
        }

        /** Leaves out the rules of these names, even where they are selected. */
        public Builder ignore(String... names) {
            ignore.addAll(List.of(names));
            return this;
        }

        /** Gives the rules of this name another severity. */
        public Builder severity(String name, Severity severity) {
            severities.put(name, Objects.requireNonNull(severity, "severity"));
            return this;
        }

        /**
         * Suppresses the findings of a revision.
         *
         * @throws IllegalArgumentException where the reason is blank: a skip without a reason cannot be reviewed
         */
        public Builder skip(String revision, String reason) {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("Give a reason for skipping revision '" + revision + "'");
            }
            skip.put(revision, reason);
            return this;
        }

        /**
         * Leaves out the findings of some rules for some files.
         *
         * @param pattern a path in which {@code *} stands for anything but {@code /}, {@code **} for anything and {@code ?} for
         *     one character; it may begin at any directory, so {@code legacy/**} also means {@code app/legacy/x.py}
         * @param names the rules
         */
        public Builder ignoreAt(String pattern, String... names) {
            pathIgnores.add(new PathIgnore(pattern, List.of(names)));
            return this;
        }

        /**
         * Reports only what came after a revision or a git reference; the whole history is analysed all the same.
         *
         * @param reference an Alembic revision, Django's {@code app.name}, or anything that git can resolve to a commit; null
         *     for everything
         */
        public Builder since(@Nullable String reference) {
            since = reference;
            return this;
        }

        /**
         * Reports only a revision and what came after it; the whole history is analysed all the same.
         *
         * @param revision an Alembic revision or Django's {@code app.name}; null for everything
         */
        public Builder minRevision(@Nullable String revision) {
            minRevision = revision;
            return this;
        }

        /** Whether the rules about old code on a new schema run. */
        public Builder checkCompat(boolean value) {
            checkCompat = value;
            return this;
        }

        /** Adds tables with much traffic, with or without schema: findings about locks on them are a level worse. */
        public Builder hotTables(String... tables) {
            for (String table : tables) {
                hotTables.add(table.toLowerCase(Locale.ROOT));
            }
            return this;
        }

        /**
         * Says how many rows a table has, with or without schema. Fewer than {@value #SMALL_TABLE_ROWS} make findings about
         * locks on it {@link Severity#INFO}, at least {@value #LARGE_TABLE_ROWS} make them a level worse.
         *
         * @throws IllegalArgumentException where {@code rows} is negative
         */
        public Builder rows(String table, long rows) {
            if (rows < 0) {
                throw new IllegalArgumentException("Table '" + table + "' cannot have " + rows + " rows");
            }
            tableRows.put(table.toLowerCase(Locale.ROOT), rows);
            return this;
        }

        /** The file with findings that are known; null for none. It need not exist yet. */
        public Builder baseline(@Nullable Path file) {
            baseline = file;
            return this;
        }

        /** Whether a suppression comment has to say why. */
        public Builder requireReasons(boolean value) {
            requireReasons = value;
            return this;
        }

        /**
         * The least share of operations that must be understood.
         *
         * @param percent from 0 to 100
         * @throws IllegalArgumentException where it is not
         */
        public Builder minCoverage(double percent) {
            if (!(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException("Coverage is a percentage from 0 to 100, not " + percent);
            }
            minCoverage = percent;
            return this;
        }

        /** The day on which suppressions are judged to be expired; null for the day of the analysis. */
        public Builder today(@Nullable LocalDate day) {
            today = day;
            return this;
        }

        /** The configuration. */
        public MrtConfig build() {
            return new MrtConfig(this);
        }
    }
}
