// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One revision.
 *
 * @param framework which framework runs it
 * @param id the revision: Alembic's {@code revision}, or {@code app_label.migration_name} for Django
 * @param parents the revisions it builds on: {@code down_revision} (several for a merge), or Django's dependencies with
 *     {@code run_before} of others resolved; empty for a base
 * @param dependsOn further revisions that must run before (Alembic's {@code depends_on}); ids or branch labels
 * @param branchLabels Alembic's branch labels
 * @param replaces the migrations that a squashed Django migration stands for
 * @param message the first line of the docstring, or empty
 * @param source the file
 * @param identity where the revision is named, for findings about the revision as a whole
 * @param transactional false where the migration runs outside of a transaction ({@code atomic = False})
 * @param upgrade the way forward
 * @param downgrade the way back
 * @param operations the framework's own operations by group number: name and whether it has a reverse (Django), in order
 * @param comments the file's comments by their offset, for suppressions
 */
public record Migration(
        Framework framework,
        String id,
        List<String> parents,
        List<String> dependsOn,
        List<String> branchLabels,
        List<String> replaces,
        String message,
        MigrationSource source,
        SourceRange identity,
        boolean transactional,
        Procedure upgrade,
        Procedure downgrade,
        List<FrameworkOperation> operations,
        Map<Integer, String> comments) {

    public Migration {
        Objects.requireNonNull(framework, "framework");
        Objects.requireNonNull(id, "id");
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
        replaces = List.copyOf(replaces);
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(upgrade, "upgrade");
        Objects.requireNonNull(downgrade, "downgrade");
        operations = List.copyOf(operations);
        comments = Map.copyOf(comments);
    }

    /** From the id alone: a hash of everything would walk through every step each time that a migration enters a set. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The app label of a Django migration, the empty string for Alembic. */
    public String appLabel() {
        return framework == Framework.DJANGO ? id.substring(0, id.indexOf('.')) : "";
    }
}
