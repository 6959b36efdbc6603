// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.HistoryProblem;
import dev.mrt.migration.Migration;
import dev.mrt.rule.HistoryContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;

/** Two files that claim one revision: only one of them ever runs. */
@AutoService(RiskRule.class)
public final class DuplicateRevision extends BuiltInRule {

    public DuplicateRevision() {
        super("MRT905", "DUPLICATE REVISION", Severity.ERROR, "Two files claim one revision");
    }

    @Override
    public void checkHistory(HistoryContext context) {
        for (HistoryProblem problem : context.history().problems()) {
            if (problem instanceof HistoryProblem.DuplicateRevision duplicate) {
                Migration last =
                        duplicate.migrations().get(duplicate.migrations().size() - 1);
                context.report(
                        last,
                        "",
                        "R" + duplicate.sentence().substring(1) + ": only one of them ever runs.",
                        "Give this file a revision of its own, and let what builds on it name that.");
            }
        }
    }
}
