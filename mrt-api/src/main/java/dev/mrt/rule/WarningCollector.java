// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import dev.mrt.source.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the findings of one rule under the rule's code and the severity that holds for it. Not thread-safe. */
public final class WarningCollector {

    private final RuleInfo rule;
    private final @Nullable Severity configured;
    private final List<RiskWarning> warnings = new ArrayList<>();

    /**
     * Creates an empty collector.
     *
     * @param configured the severity that the configuration gives to the rule, or null where the rule's own holds
     */
    public WarningCollector(RuleInfo rule, @Nullable Severity configured) {
        this.rule = rule;
        this.configured = configured;
    }

    /** Adds a finding with the rule's own severity. */
    public void add(
            String revision,
            Location location,
            String subject,
            String message,
            @Nullable String fix,
            List<RiskWarning.Related> related) {
        add(rule.severity(), revision, location, subject, message, fix, related);
    }

    /** Adds a finding that is as bad as said; a severity that is configured for the rule goes before. */
    public void add(
            Severity severity,
            String revision,
            Location location,
            String subject,
            String message,
            @Nullable String fix,
            List<RiskWarning.Related> related) {
        warnings.add(new RiskWarning(
                revision,
                location,
                rule.code(),
                rule.pattern(),
                rule.category(),
                configured == null ? severity : configured,
                subject,
                message,
                fix,
                related));
    }

    /** The findings so far, in the order of their adding. */
    public List<RiskWarning> warnings() {
        return Collections.unmodifiableList(warnings);
    }
}
