// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.source.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was named on the command line, and whether it can be what was meant. Stateless. */
final class NamedPaths {

    private static final Set<String> READ = Set.of("py", "ini", "toml", "cfg");

    private NamedPaths() {}

    /** Refuses a file that is neither Python nor the configuration of a project, such as a report. */
    static void check(Collection<Path> paths) {
        for (Path path : paths) {
            String name = String.valueOf(path.getFileName());
            if (Files.isRegularFile(path) && !READ.contains(name.substring(name.lastIndexOf('.') + 1))) {
                throw new WrongUse("'" + path + "' is not a migration. Name a Python file or a directory.");
            }
        }
    }

    /** The Python files that were named and turned out to be no migrations; those with problems are told as such. */
    static List<Path> others(Collection<Path> paths, Collection<String> migrations, Collection<Problem> problems) {
        Set<Path> known = new HashSet<>();
        migrations.forEach(file -> known.add(absolute(Path.of(file))));
        problems.forEach(problem -> known.add(absolute(Path.of(problem.file()))));
        return paths.stream()
                .filter(path -> path.toString().endsWith(".py") && !known.contains(absolute(path)))
                .toList();
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
