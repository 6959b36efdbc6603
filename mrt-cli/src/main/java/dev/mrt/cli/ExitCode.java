// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.report.Report;
import dev.mrt.rule.Severity;

/** What the command's exit codes mean. */
final class ExitCode {

    /** No finding that fails the check. */
    static final int OK = 0;
    /** Errors were found, or warnings where they count. */
    static final int FINDINGS = 1;
    /** Wrong use or configuration. */
    static final int USAGE = 2;
    /** No failing finding, but some input could not be analysed. */
    static final int INCOMPLETE = 3;

    /** The output could not be written: disk full, closed pipe, no permission. */
    static final int OUTPUT = 4;
    /** A defect in mrt. */
    static final int DEFECT = 70;

    private ExitCode() {}

    static int of(Report report, boolean strict) {
        boolean fails = report.count(Severity.ERROR) > 0 || (strict && report.count(Severity.WARNING) > 0);
        if (fails) {
            return FINDINGS;
        }
        return report.problems().isEmpty() ? OK : INCOMPLETE;
    }
}
