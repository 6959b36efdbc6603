// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.replay.HistoryReplay;
import dev.mrt.schema.Target;

/** Replays histories, from the start or from what is known of them. */
@FunctionalInterface
interface Replays {

    /** The replay of a history for a target. */
    HistoryReplay replay(AnalyzedHistory history, Target target);
}
