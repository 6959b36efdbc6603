// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import dev.mrt.source.Location;
import dev.mrt.source.Problem;
import java.io.IOException;

/**
 * <a href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">Workflow commands</a> of GitHub
 * Actions: printed in a job, each becomes an annotation of the changed line.
 */
@AutoService(ReportFormat.class)
public final class GithubFormat implements ReportFormat {

    @Override
    public String name() {
        return "github";
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        for (RiskWarning warning : report.warnings()) {
            out.append("::").append(command(warning.severity())).append(" file=");
            property(warning.location().file(), out);
            place(warning.location(), out);
            out.append(",title=");
            property(warning.code() + " " + Finding.title(warning), out);
            out.append("::");
            String fix = warning.fix();
            data(fix == null ? warning.message() : warning.message() + "\nFix: " + fix, out);
            out.append('\n');
        }
        for (Problem problem : report.problems()) {
            out.append("::error file=");
            property(problem.file(), out);
            if (problem.line() > 0) {
                out.append(",line=").append(Integer.toString(problem.line()));
            }
            out.append(",title=Not analysed::");
            data(problem.message(), out);
            out.append('\n');
        }
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    /** Columns count only where the range is on one line. */
    private static void place(Location location, Appendable out) throws IOException {
        out.append(",line=").append(Integer.toString(location.line()));
        if (location.endLine() > location.line()) {
            out.append(",endLine=").append(Integer.toString(location.endLine()));
        } else {
            out.append(",col=").append(Integer.toString(location.column()));
            if (location.endColumn() > location.column()) {
                out.append(",endColumn=").append(Integer.toString(location.endColumn()));
            }
        }
    }

    private static void property(String text, Appendable out) throws IOException {
        escape(text, true, out);
    }

    private static void data(String text, Appendable out) throws IOException {
        escape(text, false, out);
    }

    private static void escape(String text, boolean property, Appendable out) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '%' -> out.append("%25");
                case '\r' -> out.append("%0D");
                case '\n' -> out.append("%0A");
                case ':' -> out.append(property ? "%3A" : ":");
                case ',' -> out.append(property ? "%2C" : ",");
                default -> out.append(c);
            }
        }
    }
}
