// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.cli.format.JsonWriter;
import dev.mrt.verify.RevisionResult;
import dev.mrt.verify.VerificationFailure;
import dev.mrt.verify.VerificationReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a verification showed, as text.
 *
 * @param report what it showed
 * @param asSql whether the migrations ran as SQL, without Python
 * @param locks the findings to compare seen locks with
 */
record VerificationOutput(VerificationReport report, boolean asSql, LockComparison locks) {

    /** For people: what is wrong with each revision, then a summary. */
    void table(Appendable out) throws IOException {
        Map<String, String> unseeded = new TreeMap<>();
        for (RevisionResult result : report.results()) {
            unseeded.putAll(result.unseeded());
            String id = result.revision().id();
            if (result.skipped() != null) {
                line(out, "skipped   " + id + "  " + result.skipped());
            } else if (!result.passed()) {
                line(out, "FAILED    " + id + "  " + result.revision().path() + "  risk " + result.riskScore());
                for (VerificationFailure failure : result.failures()) {
                    line(out, "          - " + failure.sentence());
                }
            }
            for (LockComparison.Compared compared : locks.compare(result)) {
                line(out, "locks     " + id + "  " + compared.sentence());
            }
            for (String note : result.notes()) {
                line(out, "note      " + id + "  " + note);
            }
        }
        for (VerificationFailure failure : report.walks()) {
            line(out, "FAILED    " + failure.sentence());
        }
        if (report.brokenOff() != null) {
            line(out, "not all   was run: " + report.brokenOff());
        }
        for (Map.Entry<String, String> table : unseeded.entrySet()) {
            line(out, "unfilled  table " + table.getKey() + ": " + table.getValue());
        }
        summary(out);
    }

    private void summary(Appendable out) throws IOException {
        int restored = 0;
        int skipped = 0;
        for (RevisionResult result : report.results()) {
            restored += result.passed() ? 1 : 0;
            skipped += result.skipped() == null ? 0 : 1;
        }
        String failed = report.failed().size() + " failed, " + skipped + " skipped";
        String seconds = String.format(Locale.ROOT, "%.1f s", report.duration().toMillis() / 1000.0);
        line(
                out,
                (report.passed() ? "" : "\n") + restored + " of "
                        + report.results().size() + " revisions restored, "
                        + failed + ", on " + report.database() + (asSql ? ", as SQL without Python," : "") + " in "
                        + seconds);
    }

    private static void line(Appendable out, String text) throws IOException {
        out.append(text).append('\n');
    }

    /** For programs; the shape is documented in {@code docs/json.md}. */
    void json(Appendable out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.beginObject()
                .member("database", report.database())
                .member("runner", asSql ? "sql" : "python")
                .member("passed", report.passed())
                .member("brokenOff", report.brokenOff())
                .member("milliseconds", report.duration().toMillis());
        failures(json, "walks", report.walks());
        json.beginArray("revisions");
        for (RevisionResult result : report.results()) {
            json.beginObject()
                    .member("revision", result.revision().id())
                    .member("file", result.revision().path())
                    .member("passed", result.passed())
                    .member("skipped", result.skipped())
                    .member("risk", result.riskScore())
                    .member("rowsCompared", result.rowsCompared());
            failures(json, "failures", result.failures());
            json.member("notes", result.notes()).beginArray("locks");
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
    }

    private static void failures(JsonWriter json, String name, List<VerificationFailure> failures) throws IOException {
        json.beginArray(name);
        for (VerificationFailure failure : failures) {
            json.beginObject()
                    .member("kind", failure.kind().id())
                    .member("subject", failure.subject())
                    .member("message", failure.sentence())
                    .endObject();
        }
        json.endArray();
    }
}
