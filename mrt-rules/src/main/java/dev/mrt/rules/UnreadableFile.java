// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.HistoryContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.Problem;
import java.util.HashSet;
import java.util.Set;

/** A migration that cannot be read as Python 3: nothing is known about what it does. */
@AutoService(RiskRule.class)
public final class UnreadableFile extends BuiltInRule {

    public UnreadableFile() {
        super("MRT902", "SYNTAX ERROR", Severity.ERROR, "A migration cannot be parsed");
    }

    @Override
    public void checkHistory(HistoryContext context) {
        Set<String> reported = new HashSet<>();
        for (Problem problem : context.problems()) {
            boolean unreadable = switch (problem.kind()) {
                case SYNTAX, PYTHON_2, UNREADABLE, LIMIT -> true;
                case CRASH, NOT_RUN -> false;
            };
            if (unreadable && !problem.file().isEmpty() && reported.add(problem.file())) {
                context.report(
                        problem,
                        problem.message(),
                        problem.kind() == Problem.Kind.PYTHON_2 ? "Convert the file to Python 3." : null);
            }
        }
    }
}
