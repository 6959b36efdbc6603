// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import dev.mrt.report.Coverage;
import dev.mrt.report.HistorySummary;
import dev.mrt.report.Report;
import dev.mrt.rule.Severity;

/** Phrases that several formats share. */
final class Words {

    private Words() {}

    static String plural(int count, String word) {
        if (count == 1) {
            return "1 " + word;
        }
        return count + " " + (word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word + "s");
    }

    /** Such as {@code 2 errors, 1 warning}; notes only where there are some. */
    static String counts(Report report) {
        String counts = plural(report.count(Severity.ERROR), "error") + ", "
                + plural(report.count(Severity.WARNING), "warning");
        int notes = report.count(Severity.INFO);
        return notes == 0 ? counts : counts + ", " + plural(notes, "note");
    }

    /** Such as {@code 12 migrations (Alembic); 98 % of 40 operations understood; 1 suppressed}. */
    static String scope(Report report) {
        StringBuilder text = new StringBuilder(plural(report.migrations(), "migration"));
        if (report.histories().size() == 1) {
            HistorySummary only = report.histories().get(0);
            text.append(" (").append(only.framework().words()).append(')');
        } else if (!report.histories().isEmpty()) {
            text.append(" of ").append(report.histories().size()).append(" histories");
        }
        Coverage coverage = report.coverage();
        if (coverage.total() > 0) {
            text.append("; ").append(percent(coverage)).append(" % of ");
            text.append(plural(coverage.total(), "operation")).append(" understood");
        }
        if (!report.suppressed().isEmpty()) {
            text.append("; ").append(report.suppressed().size()).append(" suppressed");
        }
        if (!report.problems().isEmpty()) {
            text.append("; ").append(plural(report.problems().size(), "problem"));
        }
        return text.toString();
    }

    /** Rounded down: 100 means all. */
    static int percent(Coverage coverage) {
        return (int) Math.floor(coverage.share() * 100);
    }
}
