// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.python;

import dev.mrt.verify.VerificationException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds the interpreter of a project's own environment. Stateless. */
public final class PythonInterpreter {

    private static final String LOOK_FOR =
            "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)";

    private PythonInterpreter() {}

    /**
     * The interpreter of the project: in {@code .venv} or {@code venv} of the project's folder or one above it, of the
     * activated environment, or the first on the {@code PATH}.
     *
     * @throws VerificationException where there is none
     */
    public static Path find(Path project, Map<String, String> environment) {
        List<Path> candidates = new ArrayList<>();
        for (Path folder = project.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            inside(folder.resolve(".venv"), candidates);
            inside(folder.resolve("venv"), candidates);
            if (Files.exists(folder.resolve(".git"))) {
                break;
            }
        }
        String active = environment.get("VIRTUAL_ENV");
        if (active != null && !active.isEmpty()) {
            inside(Path.of(active), candidates);
        }
        String path = environment.getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                candidates.add(Path.of(folder, "python3"));
                candidates.add(Path.of(folder, "python"));
                candidates.add(Path.of(folder, "python.exe"));
            }
        }
        for (Path candidate : candidates) {
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new VerificationException(
                "No Python interpreter was found in .venv, VIRTUAL_ENV or PATH: install Python 3.8"
                        + " or later with the project's requirements, or name the interpreter");
    }

    /**
     * Why a project cannot be run by Python; empty where nothing was found to be missing.
     *
     * @param given the interpreter, or null for the one that is found
     * @param module the module that must be there, such as {@code alembic}
     * @param name what people call it
     */
    public static Optional<String> missing(Path project, @Nullable Path given, String module, String name) {
        Path interpreter;
        try {
            interpreter = given == null ? find(project, System.getenv()) : given;
        } catch (VerificationException e) {
            return Optional.of("there is no Python in .venv, VIRTUAL_ENV or PATH");
        }
        try {
            Process process = new ProcessBuilder(interpreter.toString(), "-c", LOOK_FOR, module)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of(interpreter + " does not answer");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(interpreter + " has no " + name);
        } catch (IOException e) {
            return Optional.of(interpreter + " cannot be started");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerificationException("Interrupted while Python was starting", e);
        }
    }

    private static void inside(Path environment, List<Path> candidates) {
        candidates.add(environment.resolve("bin").resolve("python"));
        candidates.add(environment.resolve("Scripts").resolve("python.exe"));
    }
}
