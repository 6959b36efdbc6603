// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each format makes of the two {@link Reports}: expected text in {@code full.NAME} and {@code empty.NAME}. */
class FormatTest {

    private static final Path EXPECTED = Path.of("src/test/resources/dev/mrt/cli/format");

    /** Accepts what the formats write now: {@code mvn test -Dtest=FormatTest -Dmrt.accept=true}. */
    private static final boolean ACCEPT = Boolean.getBoolean("mrt.accept");

    static List<String> formats() {
        List<String> names = new ArrayList<>();
        for (ReportFormat format : ServiceLoader.load(ReportFormat.class)) {
            names.add(format.name());
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writes_a_report_with_everything(String format) throws IOException {
        assertWritten(Reports.full(), format, "full." + format);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writes_a_report_with_nothing(String format) throws IOException {
        assertWritten(Reports.EMPTY, format, "empty." + format);
    }

    /** Errors are all told in full; warnings and notes that recur in a file must not bury them. */
    @Test
    void the_table_is_short_where_findings_recur() throws IOException {
        assertWritten(Reports.recurring(), "table", "recurring.table");
    }

    private static void assertWritten(Report report, String format, String file) throws IOException {
        String written = written(report, format)
                .replaceAll("(?s)<style>.*</style>", "<style></style>")
                .replaceAll("(?s)<script>.*</script>", "<script></script>");
        if (ACCEPT) {
            Files.writeString(EXPECTED.resolve(file), written);
        }
        assertThat(written).isEqualTo(Files.readString(EXPECTED.resolve(file)));
    }

    static String written(Report report, String name) throws IOException {
        for (ReportFormat format : ServiceLoader.load(ReportFormat.class)) {
            if (format.name().equals(name)) {
                StringBuilder out = new StringBuilder();
                format.write(report, new ReportFormat.Style(80, false), out);
                return out.toString();
            }
        }
        throw new AssertionError("No format " + name);
    }
}
