// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.discovery.LeftOut;
import dev.mrt.source.Problem;
import java.util.List;
import java.util.Set;

/**
 * All histories below some paths, read but not judged.
 *
 * @param histories the histories, ordered by framework and root
 * @param focus the files that were asked for by name; empty for all
 * @param problems what could not be read, in order
 * @param leftOut which files were left out and why
 */
public record Histories(
        List<AnalyzedHistory> histories, Set<String> focus, List<Problem> problems, List<LeftOut> leftOut) {
    public Histories {
        histories = List.copyOf(histories);
        focus = Set.copyOf(focus);
        problems = problems.stream().sorted().toList();
        leftOut = List.copyOf(leftOut);
    }
}
