// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.verify.internal.python.PythonInterpreter;
import dev.mrt.verify.internal.python.PythonRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Django project, run by the Django of its own environment with its own settings; all its database aliases go to the test
 * database. Immutable and thread-safe.
 */
public final class DjangoProject implements PythonProject {

    /** As in {@code os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")}. */
    private static final Pattern SETTINGS =
            Pattern.compile("DJANGO_SETTINGS_MODULE[\"']\\]?\\s*[,=]\\s*[\"']([\\w.]+)");

    private final Path directory;
    private final String settings;
    private final @Nullable Path python;
    private final Map<String, String> environment;
    private final @Nullable Path bootstrap;

    private DjangoProject(
            Path directory,
            String settings,
            @Nullable Path python,
            Map<String, String> environment,
            @Nullable Path bootstrap) {
        this.directory = directory;
        this.settings = settings;
        this.python = python;
        this.environment = Map.copyOf(environment);
        this.bootstrap = bootstrap;
    }

    /**
     * The project in a directory, which is the one of {@code manage.py}.
     *
     * @param settings the settings module, such as {@code shop.settings}
     * @throws VerificationException where there is no such directory
     */
    public static DjangoProject of(Path directory, String settings) {
        if (!Files.isDirectory(directory)) {
            throw new VerificationException("There is no directory " + directory + ": name the one of manage.py");
        }
        return new DjangoProject(directory.toAbsolutePath().normalize(), settings, null, Map.of(), null);
    }

    /**
     * The project in a directory, with the settings that its {@code manage.py} names.
     *
     * @throws VerificationException where there is no such file, or it names none
     */
    public static DjangoProject of(Path directory) {
        Path manage = directory.resolve("manage.py");
        String text;
        try {
            text = Files.readString(manage);
        } catch (IOException e) {
            throw new VerificationException("Cannot read " + manage + ": name the folder of manage.py", e);
        }
        Matcher named = SETTINGS.matcher(text);
        if (!named.find()) {
            throw new VerificationException(manage + " does not name the settings module: name it");
        }
        return of(directory, named.group(1));
    }

    @Override
    public Path folder() {
        return directory;
    }

    @Override
    public DjangoProject withPython(Path interpreter) {
        return new DjangoProject(directory, settings, interpreter, environment, bootstrap);
    }

    @Override
    public DjangoProject withEnvironment(Map<String, String> variables) {
        return new DjangoProject(directory, settings, python, variables, bootstrap);
    }

    @Override
    public DjangoProject withBootstrap(Path file) {
        return new DjangoProject(directory, settings, python, environment, file.toAbsolutePath());
    }

    @Override
    public Optional<String> missing() {
        return PythonInterpreter.missing(folder(), python, "django", "Django");
    }

    @Override
    public MigrationRunner open(TestDatabase database, Duration timeout) {
        Map<String, @Nullable Object> project = new LinkedHashMap<>();
        project.put("framework", "django");
        project.put("settings", settings);
        project.put("bootstrap", bootstrap == null ? null : bootstrap.toString());
        Path interpreter = python == null ? PythonInterpreter.find(directory, System.getenv()) : python;
        return new PythonRunner(interpreter, directory, environment, project, database, timeout).start();
    }
}
