// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How to verify; see {@link MigrationVerifier.Builder} for what each means. */
record VerifierSettings(
        MigrationRunner.Factory runner,
        @Nullable DatabaseUrl database,
        boolean inPlace,
        boolean disposable,
        int seedRows,
        long seed,
        Map<String, List<Map<String, String>>> customSeeds,
        Map<String, String> skip,
        @Nullable String minimumRevision,
        Set<String> apps,
        Duration timeout,
        int jobs,
        int randomWalks,
        VerificationListener listener) {

    /** Why a revision is only applied and not verified; null where it is verified. */
    @Nullable
    String reasonToSkip(Revision revision) {
        String reason = skip.get(revision.id());
        if (reason == null && !apps.isEmpty() && !apps.contains(revision.appLabel())) {
            return "not one of the applications asked for";
        }
        return reason;
    }
}
