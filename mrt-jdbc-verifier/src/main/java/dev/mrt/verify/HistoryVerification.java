// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies a history, or one revision of it. */
final class HistoryVerification {

    private final VerifierSettings settings;
    private final long start = System.nanoTime();

    HistoryVerification(VerifierSettings settings) {
        this.settings = settings;
    }

    /** @param only the one revision to verify, or null for all */
    VerificationReport run(@Nullable String only) {
        try (Stage stage = Stage.open(settings)) {
            List<Revision> history = stage.history();
            int from = 0;
            int to = history.size();
            String first = only == null ? settings.minimumRevision() : only;
            if (first != null) {
                from = index(history, first);
                to = only == null ? to : from + 1;
            }
            settings.listener().started(to - from);
            RevisionCycle cycle = new RevisionCycle(stage);
            cycle.start(from);
            List<RevisionResult> results = new ArrayList<>();
            for (int i = from; i < to; i++) {
                Revision revision = history.get(i);
                String reason = only == null ? reasonToSkip(revision) : null;
                RevisionResult result = reason == null ? cycle.next() : cycle.pass(reason);
                results.add(result);
                settings.listener().finished(result);
            }
            return new VerificationReport(
                    results, List.of(), stage.databaseVersion(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private @Nullable String reasonToSkip(Revision revision) {
        String reason = settings.skip().get(revision.id());
        if (reason == null && !settings.apps().isEmpty() && !settings.apps().contains(revision.appLabel())) {
            return "not one of the applications asked for";
        }
        return reason;
    }

    private static int index(List<Revision> history, String id) {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).id().equals(id)) {
                return i;
            }
        }
        List<String> matching = new ArrayList<>();
        int found = -1;
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).id().startsWith(id)) {
                matching.add(history.get(i).id());
                found = i;
            }
        }
        if (matching.size() == 1) {
            return found;
        }
        throw new VerificationException(
                matching.isEmpty()
                        ? "There is no revision " + id
                        : "Revision " + id + " could be each of " + String.join(", ", matching));
    }
}
