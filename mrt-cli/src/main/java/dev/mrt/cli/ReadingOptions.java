// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.schema.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to read and for which database: the options of commands that explain rather than judge. */
final class ReadingOptions {

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "What to read (default: the current directory); see 'mrt check --help'.")
    private List<Path> paths = List.of();

    @Option(
            names = "--target",
            paramLabel = "DATABASE[:VERSION]",
            description = "The database to assume, such as mysql:8.0 (default: postgresql).")
    private String target = "postgresql";

    List<Path> paths() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new WrongUse("There is no '" + path + "'. Check the path.");
            }
        }
        return paths.isEmpty() ? List.of(Path.of(".")) : paths;
    }

    Target target() {
        try {
            return Target.parse(target);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("--target: " + e.getMessage(), e);
        }
    }
}
