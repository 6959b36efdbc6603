// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import java.io.IOException;

/** A <a href="https://docs.gitlab.com/ci/testing/code_quality/">Code Quality</a> report of GitLab. */
@AutoService(ReportFormat.class)
public final class GitlabFormat implements ReportFormat {

    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.beginArray();
        for (Finding finding : Finding.of(report)) {
            if (finding.suppressed() == null) {
                write(finding, json);
            }
        }
        json.endArray();
    }

    private static void write(Finding finding, JsonWriter json) throws IOException {
        RiskWarning warning = finding.warning();
        json.beginObject()
                .member("description", Finding.title(warning) + ". " + warning.message())
                .member("check_name", warning.code())
                .member("fingerprint", finding.fingerprint())
                .member("severity", severity(warning.severity()));
        json.beginObject("location").member("path", warning.location().file());
        json.beginObject("lines").member("begin", warning.location().line());
        if (warning.location().endLine() > warning.location().line()) {
            json.member("end", warning.location().endLine());
        }
        json.endObject().endObject();
        json.endObject();
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            case INFO -> "info";
        };
    }
}
