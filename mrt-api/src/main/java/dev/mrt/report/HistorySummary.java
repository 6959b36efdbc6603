// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import dev.mrt.migration.Framework;
import java.util.List;
import java.util.Objects;

/**
 * One history that was analysed.
 *
 * @param framework which framework runs it
 * @param root where it stands, relative to what was analysed; empty for the whole of it
 * @param migrations how many migrations it has
 * @param heads the revisions that nothing builds on, in order
 * @param revisions its migrations in the order in which they run; empty where they were not asked for
 */
public record HistorySummary(
        Framework framework, String root, int migrations, List<String> heads, List<RevisionSummary> revisions) {
    public HistorySummary {
        Objects.requireNonNull(framework, "framework");
        Objects.requireNonNull(root, "root");
        heads = List.copyOf(heads);
        revisions = List.copyOf(revisions);
    }

    /** A history without its revisions. */
    public HistorySummary(Framework framework, String root, int migrations, List<String> heads) {
        this(framework, root, migrations, heads, List.of());
    }
}
