// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks {@code git} which files changed. */
final class GitChanges {

    private static final int TIMEOUT_SECONDS = 60;

    private GitChanges() {}

    /**
     * The files that differ from the point where the current branch left a reference, those included that git does not know
     * yet.
     *
     * @param directory a directory of the working tree
     * @param reference a branch, tag or commit
     * @return absolute paths; empty where the directory is in no working tree, or git cannot resolve the reference
     * @throws ConfigurationException where git fails otherwise
     */
    static Optional<Set<Path>> since(Path directory, String reference) {
        if (reference.isBlank() || reference.startsWith("-")) {
            return Optional.empty();
        }
        List<String> top = git(directory, "rev-parse", "--show-toplevel");
        if (top.isEmpty()) {
            return Optional.empty();
        }
        Path root = Path.of(top.get(0));
        List<String> commit = git(root, "rev-parse", "--verify", "--quiet", reference + "^{commit}");
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        List<String> base = git(root, "merge-base", commit.get(0), "HEAD");
        List<String> names = new ArrayList<>(git(
                root,
                "diff",
                "--name-only",
                "-z",
                "--no-renames",
                "--diff-filter=d",
                base.isEmpty() ? commit.get(0) : base.get(0)));
        names.addAll(git(root, "ls-files", "-z", "--others", "--exclude-standard"));
        Set<Path> changed = new HashSet<>();
        for (String name : names) {
            changed.add(root.resolve(name));
        }
        return Optional.of(changed);
    }

    /** The lines, or NUL-separated names, that a command prints; empty where it fails. */
    private static List<String> git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ConfigurationException(
                        "git does not answer in " + directory + ": " + String.join(" ", command));
            }
            List<String> lines = new ArrayList<>();
            for (String line : output.split("[\\n\\x00]", -1)) {
                if (!line.isEmpty() && process.exitValue() == 0) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "`since` is no revision, and git cannot be run to look for it: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigurationException("Interrupted while git was running", e);
        }
    }
}
