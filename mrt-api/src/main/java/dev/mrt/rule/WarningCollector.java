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
    private final Severity severity;
    private final List<RiskWarning> warnings = new ArrayList<>();

    /** Creates an empty collector. */
    public WarningCollector(RuleInfo rule, Severity severity) {
        this.rule = rule;
        this.severity = severity;
    }

    /** Adds a finding with the rule's severity. */
    public void add(
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
                severity,
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
