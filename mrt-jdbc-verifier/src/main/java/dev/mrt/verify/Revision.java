// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.util.List;
import java.util.Objects;

/**
 * A revision as the runner knows it.
 *
 * @param id Alembic's revision, or {@code app_label.migration_name} for Django
 * @param parents the revisions that it builds on
 * @param dependsOn further revisions that must run before
 * @param message the first line of its description, or empty
 * @param path its file relative to the project, with {@code /} as separator; empty where there is none
 */
public record Revision(String id, List<String> parents, List<String> dependsOn, String message, String path) {
    public Revision {
        Objects.requireNonNull(id, "id");
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(path, "path");
    }

    /** The label of its Django application; empty for Alembic. */
    public String appLabel() {
        int dot = id.indexOf('.');
        return dot < 0 ? "" : id.substring(0, dot);
    }
}
