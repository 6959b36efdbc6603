// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import dev.mrt.source.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Markdown for a comment on a pull or merge request: the verdict, a table of the findings, the fixes folded away. It begins
 * with a comment by which a bot finds it again, and it stays below the 65,536 characters that GitHub takes.
 */
@AutoService(ReportFormat.class)
public final class MarkdownFormat implements ReportFormat {

    private static final int ROOM = 60_000;

    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        out.append("<!-- mrt -->\n");
        out.append("## ").append(verdict(report)).append("\n\n");
        out.append(Words.counts(report))
                .append(" in ")
                .append(Words.scope(report))
                .append(".\n");
        StringBuilder body = new StringBuilder();
        int left = table(report, body);
        if (left > 0) {
            body.append("\nand ").append(Words.plural(left, "more finding")).append(".\n");
        } else {
            fixes(report, body);
        }
        problems(report, body);
        out.append(body);
    }

    private static String verdict(Report report) {
        if (report.count(Severity.ERROR) > 0) {
            return "❌ Rolling these migrations back is dangerous";
        }
        if (!report.problems().isEmpty()) {
            return "⚠️ Some migrations could not be analysed";
        }
        if (report.count(Severity.WARNING) > 0) {
            return "⚠️ Look at these migrations before they are deployed";
        }
        return report.migrations() == 0 ? "No migrations found" : "✅ Nothing found that makes a rollback dangerous";
    }

    /** Returns how many findings there was no room for. */
    private static int table(Report report, StringBuilder body) {
        if (report.warnings().isEmpty()) {
            return 0;
        }
        body.append("\n| | Finding | Where | What happens |\n|---|---|---|---|\n");
        int count = 0;
        for (RiskWarning warning : worstFirst(report)) {
            String row = "| " + mark(warning.severity()) + " | **" + cell(warning.code()) + "** "
                    + cell(Finding.title(warning)) + " | "
                    + code(warning.location().file() + ":" + warning.location().line())
                    + " | " + cell(warning.message()) + " |\n";
            if (body.length() + row.length() > ROOM / 2) {
                return report.warnings().size() - count;
            }
            body.append(row);
            count++;
        }
        return 0;
    }

    /** Where there is no room for all, those that fail the check must be there. */
    private static List<RiskWarning> worstFirst(Report report) {
        List<RiskWarning> sorted = new ArrayList<>(report.warnings());
        sorted.sort(Comparator.comparing(RiskWarning::severity));
        return sorted;
    }

    private static void fixes(Report report, StringBuilder body) {
        StringBuilder fixes = new StringBuilder();
        for (RiskWarning warning : report.warnings()) {
            String fix = warning.fix();
            if (fix == null) {
                continue;
            }
            fixes.append("\n**").append(escaped(warning.code())).append("** ");
            fixes.append(
                    code(warning.location().file() + ":" + warning.location().line()));
            fixes.append("\n\n").append(fenced(fix));
        }
        if (!fixes.isEmpty() && body.length() + fixes.length() < ROOM) {
            body.append("\n<details><summary>How to fix</summary>\n")
                    .append(fixes)
                    .append("\n</details>\n");
        }
    }

    private static void problems(Report report, StringBuilder body) {
        if (report.problems().isEmpty()) {
            return;
        }
        body.append("\n**Not analysed**\n\n");
        int count = 0;
        for (Problem problem : report.problems()) {
            String line = "- " + code(problem.place()) + ": "
                    + escaped(problem.message().replace('\n', ' ')) + "\n";
            if (body.length() + line.length() > ROOM) {
                body.append("- and ").append(report.problems().size() - count).append(" more\n");
                return;
            }
            body.append(line);
            count++;
        }
    }

    private static String mark(Severity severity) {
        return switch (severity) {
            case ERROR -> "❌ error";
            case WARNING -> "⚠️ warning";
            case INFO -> "ℹ️ info";
        };
    }

    private static String cell(String text) {
        return escaped(text).replace("\n", "<br>");
    }

    /** What a finding quotes must not become markup, a mention or an issue link. Text in backticks stays code. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        boolean code = false;
        int ticks = count(text, '`');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '`' && ticks % 2 == 0) {
                code = !code;
                escaped.append(c);
            } else if (c == '|') {
                escaped.append("\\|");
            } else if (!code && "\\`*_[]<>#@~".indexOf(c) >= 0) {
                escaped.append(c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '@' ? "&#64;" : "\\" + c);
            } else if (c != '\r') {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static int count(String text, char wanted) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += text.charAt(i) == wanted ? 1 : 0;
        }
        return count;
    }

    private static String code(String text) {
        return text.indexOf('`') < 0 ? "`" + text.replace("|", "\\|") + "`" : escaped(text);
    }

    private static String fenced(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
    }
}
