// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.rule.Category;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import dev.mrt.source.Location;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The <a
 * href="https://docs.sonarsource.com/sonarqube-server/analyzing-source-code/importing-external-issues/generic-issue-import-format">generic
 * issue format</a> of SonarQube 10.3 and later, for {@code sonar.externalIssuesReportPaths}.
 */
@AutoService(ReportFormat.class)
public final class SonarFormat implements ReportFormat {

    private static final String ENGINE = "mrt";

    @Override
    public String name() {
        return "sonar";
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        Map<String, RuleInfo> rules = new TreeMap<>();
        for (RiskWarning warning : report.warnings()) {
            rules.putIfAbsent(
                    warning.code(),
                    RuleInfo.of(
                            warning.code(),
                            warning.pattern(),
                            warning.category(),
                            warning.severity(),
                            warning.pattern()));
        }
        for (RuleInfo rule : report.rules()) {
            rules.replace(rule.code(), rule);
        }
        JsonWriter json = new JsonWriter(out);
        json.beginObject().beginArray("rules");
        for (RuleInfo rule : rules.values()) {
            rule(rule, json);
        }
        json.endArray().beginArray("issues");
        for (RiskWarning warning : report.warnings()) {
            issue(warning, json);
        }
        json.endArray().endObject();
    }

    private static void rule(RuleInfo rule, JsonWriter json) throws IOException {
        json.beginObject()
                .member("id", rule.code())
                .member("name", rule.pattern())
                .member("description", rule.summary())
                .member("engineId", ENGINE)
                .member("cleanCodeAttribute", rule.category() == Category.HYGIENE ? "CLEAR" : "LOGICAL");
        json.beginArray("impacts")
                .beginObject()
                .member("softwareQuality", rule.category() == Category.HYGIENE ? "MAINTAINABILITY" : "RELIABILITY")
                .member("severity", severity(rule.severity()))
                .endObject()
                .endArray();
        json.endObject();
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "HIGH";
            case WARNING -> "MEDIUM";
            case INFO -> "LOW";
        };
    }

    private static void issue(RiskWarning warning, JsonWriter json) throws IOException {
        json.beginObject().member("ruleId", warning.code());
        json.beginObject("primaryLocation");
        location(warning.location(), Finding.title(warning) + ". " + warning.message(), json);
        json.endObject();
        if (!warning.related().isEmpty()) {
            json.beginArray("secondaryLocations");
            for (RiskWarning.Related related : warning.related()) {
                json.beginObject();
                location(related.location(), related.message(), json);
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    /** The importer rejects an empty range, so that of a whole file has no columns. */
    private static void location(Location location, String message, JsonWriter json) throws IOException {
        json.member("message", message).member("filePath", location.file());
        json.beginObject("textRange").member("startLine", location.line());
        if (location.endLine() == location.line() && location.endColumn() > location.column()) {
            json.member("endLine", location.endLine())
                    .member("startColumn", location.column() - 1)
                    .member("endColumn", location.endColumn() - 1);
        } else if (location.endLine() > location.line()) {
            json.member("endLine", location.endLine());
        }
        json.endObject();
    }
}
