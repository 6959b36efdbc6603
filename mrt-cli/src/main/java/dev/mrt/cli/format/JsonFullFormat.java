// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.discovery.LeftOut;
import dev.mrt.report.Coverage;
import dev.mrt.report.HistorySummary;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.report.RevisionSummary;
import dev.mrt.rule.Severity;
import dev.mrt.source.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that a report says, as one JSON object; {@code docs/json.md} describes it. */
@AutoService(ReportFormat.class)
public final class JsonFullFormat implements ReportFormat {

    /** Raised where a member changes its meaning or goes away; new members do not raise it. */
    private static final int VERSION = 1;

    @Override
    public String name() {
        return "json-full";
    }

    @Override
    public boolean showsRevisions() {
        return true;
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.beginObject().member("version", VERSION);
        json.beginObject("summary");
        for (Severity severity : Severity.values()) {
            json.member(severity.id(), report.count(severity));
        }
        json.member("suppressed", report.suppressed().size())
                .member("problems", report.problems().size())
                .member("migrations", report.migrations())
                .endObject();
        coverage(report.coverage(), json);
        findings(report, json);
        json.beginArray("problems");
        for (Problem problem : report.problems()) {
            json.beginObject()
                    .member("kind", problem.kind().name().toLowerCase(Locale.ROOT))
                    .member("file", problem.file())
                    .member("line", problem.line())
                    .member("message", problem.message())
                    .endObject();
        }
        json.endArray().beginArray("histories");
        for (HistorySummary history : report.histories()) {
            history(history, json);
        }
        json.endArray().beginArray("left_out");
        for (LeftOut leftOut : report.leftOut()) {
            json.beginObject()
                    .member("reason", leftOut.reason())
                    .member("count", leftOut.count())
                    .member("examples", leftOut.examples())
                    .endObject();
        }
        json.endArray().endObject();
    }

    private static void coverage(Coverage coverage, JsonWriter json) throws IOException {
        json.beginObject("coverage")
                .member("operations", coverage.total())
                .member("understood", coverage.understood())
                .member("partly", coverage.partly())
                .member("opaque", coverage.opaque())
                .beginObject("statements")
                .member("parsed", coverage.statements().parsed())
                .member("recognised", coverage.statements().recognised())
                .member("unread", coverage.statements().unread())
                .endObject();
        json.beginObject("reasons");
        for (Map.Entry<String, Integer> reason : coverage.reasons().entrySet()) {
            json.member(reason.getKey(), reason.getValue());
        }
        json.endObject().endObject();
    }

    private static void findings(Report report, JsonWriter json) throws IOException {
        json.beginArray("findings");
        List<Finding> findings = Finding.of(report);
        for (Finding finding : findings) {
            if (finding.suppressed() == null) {
                json.beginObject();
                JsonFormat.members(finding.warning(), json);
                json.member("fingerprint", finding.fingerprint()).endObject();
            }
        }
        json.endArray().beginArray("suppressed");
        for (Finding finding : findings) {
            if (finding.suppressed() != null) {
                json.beginObject();
                JsonFormat.members(finding.warning(), json);
                json.member("fingerprint", finding.fingerprint())
                        .member("by", finding.suppressed().by())
                        .member("reason", finding.suppressed().reason())
                        .endObject();
            }
        }
        json.endArray();
    }

    private static void history(HistorySummary history, JsonWriter json) throws IOException {
        json.beginObject()
                .member("framework", history.framework().words().toLowerCase(Locale.ROOT))
                .member("root", history.root())
                .member("migrations", history.migrations())
                .member("heads", history.heads());
        json.beginArray("revisions");
        for (RevisionSummary revision : history.revisions()) {
            json.beginObject()
                    .member("revision", revision.id())
                    .member("parents", revision.parents())
                    .member("message", revision.message())
                    .member("file", revision.source().path())
                    .member("rollback", revision.rollback().name().toLowerCase(Locale.ROOT))
                    .member("upgraded", revision.upgraded())
                    .member("remaining", revision.remaining())
                    .member("lost", revision.lost());
            if (revision.verified() != null) {
                json.beginObject("verified")
                        .member("outcome", revision.verified().outcome().name().toLowerCase(Locale.ROOT))
                        .member("database", revision.verified().database())
                        .member("rows_compared", revision.verified().rowsCompared())
                        .member("notes", revision.verified().notes())
                        .endObject();
            }
            json.endObject();
        }
        json.endArray().endObject();
    }
}
