// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceLookup;
import java.util.List;
import java.util.Objects;

/**
 * The migration files that form one history, before they are parsed: one Alembic environment, or all apps of one Django
 * project.
 *
 * @param framework which framework runs them
 * @param root the path that names the project in messages, relative to what was analysed; empty for the whole of it
 * @param sources the files, ordered by path
 * @param lookup finds other files of the project
 */
public record MigrationProject(Framework framework, String root, List<MigrationSource> sources, SourceLookup lookup) {
    public MigrationProject {
        Objects.requireNonNull(framework, "framework");
        Objects.requireNonNull(root, "root");
        sources = List.copyOf(sources);
        Objects.requireNonNull(lookup, "lookup");
    }
}
