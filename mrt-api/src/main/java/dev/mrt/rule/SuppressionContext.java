// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import dev.mrt.config.MrtConfig;
import dev.mrt.migration.Migration;
import dev.mrt.suppression.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule about suppressions sees of one migration once all other findings are known, and where it puts its findings.
 * Not thread-safe.
 */
public final class SuppressionContext {

    private final Migration migration;
    private final Map<Suppression, Set<String>> silenced;
    private final List<RuleInfo> rules;
    private final MrtConfig config;
    private final WarningCollector warnings;

    /**
     * Creates a context; rules are given theirs.
     *
     * @param silenced the suppressions of the migration in the order of the file, each with the codes of what it silenced
     * @param rules all rules, whether they run or not
     */
    public SuppressionContext(
            Migration migration,
            Map<Suppression, Set<String>> silenced,
            List<RuleInfo> rules,
            MrtConfig config,
            WarningCollector warnings) {
        this.migration = migration;
        this.silenced = silenced;
        this.rules = rules;
        this.config = config;
        this.warnings = warnings;
    }

    /** The suppressions in the order of the file. */
    public List<Suppression> suppressions() {
        return List.copyOf(silenced.keySet());
    }

    /** The configuration. */
    public MrtConfig config() {
        return config;
    }

    /** Whether a suppression silenced anything. */
    public boolean silences(Suppression suppression) {
        return !silenced.getOrDefault(suppression, Set.of()).isEmpty();
    }

    /** The names of a suppression that mean no rule, although they are meant for mrt. */
    public List<String> unknownNames(Suppression suppression) {
        return suppression.unknownNames(name -> {
            for (RuleInfo rule : rules) {
                if (rule.answersTo(name)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** The codes of the rules that a suppression names, that run, and of which it silenced nothing, ordered. */
    public List<String> idleCodes(Suppression suppression) {
        List<String> idle = new ArrayList<>();
        for (RuleInfo rule : rules) {
            if (!suppression.names().isEmpty()
                    && suppression.means(rule::answersTo)
                    && config.enables(rule)
                    && !silenced.getOrDefault(suppression, Set.of()).contains(rule.code())) {
                idle.add(rule.code());
            }
        }
        return idle;
    }

    /** Reports a finding about a suppression. */
    public void report(Suppression suppression, String message, @Nullable String fix) {
        warnings.add(migration.id(), suppression.location(), "", message, fix, List.of());
    }
}
