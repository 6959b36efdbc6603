// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.cli.format.JsonWriter;
import dev.mrt.verify.RevisionResult;
import dev.mrt.verify.VerificationFailure;
import dev.mrt.verify.VerificationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints what a verification showed. Stateless. */
final class VerificationOutput {

    private VerificationOutput() {}

    /** For people: what is wrong with each revision, then a summary. */
    static void table(VerificationReport report, boolean asSql, LockComparison locks, PrintWriter out) {
        int restored = 0;
        int skipped = 0;
        Map<String, String> unseeded = new TreeMap<>();
        for (RevisionResult result : report.results()) {
            unseeded.putAll(result.unseeded());
            if (result.skipped() != null) {
                skipped++;
                out.println("skipped   " + result.revision().id() + "  " + result.skipped());
            } else if (result.passed()) {
                restored++;
            } else {
                out.println("FAILED    " + result.revision().id() + "  "
                        + result.revision().path() + "  risk " + result.riskScore());
                for (VerificationFailure failure : result.failures()) {
                    out.println("          - " + failure.sentence());
                }
            }
            for (LockComparison.Compared compared : locks.compare(result)) {
                out.println("locks     " + result.revision().id() + "  " + compared.sentence());
            }
            for (String note : result.notes()) {
                out.println("note      " + result.revision().id() + "  " + note);
            }
        }
        for (VerificationFailure failure : report.walks()) {
            out.println("FAILED    " + failure.sentence());
        }
        unseeded.forEach((table, reason) -> out.println("unfilled  table " + table + ": " + reason));
        out.println((report.passed() ? "" : "\n") + restored + " of "
                + report.results().size()
                + " revisions restored, " + report.failed().size() + " failed, " + skipped + " skipped, on "
                + report.database() + (asSql ? ", as SQL without Python," : "") + " in "
                + String.format("%.1f", report.duration().toMillis() / 1000.0) + " s");
    }

    /** For programs; the shape is documented in {@code docs/json.md}. */
    static void json(VerificationReport report, boolean asSql, LockComparison locks, PrintWriter out)
            throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.beginObject()
                .member("database", report.database())
                .member("runner", asSql ? "sql" : "python")
                .member("passed", report.passed())
                .member("milliseconds", report.duration().toMillis())
                .member("walks", sentences(report.walks()))
                .beginArray("revisions");
        for (RevisionResult result : report.results()) {
            json.beginObject()
                    .member("revision", result.revision().id())
                    .member("file", result.revision().path())
                    .member("passed", result.passed())
                    .member("skipped", result.skipped())
                    .member("risk", result.riskScore())
                    .member("rowsCompared", result.rowsCompared())
                    .member("failures", sentences(result.failures()))
                    .member("notes", result.notes())
                    .beginArray("locks");
            for (LockComparison.Compared compared : locks.compare(result)) {
                json.beginObject()
                        .member("table", compared.table())
                        .member("lock", compared.seen())
                        .member("rewritten", compared.rewritten())
                        .member("confirmed", compared.confirmed())
                        .member("contradicted", compared.contradicted())
                        .endObject();
            }
            json.endArray().beginObject("unfilled");
            for (Map.Entry<String, String> table : new TreeMap<>(result.unseeded()).entrySet()) {
                json.member(table.getKey(), table.getValue());
            }
            json.endObject().endObject();
        }
        json.endArray().endObject();
        out.println();
    }

    private static List<String> sentences(List<VerificationFailure> failures) {
        List<String> sentences = new ArrayList<>();
        for (VerificationFailure failure : failures) {
            sentences.add(failure.sentence());
        }
        return sentences;
    }
}
