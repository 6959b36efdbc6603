// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.report.HistorySummary;
import dev.mrt.report.Report;
import dev.mrt.report.RevisionSummary;
import dev.mrt.rule.Category;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import dev.mrt.source.Location;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;
import dev.mrt.verify.RevisionResult;
import dev.mrt.verify.StepError;
import dev.mrt.verify.VerificationFailure;
import dev.mrt.verify.VerificationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a verification showed as a {@link Report}, so that every format can write it: each failure is a finding, each revision that could not be run a problem.
 */
final class VerifiedReport {

    private static final Pattern FRAME = Pattern.compile("^(.+\\.py):(\\d+)");

    private final VerificationReport seen;
    private final Report read;
    private final Path folder;
    private final Map<String, RevisionResult> results = new HashMap<>();
    private final Map<String, MigrationSource> sources = new HashMap<>();

    /**
     * @param seen what was seen
     * @param read what the migrations say, with their revisions
     * @param folder the project, as the paths of the report are to begin
     */
    VerifiedReport(VerificationReport seen, Report read, Path folder) {
        this.seen = seen;
        this.read = read;
        this.folder = folder;
        for (RevisionResult result : seen.results()) {
            results.put(result.revision().id(), result);
        }
        for (HistorySummary history : read.histories()) {
            for (RevisionSummary revision : history.revisions()) {
                if (result(revision) != null) {
                    sources.put(revision.id(), revision.source());
                }
            }
        }
    }

    /** What was seen, and nothing else. */
    Report seen() {
        List<RiskWarning> findings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (RevisionResult result : seen.results()) {
            for (VerificationFailure failure : result.failures()) {
                findings.add(finding(result, failure));
            }
            if (result.skipped() != null) {
                problems.add(new Problem(
                        Problem.Kind.NOT_RUN,
                        path(result),
                        0,
                        "Revision " + result.revision().id() + " was not run: " + result.skipped() + "."));
            }
        }
        for (VerificationFailure failure : seen.walks()) {
            findings.add(finding(seen.results().get(seen.results().size() - 1), failure));
        }
        return new Report(findings, List.of(), problems, read.coverage(), histories(), List.of(), rules());
    }

    /** What was seen together with what was read. */
    Report whole() {
        Report only = seen();
        List<RiskWarning> findings = new ArrayList<>(read.warnings());
        findings.addAll(only.warnings());
        List<Problem> problems = new ArrayList<>(read.problems());
        problems.addAll(only.problems());
        List<RuleInfo> rules = new ArrayList<>(read.rules());
        rules.addAll(only.rules());
        return new Report(
                findings, read.suppressed(), problems, read.coverage(), only.histories(), read.leftOut(), rules);
    }

    /** The result of running a revision that was read; null where another file has its name, or it was not looked at. */
    private @Nullable RevisionResult result(RevisionSummary revision) {
        RevisionResult result = results.get(revision.id());
        return result != null
                        && Path.of(revision.source().path())
                                .endsWith(result.revision().path())
                ? result
                : null;
    }

    private List<HistorySummary> histories() {
        List<HistorySummary> histories = new ArrayList<>();
        for (HistorySummary history : read.histories()) {
            List<RevisionSummary> revisions = new ArrayList<>();
            for (RevisionSummary revision : history.revisions()) {
                RevisionResult result = result(revision);
                revisions.add(result == null ? revision : revision.withVerified(verified(result)));
            }
            histories.add(new HistorySummary(
                    history.framework(), history.root(), history.migrations(), history.heads(), revisions));
        }
        return histories;
    }

    private RevisionSummary.Verified verified(RevisionResult result) {
        RevisionSummary.Verified.Outcome outcome = result.passed()
                ? RevisionSummary.Verified.Outcome.RESTORED
                : RevisionSummary.Verified.Outcome.NOT_RESTORED;
        List<String> notes = new ArrayList<>(result.notes());
        if (result.skipped() != null) {
            outcome = RevisionSummary.Verified.Outcome.NOT_RUN;
            notes.add(result.skipped());
        }
        result.unseeded().forEach((table, reason) -> notes.add("table `" + table + "` could not be filled: " + reason));
        return new RevisionSummary.Verified(outcome, seen.database(), result.rowsCompared(), notes);
    }

    private RiskWarning finding(RevisionResult result, VerificationFailure failure) {
        String sentence = failure.sentence();
        RuleInfo rule = rule(failure.kind());
        return new RiskWarning(
                result.revision().id(),
                location(result, failure),
                rule.code(),
                rule.pattern(),
                rule.category(),
                rule.severity(),
                failure.subject(),
                Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ". Seen on " + seen.database()
                        + ".",
                null,
                List.of());
    }

