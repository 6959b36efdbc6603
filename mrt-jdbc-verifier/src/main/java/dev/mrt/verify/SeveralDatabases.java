// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins what was seen on several databases of one project. Stateless. */
final class SeveralDatabases {

    private SeveralDatabases() {}

    /**
     * One report on a further database, too.
     *
     * @param report on those before it
     * @param database the name of the further one
     * @param other the report on it, on the same revisions
     */
    static VerificationReport joined(VerificationReport report, String database, VerificationReport other) {
        List<RevisionResult> results = new ArrayList<>();
        for (int i = 0; i < report.results().size(); i++) {
            results.add(
                    joined(report.results().get(i), database, other.results().get(i)));
        }
        return new VerificationReport(
                results,
                joined(report.walks(), database, other.walks()),
                other.brokenOff(),
                report.database(),
                report.duration().plus(other.duration()));
    }

    private static RevisionResult joined(RevisionResult result, String database, RevisionResult other) {
        List<String> notes = new ArrayList<>(result.notes());
        other.notes().forEach(note -> notes.add("in database `" + database + "`, " + note));
        if (other.skipped() != null && result.skipped() == null) {
            notes.add("not verified in database `" + database + "`: " + other.skipped());
        }
        Map<String, String> unseeded = new TreeMap<>(result.unseeded());
        other.unseeded().forEach((table, reason) -> unseeded.putIfAbsent(database + "." + table, reason));
        Map<String, Duration> timings = new TreeMap<>(result.timings());
        other.timings().forEach((part, time) -> timings.merge(part, time, Duration::plus));
        boolean both = result.skipped() != null && other.skipped() != null;
        return new RevisionResult(
                result.revision(),
                both ? result.skipped() : null,
                joined(result.failures(), database, other.failures()),
                notes,
                unseeded,
                result.rowsCompared() + other.rowsCompared(),
                result.locks(),
                timings);
    }

    /** A step that fails fails in all databases, for it is taken in all of them, and is told of once. */
    private static List<VerificationFailure> joined(
            List<VerificationFailure> failures, String database, List<VerificationFailure> others) {
        List<VerificationFailure> all = new ArrayList<>(failures);
        for (VerificationFailure other : others) {
            boolean ofStep = other.kind() == VerificationFailure.Kind.UPGRADE_FAILS
                    || other.kind() == VerificationFailure.Kind.DOWNGRADE_FAILS
                    || other.kind() == VerificationFailure.Kind.SECOND_UPGRADE_FAILS;
            if (!ofStep || failures.stream().noneMatch(own -> own.kind() == other.kind())) {
                all.add(new VerificationFailure.InDatabase(database, other));
            }
        }
        return all;
    }
}
