// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import java.util.List;

/**
 * An attempt at a fix, before it is proven.
 *
 * @param edits what to change
 * @param obstacle why there is none, without a final period; empty where there is one
 * @param refuses whether the way back then refuses with a reason instead of restoring
 */
record Draft(List<SourceEdit> edits, String obstacle, boolean refuses) {
    Draft {
        edits = List.copyOf(edits);
    }

    static Draft of(List<SourceEdit> edits) {
        return new Draft(edits, "", false);
    }

    static Draft impossible(String obstacle) {
        return new Draft(List.of(), obstacle, false);
    }
}
