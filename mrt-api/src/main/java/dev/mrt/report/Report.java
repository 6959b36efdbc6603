// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import dev.mrt.discovery.LeftOut;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import dev.mrt.source.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The result of an analysis. The same input and configuration give an equal report, whatever the number of threads.
 *
 * @param warnings the findings, in order
 * @param suppressed the findings that were silenced, in order
 * @param problems what kept parts of the input from being analysed, in order
 * @param coverage how much of the migrations was understood
 * @param histories the histories that were analysed
 * @param leftOut which files were left out and why
 * @param rules the rules that ran, ordered by code; formats describe the rules of findings with them
 */
public record Report(
        List<RiskWarning> warnings,
        List<Suppressed> suppressed,
        List<Problem> problems,
        Coverage coverage,
        List<HistorySummary> histories,
        List<LeftOut> leftOut,
        List<RuleInfo> rules) {

    public Report {
        warnings = sorted(warnings);
        suppressed = sorted(suppressed);
        problems = sorted(problems);
        Objects.requireNonNull(coverage, "coverage");
        histories = List.copyOf(histories);
        leftOut = List.copyOf(leftOut);
        rules = List.copyOf(rules);
    }

    /** A report that does not say which rules ran. */
    public Report(
            List<RiskWarning> warnings,
            List<Suppressed> suppressed,
            List<Problem> problems,
            Coverage coverage,
            List<HistorySummary> histories,
            List<LeftOut> leftOut) {
        this(warnings, suppressed, problems, coverage, histories, leftOut, List.of());
    }

    private static <T extends Comparable<? super T>> List<T> sorted(List<T> items) {
        List<T> copy = new ArrayList<>(items);
        Collections.sort(copy);
        return List.copyOf(copy);
    }

    /** How many findings have this severity. */
    public int count(Severity severity) {
        int count = 0;
        for (RiskWarning warning : warnings) {
            if (warning.severity() == severity) {
                count++;
            }
        }
        return count;
    }

    /** How many migrations were analysed. */
    public int migrations() {
        int count = 0;
        for (HistorySummary history : histories) {
            count += history.migrations();
        }
        return count;
    }

    /** Whether no finding is an error. */
    public boolean hasNoErrors() {
        return count(Severity.ERROR) == 0;
    }
}