    private Location location(RevisionResult result, VerificationFailure failure) {
        MigrationSource source = sources.get(result.revision().id());
        if (source == null) {
            return new Location(path(result), 1, 1, 1, 1);
        }
        List<String> lines = source.text().lines().toList();
        int line = Math.max(1, Math.min(lines.size(), line(result, failure, lines)));
        int length = lines.isEmpty() ? 0 : lines.get(line - 1).length();
        return new Location(source.path(), line, 1, line, length + 1);
    }

    /** The line that raised, or that begins the function at fault; for Django that of the operations. */
    private static int line(RevisionResult result, VerificationFailure failure, List<String> lines) {
        List<String> trace = trace(failure);
        for (int i = trace.size() - 1; i >= 0; i--) {
            Matcher frame = FRAME.matcher(trace.get(i));
            if (frame.find() && Path.of(result.revision().path()).endsWith(frame.group(1))) {
                return Integer.parseInt(frame.group(2));
            }
        }
        String function = isAboutUpgrade(failure.kind()) ? "def upgrade(" : "def downgrade(";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(function) || line.startsWith("operations")) {
                return i + 1;
            }
        }
        return 1;
    }

    private static List<String> trace(VerificationFailure failure) {
        StepError error = null;
        if (failure instanceof VerificationFailure.UpgradeFailed failed) {
            error = failed.error();
        } else if (failure instanceof VerificationFailure.DowngradeFailed failed) {
            error = failed.error();
        } else if (failure instanceof VerificationFailure.SecondUpgradeFailed failed) {
            error = failed.error();
        } else if (failure instanceof VerificationFailure.InDatabase there) {
            return trace(there.failure());
        }
        return error == null ? List.of() : error.trace();
    }

    private String path(RevisionResult result) {
        MigrationSource source = sources.get(result.revision().id());
        return source != null
                ? source.path()
                : folder.resolve(result.revision().path()).toString().replace('\\', '/');
    }

    private static List<RuleInfo> rules() {
        List<RuleInfo> rules = new ArrayList<>();
        for (VerificationFailure.Kind kind : VerificationFailure.Kind.values()) {
            rules.add(rule(kind));
        }
        return rules;
    }

    /** The kind as a rule; {@code docs/verifying.md} lists the codes. */
    private static RuleInfo rule(VerificationFailure.Kind kind) {
        return switch (kind) {
            case UPGRADE_FAILS -> rule("RUN1", kind, Category.ROLLBACK, "The upgrade fails on the database");
            case DOWNGRADE_FAILS -> rule("RUN2", kind, Category.ROLLBACK, "The downgrade fails on the database");
            case SCHEMA_NOT_RESTORED ->
                rule("RUN3", kind, Category.ROLLBACK, "Upgrade and downgrade leave another schema");
            case ROWS_LOST -> rule("RUN4", kind, Category.DATA_LOSS, "Rows do not survive upgrade and downgrade");
            case ROWS_ADDED -> rule("RUN5", kind, Category.DATA_LOSS, "Upgrade and downgrade leave rows behind");
            case VALUES_CHANGED ->
                rule("RUN6", kind, Category.DATA_LOSS, "Values do not survive upgrade and downgrade");
            case SECOND_UPGRADE_FAILS ->
                rule("RUN7", kind, Category.ROLLBACK, "The upgrade fails when it is run again after the downgrade");
            case SCHEMA_NOT_REPEATED ->
                rule("RUN8", kind, Category.ROLLBACK, "The upgrade leaves another schema when it is run again");
            case ROWS_NOT_REPEATED ->
                rule("RUN9", kind, Category.DATA_LOSS, "The upgrade leaves other rows when it is run again");
            case WALK_FAILS -> rule("RUN10", kind, Category.HISTORY, "A walk through the whole history goes wrong");
        };
    }

    private static RuleInfo rule(String code, VerificationFailure.Kind kind, Category category, String summary) {
        return RuleInfo.of(code, kind.name().replace('_', ' '), category, Severity.ERROR, summary);
    }

    private static boolean isAboutUpgrade(VerificationFailure.Kind kind) {
        return switch (kind) {
            case UPGRADE_FAILS, SECOND_UPGRADE_FAILS, SCHEMA_NOT_REPEATED, ROWS_NOT_REPEATED -> true;
            default -> false;
        };
    }
}
