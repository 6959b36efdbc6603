// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.verify.AlembicProject;
import dev.mrt.verify.OperationProject;
import dev.mrt.verify.PythonProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which project to run, and with which Python: the options that the commands share which run one. */
final class ProjectOptions {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATH",
            description = "The project's folder, an alembic.ini or a pyproject.toml (default: here).")
    private Path path = Path.of("");

    @Option(names = "--settings", paramLabel = "MODULE", description = "Django's settings module.")
    private @Nullable String settings;

    @Option(names = "--python", paramLabel = "FILE", description = "The interpreter of the project's environment.")
    private @Nullable Path python;

    @Option(
            names = "--bootstrap",
            paramLabel = "FILE",
            description = "A Python file to run before env.py or the setup.")
    private @Nullable Path bootstrap;

    @Option(names = "-x", paramLabel = "ARG", description = "An argument for Alembic's env.py; repeatable.")
    private List<String> xArguments = new ArrayList<>();

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "An environment variable; repeatable.")
    private Map<String, String> environment = new LinkedHashMap<>();

    /** The project, to be run as SQL without Python. */
    OperationProject withoutPython() {
        exists();
        return OperationProject.of(folder());
    }

    private void exists() {
        if (!Files.exists(path.toAbsolutePath())) {
            throw new WrongUse("There is no '" + path + "'. Check the path.");
        }
    }

    /** The folder at the path, or that of the configuration at the path. */
    Path folder() {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return Files.isRegularFile(absolute) && parent != null ? parent : absolute;
    }

    /** The folder as reports are to name it. */
    Path shownFolder() {
        Path parent = path.getParent();
        Path shown = AnalysisOptions.relative(Files.isRegularFile(path) ? parent == null ? Path.of("") : parent : path);
        return shown.toString().isEmpty() ? Path.of(".") : shown;
    }

    /** Whether an option is given that only Python makes use of. */
    boolean wantsPython() {
        return python != null || bootstrap != null || !xArguments.isEmpty() || !environment.isEmpty();
    }

    /**
     * The project.
     *
     * @throws dev.mrt.verify.VerificationException where there is none
     */
    PythonProject find() {
        exists();
        PythonProject project = PythonProject.find(path, settings).withEnvironment(environment);
        project = python == null ? project : project.withPython(python);
        project = bootstrap == null ? project : project.withBootstrap(bootstrap);
        return project instanceof AlembicProject alembic ? alembic.withXArguments(xArguments) : project;
    }
}
