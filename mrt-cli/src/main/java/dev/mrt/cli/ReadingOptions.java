// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.schema.Target;
import dev.mrt.source.Problem;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to read and for which database: the options of commands that explain rather than judge. */
final class ReadingOptions {

    static final String NO_MIGRATIONS = "mrt: no migrations found; name the directory that holds them";

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
        return paths.isEmpty() ? List.of(Path.of(".")) : existing(paths);
    }

    /** The paths, all of which are there. */
    static List<Path> existing(List<Path> paths) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new WrongUse("There is no '" + path + "'. Check the path.");
            }
        }
        return NamedPaths.toRead(paths);
    }

    /** Tells what could not be read, or that there was nothing, and how to end because of it. */
    static int exit(Histories read, List<Path> paths, PrintWriter err) {
        for (Problem problem : read.problems()) {
            err.println(problem.place() + ": " + problem.message());
        }
        List<String> files = new ArrayList<>();
        for (AnalyzedHistory history : read.histories()) {
            history.history()
                    .order()
                    .forEach(migration -> files.add(migration.source().path()));
        }
        List<Path> others = NamedPaths.others(paths, files, read.problems());
        others.forEach(path -> err.println("mrt: '" + path + "' is not a migration"));
        if (files.isEmpty() && others.isEmpty() && read.problems().isEmpty()) {
            err.println(NO_MIGRATIONS);
        }
        return files.isEmpty() || !others.isEmpty() || !read.problems().isEmpty() ? ExitCode.INCOMPLETE : ExitCode.OK;
    }

    Target target() {
        try {
            return Target.parse(target);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("--target: " + e.getMessage(), e);
        }
    }
}
