// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What running a history showed.
 *
 * @param results one for each revision, in the order of upgrades
 * @param walks what went wrong while the whole history was walked
 * @param brokenOff why it ended before all was run, such as a server that went away, in words; the results of the
 *     revisions that were not run are skipped with this reason. Null where all was run
 * @param database what it ran on, such as {@code postgresql 18.6}
 * @param duration how long it took, start-up included
 */
public record VerificationReport(
        List<RevisionResult> results,
        List<VerificationFailure> walks,
        @Nullable String brokenOff,
        String database,
        Duration duration) {

    public VerificationReport {
        results = List.copyOf(results);
        walks = List.copyOf(walks);
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(duration, "duration");
    }

    /** True where nothing is wrong with any revision that was verified, nor with the walks, and it was not broken off. */
    public boolean passed() {
        return brokenOff == null && walks.isEmpty() && failed().isEmpty();
    }

    /** The results with failures. */
    public List<RevisionResult> failed() {
        return results.stream().filter(result -> !result.failures().isEmpty()).toList();
    }

    /** The highest risk of any revision, 0 to 100. */
    public int riskScore() {
        return results.stream().mapToInt(RevisionResult::riskScore).max().orElse(0);
    }
}
