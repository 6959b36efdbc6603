// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import dev.mrt.report.HistorySummary;
import dev.mrt.report.Report;
import dev.mrt.report.RevisionSummary;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/** Makes one dynamic test for each revision that was read, and one for what belongs to none. Stateless. */
final class StaticTests {

    private StaticTests() {}

    static Stream<DynamicTest> of(Report report, Path folder) {
        Map<String, List<RiskWarning>> errors = new LinkedHashMap<>();
        for (HistorySummary history : report.histories()) {
            for (RevisionSummary revision : history.revisions()) {
                errors.put(revision.id(), new ArrayList<>());
            }
        }
        List<RiskWarning> further = new ArrayList<>();
        for (RiskWarning warning : report.warnings()) {
            if (warning.severity() == Severity.ERROR) {
                errors.getOrDefault(warning.revision(), further).add(warning);
            }
        }
        Stream<DynamicTest> revisions = errors.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> requireNone(entry.getValue())));
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest("history", () -> {
                    Failures.ofReading(report, folder);
                    requireNone(further);
                })),
                revisions);
    }

    private static void requireNone(List<RiskWarning> errors) {
        if (!errors.isEmpty()) {
            throw new AssertionFailedError(
                    String.join("\n", errors.stream().map(Failures::words).toList()));
        }
    }
}
