// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.verify.internal.python.PythonInterpreter;
import dev.mrt.verify.internal.python.PythonRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An Alembic project, run by the Alembic of its own environment. Its {@code env.py} is honoured; whatever engine it makes
 * goes to the test database. Immutable and thread-safe.
 */
public final class AlembicProject implements PythonProject {

    private final Path configuration;
    private final String section;
    private final @Nullable Path python;
    private final List<String> xArguments;
    private final Map<String, String> environment;
    private final @Nullable Path bootstrap;

    private AlembicProject(
            Path configuration,
            String section,
            @Nullable Path python,
            List<String> xArguments,
            Map<String, String> environment,
            @Nullable Path bootstrap) {
        this.configuration = configuration;
        this.section = section;
        this.python = python;
        this.xArguments = List.copyOf(xArguments);
        this.environment = Map.copyOf(environment);
        this.bootstrap = bootstrap;
    }

    /**
     * The project of an {@code alembic.ini}, or of a {@code pyproject.toml} with a {@code [tool.alembic]} table.
     *
     * @throws VerificationException where there is no such file
     */
    public static AlembicProject of(Path configuration) {
        if (!Files.isRegularFile(configuration)) {
            throw new VerificationException(
                    "There is no Alembic configuration " + configuration + ": name an alembic.ini or pyproject.toml");
        }
        return new AlembicProject(
                configuration.toAbsolutePath().normalize(), "alembic", null, List.of(), Map.of(), null);
    }

    /** With another section of the ini file, as {@code alembic --name}. */
    public AlembicProject withSection(String other) {
        return new AlembicProject(configuration, other, python, xArguments, environment, bootstrap);
    }

    @Override
    public AlembicProject withPython(Path interpreter) {
        return new AlembicProject(configuration, section, interpreter, xArguments, environment, bootstrap);
    }

    /** With arguments for {@code context.get_x_argument()}, such as {@code tenant=a}. */
    public AlembicProject withXArguments(List<String> arguments) {
        return new AlembicProject(configuration, section, python, arguments, environment, bootstrap);
    }

    @Override
    public AlembicProject withEnvironment(Map<String, String> variables) {
        return new AlembicProject(configuration, section, python, xArguments, variables, bootstrap);
    }

    @Override
    public AlembicProject withBootstrap(Path file) {
        return new AlembicProject(configuration, section, python, xArguments, environment, file.toAbsolutePath());
    }

    @Override
    public Path folder() {
        return Objects.requireNonNull(configuration.getParent(), "an absolute path to a file has a parent");
    }

    @Override
    public Optional<String> missing() {
        return PythonInterpreter.missing(folder(), python, "alembic", "Alembic");
    }

    @Override
    public MigrationRunner open(TestDatabase database, Duration timeout) {
        Path root = folder();
        Map<String, @Nullable Object> project = new LinkedHashMap<>();
        project.put("framework", "alembic");
        boolean toml = configuration.toString().endsWith(".toml");
        Path ini = toml ? root.resolve("alembic.ini") : configuration;
        project.put("ini", Files.exists(ini) ? ini.toString() : null);
        project.put("pyproject", toml ? configuration.toString() : null);
        project.put("section", section);
        project.put("x", xArguments);
        project.put("bootstrap", bootstrap == null ? null : bootstrap.toString());
        Path interpreter = python == null ? PythonInterpreter.find(root, System.getenv()) : python;
        return new PythonRunner(interpreter, root, environment, project, database, timeout).start();
    }
}
