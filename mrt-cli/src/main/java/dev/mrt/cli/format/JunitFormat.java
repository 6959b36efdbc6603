// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import com.google.auto.service.AutoService;
import dev.mrt.report.HistorySummary;
import dev.mrt.report.Report;
import dev.mrt.report.ReportFormat;
import dev.mrt.report.RevisionSummary;
import dev.mrt.report.Suppressed;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import dev.mrt.source.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The XML of JUnit reports, which every CI server shows: a test suite for each file, a test case for each finding, and a
 * passing one for each file without findings. Errors are failures, problems are errors, suppressed findings are skipped,
 * warnings and notes pass and say what they are about.
 */
@AutoService(ReportFormat.class)
public final class JunitFormat implements ReportFormat {

    @Override
    public String name() {
        return "junit";
    }

    @Override
    public boolean showsRevisions() {
        return true;
    }

    /** What is known of one file. */
    private static final class Suite {
        private final List<RiskWarning> warnings = new ArrayList<>();
        private final List<Suppressed> suppressed = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        int tests() {
            return Math.max(1, warnings.size() + suppressed.size() + problems.size());
        }

        int failures() {
            int count = 0;
            for (RiskWarning warning : warnings) {
                count += warning.severity() == Severity.ERROR ? 1 : 0;
            }
            return count;
        }
    }

    @Override
    public void write(Report report, Style style, Appendable out) throws IOException {
        Map<String, Suite> suites = suites(report);
        int tests = 0;
        for (Suite suite : suites.values()) {
            tests += suite.tests();
        }
        XmlWriter xml = new XmlWriter(out);
        xml.begin("testsuites")
                .attribute("name", "mrt")
                .attribute("tests", tests)
                .attribute("failures", report.count(Severity.ERROR))
                .attribute("errors", report.problems().size())
                .attribute("skipped", report.suppressed().size());
        for (Map.Entry<String, Suite> entry : suites.entrySet()) {
            suite(entry.getKey(), entry.getValue(), xml);
        }
        xml.end();
    }

    private static Map<String, Suite> suites(Report report) {
        Map<String, Suite> suites = new TreeMap<>();
        for (HistorySummary history : report.histories()) {
            for (RevisionSummary revision : history.revisions()) {
                suite(suites, revision.source().path());
            }
        }
        for (RiskWarning warning : report.warnings()) {
            suite(suites, warning.location().file()).warnings.add(warning);
        }
        for (Suppressed suppressed : report.suppressed()) {
            suite(suites, suppressed.warning().location().file()).suppressed.add(suppressed);
        }
        for (Problem problem : report.problems()) {
            suite(suites, problem.file()).problems.add(problem);
        }
        return suites;
    }

    private static Suite suite(Map<String, Suite> suites, String file) {
        return suites.computeIfAbsent(file, path -> new Suite());
    }

    private static void suite(String file, Suite suite, XmlWriter xml) throws IOException {
        xml.begin("testsuite")
                .attribute("name", file)
                .attribute("tests", suite.tests())
                .attribute("failures", suite.failures())
                .attribute("errors", suite.problems.size())
                .attribute("skipped", suite.suppressed.size());
        for (RiskWarning warning : suite.warnings) {
            finding(warning, file, xml);
            if (warning.severity() == Severity.ERROR) {
                xml.begin("failure")
                        .attribute("type", warning.code())
                        .attribute("message", warning.message())
                        .text(text(warning))
                        .end();
            } else {
                xml.begin("system-out").text(text(warning)).end();
            }
            xml.end();
        }
        for (Suppressed suppressed : suite.suppressed) {
            finding(suppressed.warning(), file, xml);
            String reason = suppressed.reason().isEmpty() ? "" : ": " + suppressed.reason();
            xml.begin("skipped")
                    .attribute("message", suppressed.by() + reason)
                    .end()
                    .end();
        }
        for (Problem problem : suite.problems) {
            String line = problem.line() > 0 ? " (line " + problem.line() + ")" : "";
            testCase("not analysed" + line, file, xml);
            xml.begin("error")
                    .attribute("type", problem.kind().name())
                    .attribute("message", problem.message())
                    .end()
                    .end();
        }
        if (suite.warnings.isEmpty() && suite.suppressed.isEmpty() && suite.problems.isEmpty()) {
            testCase("no findings", file, xml);
            xml.end();
        }
        xml.end();
    }

    private static void finding(RiskWarning warning, String file, XmlWriter xml) throws IOException {
        int line = warning.location().line();
        testCase(warning.code() + " " + Finding.title(warning) + " (line " + line + ")", file, xml);
    }

    /** CI servers make a tree of the class name's dots. */
    private static void testCase(String name, String file, XmlWriter xml) throws IOException {
        String path = file.endsWith(".py") ? file.substring(0, file.length() - 3) : file;
        xml.begin("testcase")
                .attribute("classname", "mrt." + path.replace('.', '_').replace('/', '.'))
                .attribute("name", name)
                .attribute("file", file);
    }

    private static String text(RiskWarning warning) {
        String fix = warning.fix();
        String text = warning.location() + ": " + warning.severity().id() + ": " + warning.message();
        return fix == null ? text : text + "\nFix: " + fix;
    }
}
