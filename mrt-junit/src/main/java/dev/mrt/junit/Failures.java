// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import dev.mrt.report.Report;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.Severity;
import dev.mrt.source.Problem;
import dev.mrt.verify.ModelDifference;
import dev.mrt.verify.RevisionResult;
import dev.mrt.verify.StepFailedException;
import dev.mrt.verify.VerificationFailure;
import dev.mrt.verify.VerificationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Turns what was found into failures that a test runner shows well. Stateless. */
final class Failures {

    private Failures() {}

    static AssertionFailedError ofStep(String what, StepFailedException failure) {
        return new AssertionFailedError("The " + what + " fails: " + failure.error(), failure);
    }

    /** Fails where a revision was not restored. */
    static void of(RevisionResult result) {
        if (!result.failures().isEmpty()) {
            throw failed(title(result), result.failures());
        }
    }

    /** Fails where any revision was not restored. */
    static void of(VerificationReport report) {
        if (report.passed()) {
            return;
        }
        StringBuilder title = new StringBuilder()
                .append(report.failed().size())
                .append(" of ")
                .append(report.results().size())
                .append(" revisions cannot be rolled back on ")
                .append(report.database());
        List<VerificationFailure> all = new ArrayList<>();
        for (RevisionResult result : report.failed()) {
            title.append("\n").append(title(result)).append(lines(result.failures()));
            all.addAll(result.failures());
        }
        title.append(lines(report.walks()));
        if (report.brokenOff() != null) {
            title.append("\nNot all was run: ").append(report.brokenOff());
        }
        all.addAll(report.walks());
        throw compared(title.toString(), all);
    }

    private static String title(RevisionResult result) {
        return "Revision " + result.revision().id() + " (" + result.revision().path() + ") cannot be rolled back:";
    }

    static void ofData(List<VerificationFailure> differences) {
        if (!differences.isEmpty()) {
            throw failed("The rows are not what they were:", differences);
        }
    }

    private static AssertionFailedError failed(String title, List<VerificationFailure> failures) {
        return compared(title + lines(failures), failures);
    }

    private static String lines(List<VerificationFailure> failures) {
        StringBuilder text = new StringBuilder();
        failures.forEach(failure -> text.append("\n- ").append(failure.sentence()));
        return text.toString();
    }

    /** With the rows as they were and as they are, where rows are what differs: test runners show them side by side. */
    private static AssertionFailedError compared(String message, List<VerificationFailure> failures) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (VerificationFailure failure : failures) {
            if (failure instanceof VerificationFailure.ValuesChanged changed) {
                for (VerificationFailure.ChangedValue value : changed.values()) {
                    String place = changed.table() + " " + value.key() + " " + changed.column() + ": ";
                    before.add(place + (value.before() == null ? "NULL" : value.before()));
                    after.add(place + (value.after() == null ? "NULL" : value.after()));
                }
            } else if (failure instanceof VerificationFailure.RowsLost lost) {
                lost.keys().forEach(key -> before.add(lost.table() + " " + key));
            } else if (failure instanceof VerificationFailure.RowsAdded added) {
                added.keys().forEach(key -> after.add(added.table() + " " + key));
            }
        }
        return before.isEmpty() && after.isEmpty()
                ? new AssertionFailedError(message)
                : new AssertionFailedError(message, String.join("\n", before), String.join("\n", after));
    }

    static void ofModels(List<ModelDifference> differences) {
        if (differences.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder("The models are not what the migrations make:");
        for (ModelDifference difference : differences) {
            message.append("\n- ").append(difference.sentence());
        }
        throw new AssertionFailedError(message.toString());
    }

    static void ofStatic(Report report, Path folder) {
        ofReading(report, folder);
        StringBuilder message = new StringBuilder();
        report.warnings().stream()
                .filter(warning -> warning.severity() == Severity.ERROR)
                .forEach(warning -> message.append("\n- ").append(words(warning)));
        if (!message.isEmpty()) {
            throw new AssertionFailedError("The migrations in " + folder + " have errors:" + message);
        }
    }

    /** Fails where nothing was read, or something could not be: silence about it would say nothing. */
    static void ofReading(Report report, Path folder) {
        StringBuilder message = new StringBuilder();
        for (Problem problem : report.problems()) {
            message.append("\n- ").append(problem.file()).append(": ").append(problem.message());
        }
        if (!message.isEmpty()) {
            throw new AssertionFailedError("Not everything in " + folder + " could be read:" + message);
        }
        if (report.migrations() == 0) {
            throw new AssertionFailedError("There are no migrations in " + folder);
        }
    }

    /** A finding in a line: place, code, what it is about and what is wrong. */
    static String words(RiskWarning warning) {
        return warning.location() + " " + warning.code() + " " + warning.pattern()
                + (warning.subject().isEmpty() ? "" : " " + warning.subject()) + ": " + warning.message();
    }
}
