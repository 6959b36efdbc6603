// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.rule.Category;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import dev.mrt.source.Problem;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

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
                out.append(ink.bold(printable(file)))
                        .append("  ")
                        .append(ink.faint("revision " + printable(warning.revision())))
                        .append('\n');
            }
            row(warning, style, ink, out);
        }
        if (!report.warnings().isEmpty()) {
            out.append('\n');
        }
        for (Problem problem : report.problems()) {
            out.append(ink.problem("not analysed"))
                    .append("  ")
                    .append(printable(problem.place()))
                    .append('\n');
            block(problem.message(), 2, style.width(), out);
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
        wrapped(Finding.title(warning), TEXT_COLUMN, style.width(), out);
        String fix = warning.fix();
        String text = fix == null ? warning.message() : warning.message() + "\nFix: " + fix;
        block(text, TEXT_COLUMN, style.width(), out);
    }

    private static void summary(Report report, Ink ink, Appendable out) throws IOException {
        String counts = Words.counts(report);
        if (report.count(Severity.ERROR) > 0) {
            counts = ink.severity(Severity.ERROR, counts);
        } else if (report.count(Severity.WARNING) == 0) {
            counts = ink.good(counts);
        }
        out.append(counts).append(" in ").append(Words.scope(report)).append('\n');
        Set<String> files = new HashSet<>();
        for (RiskWarning warning : report.warnings()) {
            if (warning.category() == Category.ROLLBACK) {
                files.add(warning.location().file());
            }
        }
        if (!files.isEmpty()) {
            out.append("'mrt fix FILE' shows what it can write of the way back that ")
                    .append(Words.plural(files.size(), "migration"))
                    .append(files.size() == 1 ? " lacks" : " lack")
                    .append('\n');
        }
    }

    /** Writes the lines of a text, each indented to a column and wrapped. */
    private static void block(String text, int column, int width, Appendable out) throws IOException {
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end).stripTrailing();
            out.append(line.isEmpty() ? "" : " ".repeat(column));
            wrapped(line, column, width, out);
            start = end + 1;
        }
    }

    /** Writes a text whose first line begins at {@code column}, broken at spaces, later lines indented to that column. */
    private static void wrapped(String text, int column, int width, Appendable out) throws IOException {
        int room = Math.max(20, width - column);
        String rest = printable(text);
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

    /** A migration must not be able to send commands to the terminal. */
    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            clean.append(Character.isISOControl(text.charAt(i)) ? '\ufffd' : text.charAt(i));
        }
        return clean.toString();
    }
}
