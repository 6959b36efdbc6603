// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A project that is run by the Python of its own environment. Immutable and thread-safe. */
public sealed interface PythonProject extends MigrationRunner.Factory permits AlembicProject, DjangoProject {

    /**
     * Finds the project at a path: the Django project of a {@code manage.py}, or the Alembic project of an {@code alembic.ini}
     * or of a {@code pyproject.toml} with a table {@code [tool.alembic]}.
     *
     * @param path the project's folder, its Alembic configuration or its {@code manage.py}
     * @param settings Django's settings module; null for the one that {@code manage.py} names
     * @throws VerificationException where there is no project, with what to do
     */
    static PythonProject find(Path path, @Nullable String settings) {
        Path folder = path.toAbsolutePath().normalize();
        if (Files.isRegularFile(folder)) {
            Path parent = folder.getParent();
            return folder.endsWith("manage.py") && parent != null ? find(parent, settings) : AlembicProject.of(folder);
        }
        if (settings != null) {
            return DjangoProject.of(folder, settings);
        }
        if (Files.isRegularFile(folder.resolve("manage.py"))) {
            return DjangoProject.of(folder);
        }
        try {
            for (String name : List.of("alembic.ini", "pyproject.toml")) {
                Path file = folder.resolve(name);
                boolean found = Files.isRegularFile(file)
                        && (name.equals("alembic.ini") || Files.readString(file).contains("[tool.alembic"));
                if (found) {
                    return AlembicProject.of(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the configuration in " + folder, e);
        }
        throw new VerificationException("There is no alembic.ini, pyproject.toml with [tool.alembic] or manage.py in "
                + folder + ": name the project's folder or its configuration");
    }

    /** The folder of the project: of its Alembic configuration, or of its {@code manage.py}. */
    Path folder();

    /**
     * What the environment lacks to run the project, such as {@code /usr/bin/python3 has no Alembic}; empty where nothing was
     * found to be missing. Starts the interpreter for a moment.
     */
    Optional<String> missing();

    /** With this interpreter instead of the one found in {@code .venv}, {@code VIRTUAL_ENV} or {@code PATH}. */
    PythonProject withPython(Path interpreter);

    /** With environment variables beside the inherited ones. */
    PythonProject withEnvironment(Map<String, String> variables);

    /**
     * With a Python file that is run before {@code env.py}, with {@code config} and {@code url} as globals, or before {@code
     * django.setup()}, with {@code settings} as a global.
     */
    PythonProject withBootstrap(Path file);
}
