// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import dev.mrt.migration.MigrationProject;
import dev.mrt.source.Problem;
import java.util.List;
import java.util.Set;

/**
 * What was found to analyse.
 *
 * @param projects the histories to be, ordered by framework and root
 * @param focus the files that findings are wanted for; empty for all. Where single files were asked for, the rest of their
 *     history is read too, but only to understand them
 * @param leftOut what was left out and why, ordered by reason
 * @param problems what could not be read
 */
public record Discovered(
        List<MigrationProject> projects, Set<String> focus, List<LeftOut> leftOut, List<Problem> problems) {
    public Discovered {
        projects = List.copyOf(projects);
        focus = Set.copyOf(focus);
        leftOut = List.copyOf(leftOut);
        problems = List.copyOf(problems);
    }
}
