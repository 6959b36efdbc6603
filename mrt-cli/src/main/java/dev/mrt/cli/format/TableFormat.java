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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The findings for people: a block for each file, a row for each finding, text wrapped to the terminal. So that errors
 * stand out in a long report, the notes of one rule in a file share a row, its warnings are explained a few times only, and
 * a fix that findings of a file share is written once.
 */
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
        Map<String, List<RiskWarning>> files = new LinkedHashMap<>();
        for (RiskWarning warning : report.warnings()) {
            files.computeIfAbsent(warning.location().file(), file -> new ArrayList<>())
                    .add(warning);
        }
        boolean shortened = false;
        for (List<RiskWarning> ofFile : files.values()) {
            shortened |= file(ofFile, style, ink, out);
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
        if (shortened) {
            out.append("Notes and warnings that recur in a file are in short; '--format markdown' has all in full\n");
        }
    }

    /** Returns whether something of the findings was left out. */
    private static boolean file(List<RiskWarning> warnings, Style style, Ink ink, Appendable out) throws IOException {
        RiskWarning head = warnings.get(0);
        out.append(ink.bold(printable(head.location().file())))
                .append("  ")
                .append(ink.faint("revision " + printable(head.revision())))
                .append('\n');
        Map<String, Integer> total = new HashMap<>();
        warnings.forEach(warning -> total.merge(warning.code(), 1, Integer::sum));
        Map<String, Integer> shown = new HashMap<>();
        Set<String> fixes = new HashSet<>();
        boolean shortened = false;
        for (RiskWarning warning : warnings) {
            int count = shown.merge(warning.code(), 1, Integer::sum);
            if (count > explained(warning.severity())) {
                shortened = true;
                if (warning.severity() == Severity.WARNING) {
                    title(warning, "", style, ink, out);
                }
                continue;
            }
            int more = total.getOrDefault(warning.code(), 1) - 1;
            boolean note = warning.severity() == Severity.INFO;
            title(warning, note && more > 0 ? " and " + more + " more" : "", style, ink, out);
            String fix = warning.fix();
            boolean known = fix == null || !fixes.add(warning.code() + fix);
            block(known ? warning.message() : warning.message() + "\nFix: " + fix, TEXT_COLUMN, style.width(), out);
        }
        return shortened;
    }

    /** How many findings of a rule are explained for each file. */
    private static int explained(Severity severity) {
        return switch (severity) {
            case ERROR -> Integer.MAX_VALUE;
            case WARNING -> 3;
            case INFO -> 1;
        };
    }

    private static void title(RiskWarning warning, String suffix, Style style, Ink ink, Appendable out)
            throws IOException {
        String line = Integer.toString(warning.location().line());
        out.append(" ".repeat(Math.max(0, 6 - line.length()))).append(line).append("  ");
        String severity = warning.severity().id();
        out.append(ink.severity(warning.severity(), severity))
                .append(" ".repeat(9 - severity.length()))
                .append(warning.code())
                .append(" ".repeat(Math.max(1, 8 - warning.code().length())));
        wrapped(Finding.title(warning) + suffix, TEXT_COLUMN, style.width(), out);
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
