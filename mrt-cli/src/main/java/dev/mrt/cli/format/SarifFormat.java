// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.report.Suppressed;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import dev.mrt.source.Location;
import dev.mrt.source.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>, which code scanning services and
 * editors read. Suppressed findings are in it, marked as such; problems are notifications of the invocation.
 */
@AutoService(ReportFormat.class)
public final class SarifFormat implements ReportFormat {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        List<Finding> findings = Finding.of(report);
        Map<String, RiskWarning> reported = new TreeMap<>();
        for (Finding finding : findings) {
            reported.putIfAbsent(finding.warning().code(), finding.warning());
        }
        List<String> codes = new ArrayList<>(reported.keySet());

        JsonWriter json = new JsonWriter(out);
        json.beginObject().member("$schema", SCHEMA).member("version", "2.1.0").beginArray("runs");
        json.beginObject();
        tool(report, reported, json);
        invocation(report, json);
        json.member("columnKind", "utf16CodeUnits");
        json.beginArray("results");
        for (Finding finding : findings) {
            result(finding, codes.indexOf(finding.warning().code()), json);
        }
        json.endArray();
        json.endObject().endArray().endObject();
    }

    private static void tool(Report report, Map<String, RiskWarning> reported, JsonWriter json) throws IOException {
        json.beginObject("tool").beginObject("driver").member("name", "mrt");
        String version = SarifFormat.class.getPackage().getImplementationVersion();
        if (version != null) {
            json.member("version", version);
        }
        json.beginArray("rules");
        for (RiskWarning warning : reported.values()) {
            RuleInfo rule = RuleInfo.of(
                    warning.code(), warning.pattern(), warning.category(), warning.severity(), warning.pattern());
            for (RuleInfo known : report.rules()) {
                if (known.code().equals(warning.code())) {
                    rule = known;
                }
            }
            rule(rule, json);
        }
        json.endArray().endObject().endObject();
    }

    private static void rule(RuleInfo rule, JsonWriter json) throws IOException {
        json.beginObject().member("id", rule.code()).member("name", identifier(rule.pattern()));
        text("shortDescription", rule.summary(), json);
        json.beginObject("defaultConfiguration")
                .member("level", level(rule.severity()))
                .endObject();
        json.beginObject("properties")
                .member("tags", List.of("migrations", rule.category().id()))
                .endObject();
        json.endObject();
    }

    /** SARIF wants names as identifiers: {@code DROP COLUMN} becomes {@code DropColumn}. */
    private static String identifier(String pattern) {
        StringBuilder name = new StringBuilder();
        boolean start = true;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                start = true;
            } else {
                name.append(start ? Character.toUpperCase(c) : Character.toLowerCase(c));
                start = false;
            }
        }
        return name.toString();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private static void invocation(Report report, JsonWriter json) throws IOException {
        boolean successful = true;
        for (Problem problem : report.problems()) {
            successful &= problem.kind() != Problem.Kind.CRASH;
        }
        json.beginArray("invocations").beginObject().member("executionSuccessful", successful);
        json.beginArray("toolExecutionNotifications");
        for (Problem problem : report.problems()) {
            json.beginObject().member("level", "error");
            text("message", problem.message(), json);
            json.beginObject("descriptor")
                    .member("id", problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .endObject();
            if (!problem.file().isEmpty()) {
                json.beginArray("locations").beginObject().beginObject("physicalLocation");
                artifact(problem.file(), json);
                if (problem.line() > 0) {
                    json.beginObject("region")
                            .member("startLine", problem.line())
                            .endObject();
                }
                json.endObject().endObject().endArray();
            }
            json.endObject();
        }
        json.endArray().endObject().endArray();
    }

    private static void result(Finding finding, int rule, JsonWriter json) throws IOException {
        RiskWarning warning = finding.warning();
        json.beginObject()
                .member("ruleId", warning.code())
                .member("ruleIndex", rule)
                .member("level", level(warning.severity()));
        String fix = warning.fix();
        String title = Finding.title(warning) + ". " + warning.message();
        text("message", fix == null ? title : title + "\n\nFix: " + fix, json);
        json.beginArray("locations").beginObject();
        physicalLocation(warning.location(), json);
        json.beginArray("logicalLocations")
                .beginObject()
                .member("name", warning.revision())
                .member("kind", "module")
                .endObject()
                .endArray();
        json.endObject().endArray();
        if (!warning.related().isEmpty()) {
            json.beginArray("relatedLocations");
            int id = 1;
            for (RiskWarning.Related related : warning.related()) {
                json.beginObject().member("id", id++);
                physicalLocation(related.location(), json);
                text("message", related.message(), json);
                json.endObject();
            }
            json.endArray();
        }
        json.beginObject("partialFingerprints")
                .member("mrtFinding/v1", finding.fingerprint())
                .endObject();
        Suppressed suppressed = finding.suppressed();
        if (suppressed != null) {
            suppression(suppressed, json);
        }
        json.beginObject("properties")
                .member("revision", warning.revision())
                .member("subject", warning.subject())
                .endObject();
        json.endObject();
    }

    private static void suppression(Suppressed suppressed, JsonWriter json) throws IOException {
        String kind = suppressed.by().startsWith("#") ? "inSource" : "external";
        String reason = suppressed.reason().isEmpty() ? suppressed.by() : suppressed.by() + ": " + suppressed.reason();
        json.beginArray("suppressions")
                .beginObject()
                .member("kind", kind)
                .member("status", "accepted")
                .member("justification", reason)
                .endObject()
                .endArray();
    }

    private static void physicalLocation(Location location, JsonWriter json) throws IOException {
        json.beginObject("physicalLocation");
        artifact(location.file(), json);
        json.beginObject("region")
                .member("startLine", Math.max(1, location.line()))
                .member("startColumn", Math.max(1, location.column()));
        boolean hasLength = location.endLine() > location.line()
                || (location.endLine() == location.line() && location.endColumn() > location.column());
        if (hasLength) {
            json.member("endLine", location.endLine()).member("endColumn", Math.max(1, location.endColumn()));
        }
        json.endObject().endObject();
    }

    private static void artifact(String file, JsonWriter json) throws IOException {
        json.beginObject("artifactLocation");
        if (file.startsWith("/")) {
            json.member("uri", "file://" + PercentEncoding.path(file));
        } else {
            json.member("uri", PercentEncoding.path(file)).member("uriBaseId", "%SRCROOT%");
        }
        json.endObject();
    }

    private static void text(String name, String text, JsonWriter json) throws IOException {
        json.beginObject(name).member("text", text).endObject();
    }
}
