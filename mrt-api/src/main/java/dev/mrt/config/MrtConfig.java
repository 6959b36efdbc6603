// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an analysis assumes and looks for. Immutable and thread-safe; made with a {@linkplain #builder() builder}.
 *
 * <p>Where rules are named, a name may be a code ({@code MRT201}), the beginning of codes ({@code MRT2}), a pattern name
 * ({@code DROP COLUMN}), an alias, or a category ({@code data-loss}); case does not matter.
 */
public final class MrtConfig {

    private static final MrtConfig DEFAULTS = builder().build();

    private final List<Target> targets;
    private final List<String> select;
    private final List<String> ignore;
    private final Map<String, Severity> severities;
    private final Map<String, String> skip;
    private final boolean checkCompat;

    private MrtConfig(Builder builder) {
        this.targets = builder.targets.isEmpty() ? List.of(Target.POSTGRESQL) : List.copyOf(builder.targets);
        this.select = List.copyOf(builder.select);
        this.ignore = List.copyOf(builder.ignore);
        this.severities = Map.copyOf(builder.severities);
        this.skip = Map.copyOf(builder.skip);
        this.checkCompat = builder.checkCompat;
    }

    /** The configuration that holds where nothing is configured: a current PostgreSQL, every rule that is not opt-in. */
    public static MrtConfig defaults() {
        return DEFAULTS;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The databases to assume, at least one; findings of several are merged, the worst severity wins. */
    public List<Target> targets() {
        return targets;
    }

    /** The revisions whose findings are suppressed, with the reason. */
    public Map<String, String> skip() {
        return skip;
    }

    /** Whether the rules about old code on a new schema run. */
    public boolean checkCompat() {
        return checkCompat;
    }

    /** Whether a rule runs. */
    public boolean enables(RuleInfo rule) {
        for (String name : ignore) {
            if (matches(name, rule)) {
                return false;
            }
        }
        if (select.isEmpty()) {
            return !rule.optIn();
        }
        for (String name : select) {
            if (matches(name, rule)) {
                return true;
            }
        }
        return false;
    }

    /** The severity configured for a rule; empty where its own holds. */
    public Optional<Severity> severityOf(RuleInfo rule) {
        Severity best = null;
        int length = -1;
        for (Map.Entry<String, Severity> entry : severities.entrySet()) {
            // The most particular name wins: MRT201 before MRT2.
            if (matches(entry.getKey(), rule) && entry.getKey().length() > length) {
                best = entry.getValue();
                length = entry.getKey().length();
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean matches(String name, RuleInfo rule) {
        if (rule.answersTo(name) || name.equalsIgnoreCase(rule.category().id())) {
            return true;
        }
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.length() >= 4 && rule.code().startsWith(upper);
    }

    /** Builds a configuration. Not thread-safe. */
    public static final class Builder {

        private final List<Target> targets = new ArrayList<>();
        private final List<String> select = new ArrayList<>();
        private final List<String> ignore = new ArrayList<>();
        private final Map<String, Severity> severities = new LinkedHashMap<>();
        private final Map<String, String> skip = new LinkedHashMap<>();
        private boolean checkCompat;

        private Builder() {}

        /** Adds a database to assume. */
        public Builder target(Target target) {
            targets.add(Objects.requireNonNull(target, "target"));
            return this;
        }

        /** Runs only the rules of these names, opt-in rules included. */
        public Builder select(String... names) {
            select.addAll(List.of(names));
            return this;
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

        /** Whether the rules about old code on a new schema run. */
        public Builder checkCompat(boolean value) {
            checkCompat = value;
            return this;
        }

        /** The configuration. */
        public MrtConfig build() {
            return new MrtConfig(this);
        }
    }
}
