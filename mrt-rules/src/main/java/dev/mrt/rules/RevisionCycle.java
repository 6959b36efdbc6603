// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.HistoryProblem;
import dev.mrt.rule.HistoryContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** Revisions that build on each other in a circle. */
@AutoService(RiskRule.class)
public final class RevisionCycle extends BuiltInRule {

    public RevisionCycle() {
        super("MRT904", "CYCLE", Severity.ERROR, "Revisions build on each other in a circle");
    }

    @Override
    public void checkHistory(HistoryContext context) {
        for (HistoryProblem problem : context.history().problems()) {
            if (problem instanceof HistoryProblem.Cycle cycle) {
                context.report(
                        cycle.migrations().get(0),
                        "",
                        capitalized(cycle.sentence()) + ". None of them can run.",
                        "Let the one that came first build on the last one outside of the circle.");
            }
        }
    }

    private static String capitalized(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
