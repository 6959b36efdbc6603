// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.source.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was named on the command line, and whether it can be what was meant. Stateless. */
final class NamedPaths {

    private static final Set<String> SETTINGS = Set.of("ini", "toml", "cfg");

    private NamedPaths() {}

    /**
     * What to read: settings such as {@code alembic.ini} mean the project in their directory. Refuses other files that are not
     * Python, such as a report.
     */
    static List<Path> toRead(Collection<Path> paths) {
        List<Path> read = new ArrayList<>();
        for (Path path : paths) {
            String name = String.valueOf(path.getFileName());
            String ending = name.substring(name.lastIndexOf('.') + 1);
            if (!Files.isRegularFile(path) || ending.equals("py")) {
                read.add(path);
            } else if (SETTINGS.contains(ending)) {
                Path folder = path.getParent();
                read.add(folder == null ? Path.of(".") : folder);
            } else {
                throw new WrongUse("'" + path + "' is not a migration. Name a Python file or a directory.");
            }
        }
        return read;
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
