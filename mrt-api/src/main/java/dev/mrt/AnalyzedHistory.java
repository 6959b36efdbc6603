// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.MigrationProject;
import dev.mrt.source.Problem;
import java.util.List;
import java.util.Objects;

/**
 * A project's files and the history that they make: what the analysis works on, for tools that want more than findings.
 *
 * @param project the files
 * @param history the migrations and their graph
 * @param problems what could not be read of its files, in order
 */
public record AnalyzedHistory(MigrationProject project, MigrationHistory history, List<Problem> problems) {
    public AnalyzedHistory {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(history, "history");
        problems = problems.stream().sorted().toList();
    }
}
