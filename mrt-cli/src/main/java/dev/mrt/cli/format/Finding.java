// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import dev.mrt.report.Fingerprints;
import dev.mrt.report.Report;
import dev.mrt.report.Suppressed;
import dev.mrt.rule.RiskWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding of a report with the name that it keeps when lines move.
 *
 * @param warning the finding
 * @param fingerprint tells it from all others of the report
 * @param suppressed how it was silenced, or null where it counts
 */
record Finding(
        RiskWarning warning, String fingerprint, @Nullable Suppressed suppressed) {

    /** All findings of a report in its order, those that were silenced among them. */
    static List<Finding> of(Report report) {
        List<Finding> unnamed = new ArrayList<>();
        for (RiskWarning warning : report.warnings()) {
            unnamed.add(new Finding(warning, "", null));
        }
        for (Suppressed suppressed : report.suppressed()) {
            unnamed.add(new Finding(suppressed.warning(), "", suppressed));
        }
        unnamed.sort((left, right) -> left.warning().compareTo(right.warning()));
        List<RiskWarning> warnings = new ArrayList<>();
        for (Finding finding : unnamed) {
            warnings.add(finding.warning());
        }
        List<String> fingerprints = Fingerprints.of(warnings);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < unnamed.size(); i++) {
            Finding finding = unnamed.get(i);
            findings.add(new Finding(finding.warning(), fingerprints.get(i), finding.suppressed()));
        }
        return findings;
    }

    /** The pattern and what it is about, such as {@code DROP COLUMN: users.phone}. */
    static String title(RiskWarning warning) {
        return warning.subject().isEmpty() ? warning.pattern() : warning.pattern() + ": " + warning.subject();
    }
}
