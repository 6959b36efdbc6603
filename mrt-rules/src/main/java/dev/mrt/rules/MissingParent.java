// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.HistoryProblem;
import dev.mrt.rule.HistoryContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** A revision that builds on one that is not there: it and all that build on it cannot run. */
@AutoService(RiskRule.class)
public final class MissingParent extends BuiltInRule {

    public MissingParent() {
        super("MRT903", "MISSING PARENT", Severity.ERROR, "A revision builds on one that is not there");
    }

    @Override
    public void checkHistory(HistoryContext context) {
        for (HistoryProblem problem : context.history().problems()) {
            if (problem instanceof HistoryProblem.MissingParent missing) {
                context.report(
                        missing.migration(),
                        missing.parent(),
                        "`" + missing.migration().id() + "` builds on `" + missing.parent()
                                + "`, which is in none of the files: neither it nor what builds on it can run.",
                        "Bring the file of `" + missing.parent() + "` back, or name the revision that took its place.");
            }
        }
    }
}
