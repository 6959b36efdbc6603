// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What running one revision showed.
 *
 * @param revision the revision
 * @param skipped why it was not verified; null where it was
 * @param failures what is wrong, in the order in which it was found
 * @param notes what is worth knowing and no failure, such as another order of columns
 * @param unseeded tables that could not be filled, so that losing their rows would not show, and why
 * @param rowsCompared how many rows were compared after the downgrade
 * @param locks what the upgrade was seen to do to tables that were there before it, ordered by table (PostgreSQL)
 * @param timings how long each part took, by name: {@code upgrade}, {@code downgrade}, {@code second upgrade},
 *     {@code total}
 */
public record RevisionResult(
        Revision revision,
        @Nullable String skipped,
        List<VerificationFailure> failures,
        List<String> notes,
        Map<String, String> unseeded,
        int rowsCompared,
        List<ObservedLock> locks,
        Map<String, Duration> timings) {

    private static final int RISK_OF_A_FAILURE = 25;

    public RevisionResult {
        Objects.requireNonNull(revision, "revision");
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
        unseeded = Map.copyOf(unseeded);
        locks = List.copyOf(locks);
        timings = Map.copyOf(timings);
    }

    /** A revision that was not verified. */
    public static RevisionResult skipped(Revision revision, String reason) {
        return new RevisionResult(revision, reason, List.of(), List.of(), Map.of(), 0, List.of(), Map.of());
    }

    /** True where it was verified and nothing is wrong. */
    public boolean passed() {
        return skipped == null && failures.isEmpty();
    }

    /** From 0 for nothing wrong to 100: 25 for each failure. */
    public int riskScore() {
        return Math.min(100, RISK_OF_A_FAILURE * failures.size());
    }
}
