// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.rule.RiskWarning;
import java.io.IOException;

/** The findings as a JSON array: one object each, in the report's order. */
@AutoService(ReportFormat.class)
public final class JsonFormat implements ReportFormat {

    @Override
    public String name() {
        return "json";
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.beginArray();
        for (RiskWarning warning : report.warnings()) {
            json.beginObject();
            members(warning, json);
            json.endObject();
        }
        json.endArray();
    }

    static void members(RiskWarning warning, JsonWriter json) throws IOException {
        json.member("revision", warning.revision())
                .member("file", warning.location().file())
                .member("pattern", warning.pattern())
                .member("severity", warning.severity().id())
                .member("message", warning.message())
                .member("line", warning.location().line())
                .member("code", warning.code())
                .member("column", warning.location().column())
                .member("end_line", warning.location().endLine())
                .member("end_column", warning.location().endColumn())
                .member("category", warning.category().id())
                .member("subject", warning.subject())
                .member("fix", warning.fix());
        json.beginArray("related");
        for (RiskWarning.Related related : warning.related()) {
            json.beginObject()
                    .member("file", related.location().file())
                    .member("line", related.location().line())
                    .member("message", related.message())
                    .endObject();
        }
        json.endArray();
    }
}
