// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.config.MrtConfig;
import dev.mrt.migration.Migration;
import dev.mrt.report.Baseline;
import dev.mrt.report.Fingerprints;
import dev.mrt.report.Suppressed;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.suppression.Suppression;
import dev.mrt.suppression.SuppressionReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sorts findings into those that are reported and those that somebody silenced. Not thread-safe. */
final class Silencing {

    private final MrtConfig config;
    private final Map<String, RuleInfo> rules = new HashMap<>();
    private final Map<Migration, Map<Suppression, Set<String>>> suppressions = new LinkedHashMap<>();
    private final Map<String, List<Suppression>> byFile = new HashMap<>();
    private final LocalDate today;

    private final List<RiskWarning> left = new ArrayList<>();
    private final List<Suppressed> suppressed = new ArrayList<>();

    Silencing(MrtConfig config, List<RuleInfo> rules, Collection<Migration> migrations) {
        this.config = config;
        this.today = config.today();
        for (RuleInfo rule : rules) {
            this.rules.put(rule.code(), rule);
        }
        for (Migration migration : migrations) {
            List<Suppression> found = SuppressionReader.read(migration);
            if (!found.isEmpty()) {
                Map<Suppression, Set<String>> silenced = new LinkedHashMap<>();
                for (Suppression suppression : found) {
                    silenced.put(suppression, new TreeSet<>());
                }
                suppressions.put(migration, silenced);
                byFile.put(migration.source().path(), found);
            }
        }
    }

    /** Sorts one finding about a suppression, which no suppression silences. */
    void addAboutSuppression(RiskWarning found) {
        add(found, false);
    }

    /** Sorts one finding. */
    void add(RiskWarning found) {
        add(found, true);
    }

    private void add(RiskWarning found, boolean byComments) {
        RuleInfo rule = rules.get(found.code());
        RiskWarning warning = rule == null ? found : config.weighed(found, rule);
        Suppressed silenced = rule == null || !byComments ? null : byComment(warning, rule);
        if (silenced == null && config.skip().containsKey(warning.revision())) {
            silenced = new Suppressed(warning, "skip", config.skip().getOrDefault(warning.revision(), ""));
        }
        if (silenced == null
                && rule != null
                && config.ignoresAt(warning.location().file(), rule)) {
            silenced = new Suppressed(warning, "per_path_ignores", "");
        }
        if (silenced == null) {
            left.add(warning);
        } else {
            suppressed.add(silenced);
        }
    }

    private @Nullable Suppressed byComment(RiskWarning warning, RuleInfo rule) {
        Suppressed result = null;
        for (Suppression suppression : byFile.getOrDefault(warning.location().file(), List.of())) {
            if (suppression.isAt(warning.location())
                    && suppression.means(rule::answersTo)
                    && !suppression.isExpired(today)) {
                for (Map<Suppression, Set<String>> silenced : suppressions.values()) {
                    silenced.computeIfPresent(suppression, (key, codes) -> {
                        codes.add(rule.code());
                        return codes;
                    });
                }
                result = new Suppressed(warning, suppression.text(), suppression.reason());
            }
        }
        return result;
    }

    /** The suppressions of each migration that has some, with the codes of what each silenced so far. */
    Map<Migration, Map<Suppression, Set<String>>> suppressions() {
        return suppressions;
    }

    /** Leaves out findings about files that the report is not about. */
    void retain(Predicate<String> files) {
        left.removeIf(warning -> !files.test(warning.location().file()));
        suppressed.removeIf(
                silenced -> !files.test(silenced.warning().location().file()));
    }

    /** Moves what the baseline knows from the reported to the silenced; the last thing to do. */
    void applyBaseline() {
        Baseline baseline = config.baseline().map(Baseline::read).orElse(null);
        if (baseline == null) {
            return;
        }
        Collections.sort(left);
        List<String> fingerprints = Fingerprints.of(left);
        List<RiskWarning> all = new ArrayList<>(left);
        left.clear();
        for (int i = 0; i < all.size(); i++) {
            if (baseline.contains(fingerprints.get(i))) {
                suppressed.add(new Suppressed(all.get(i), Baseline.NAME, ""));
            } else {
                left.add(all.get(i));
            }
        }
    }

    /** The findings to report. */
    List<RiskWarning> left() {
        return left;
    }

    /** The findings that were silenced. */
    List<Suppressed> suppressed() {
        return suppressed;
    }
}
