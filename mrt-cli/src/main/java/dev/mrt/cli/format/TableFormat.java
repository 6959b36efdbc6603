// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.report.Coverage;
import dev.mrt.report.HistorySummary;
import dev.mrt.report.Problem;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import java.io.IOException;

/** The findings for people: a block for each file, a row for each finding, text wrapped to the terminal. */
@AutoService(ReportFormat.class)
public final class TableFormat implements ReportFormat {

    private static final int TEXT_COLUMN = 25;

    @Override
    public String name() {
        return "table";
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        Ink ink = new Ink(style.colour());
        String file = "";
        for (RiskWarning warning : report.warnings()) {
            if (!warning.location().file().equals(file)) {
                file = warning.location().file();
                out.append(ink.bold(file))
                        .append("  ")
                        .append(ink.faint("revision " + warning.revision()))
                        .append('\n');
            }
            row(warning, style, ink, out);
        }
        if (!report.warnings().isEmpty()) {
            out.append('\n');
        }
        for (Problem problem : report.problems()) {
            String place = problem.line() > 0 ? problem.file() + ":" + problem.line() : problem.file();
            out.append(ink.problem("not analysed")).append("  ").append(place).append('\n');
            wrapped(problem.message(), 2, style.width(), out.append("  "));
        }
        summary(report, ink, out);
    }

    private static void row(RiskWarning warning, Style style, Ink ink, Appendable out) throws IOException {
        String line = Integer.toString(warning.location().line());
        out.append(" ".repeat(Math.max(0, 6 - line.length()))).append(line).append("  ");
        String severity = warning.severity().id();
        out.append(ink.severity(warning.severity(), severity))
                .append(" ".repeat(9 - severity.length()))
                .append(warning.code())
                .append(" ".repeat(Math.max(1, 8 - warning.code().length())));
        String head = warning.subject().isEmpty() ? warning.pattern() : warning.pattern() + ": " + warning.subject();
        wrapped(head, TEXT_COLUMN, style.width(), out);
        out.append(" ".repeat(TEXT_COLUMN));
        wrapped(warning.message(), TEXT_COLUMN, style.width(), out);
        String fix = warning.fix();
        if (fix != null) {
            for (String text : ("Fix: " + fix).split("\n", -1)) {
                out.append(" ".repeat(TEXT_COLUMN));
                wrapped(text, TEXT_COLUMN, style.width(), out);
            }
        }
    }

    private static void summary(Report report, Ink ink, Appendable out) throws IOException {
        int errors = report.count(Severity.ERROR);
        int warnings = report.count(Severity.WARNING);
        String counts = plural(errors, "error") + ", " + plural(warnings, "warning");
        out.append(errors > 0 ? ink.severity(Severity.ERROR, counts) : warnings > 0 ? counts : ink.good(counts));
        out.append(" in ").append(plural(report.migrations(), "migration"));
        if (!report.histories().isEmpty()) {
            HistorySummary only = report.histories().get(0);
            out.append(
                    report.histories().size() == 1
                            ? " (" + only.framework().words() + ")"
                            : " of " + report.histories().size() + " histories");
        }
        Coverage coverage = report.coverage();
        if (coverage.total() > 0) {
            out.append("; ").append(Integer.toString((int) Math.floor(coverage.share() * 100)));
            out.append(" % of ").append(plural(coverage.total(), "operation")).append(" understood");
        }
        if (!report.suppressed().isEmpty()) {
            out.append("; ")
                    .append(Integer.toString(report.suppressed().size()))
                    .append(" suppressed");
        }
        if (!report.problems().isEmpty()) {
            out.append("; ").append(plural(report.problems().size(), "problem"));
        }
        out.append('\n');
    }

    private static String plural(int count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /** Writes a text whose first line begins at {@code column}, broken at spaces, later lines indented to that column. */
    private static void wrapped(String text, int column, int width, Appendable out) throws IOException {
        int room = Math.max(20, width - column);
        String rest = text;
        while (rest.length() > room) {
            int end = rest.lastIndexOf(' ', room);
            if (end <= 0 || rest.substring(0, end).isBlank()) {
                end = rest.indexOf(' ', room);
                if (end < 0) {
                    break;
                }
            }
            out.append(rest, 0, end).append('\n').append(" ".repeat(column));
            rest = rest.substring(end).stripLeading();
        }
        out.append(rest).append('\n');
    }
}
