// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.python;

import dev.mrt.verify.VerificationException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the interpreter of a project's own environment. Stateless. */
public final class PythonInterpreter {

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

    private static void inside(Path environment, List<Path> candidates) {
        candidates.add(environment.resolve("bin").resolve("python"));
        candidates.add(environment.resolve("Scripts").resolve("python.exe"));
    }
}
