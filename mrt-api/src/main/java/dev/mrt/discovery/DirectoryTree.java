// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import dev.mrt.source.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One walk over a directory: the Python files and the files that say how they belong together. Directories that hold other
 * people's code or no code are not entered. Links to directories are not followed, so a walk always ends.
 */
final class DirectoryTree {

    private static final Set<String> NEVER_ENTERED =
            Set.of("__pycache__", "node_modules", "site-packages", "dist-packages", "bower_components");
    private static final Set<String> TEST_DIRECTORIES = Set.of("tests", "test", "testdata", "testing", "test_project");

    final List<Path> pythonFiles = new ArrayList<>();
    final List<Path> settingsFiles = new ArrayList<>();
    final List<Path> environments = new ArrayList<>();
    final List<Path> djangoRoots = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();

    /** Walks over {@code root}; {@code labels} names files in the problems and the counts. */
    static DirectoryTree walk(Path root, Labels labels, LeftOutCounter leftOut) {
        DirectoryTree tree = new DirectoryTree();
        try {
            Files.walkFileTree(root, tree.new Visitor(root, labels, leftOut));
        } catch (IOException e) {
            tree.problems.add(Unreadable.problem(labels.of(root), e));
        }
        // The order in which a file system lists a directory must not show in any result.
        tree.pythonFiles.sort(null);
        tree.settingsFiles.sort(null);
        return tree;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Labels labels;
        private final LeftOutCounter leftOut;

        Visitor(Path root, Labels labels, LeftOutCounter leftOut) {
            this.root = root;
            this.labels = labels;
            this.leftOut = leftOut;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (directory.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            String name = directory.getFileName().toString();
            if (name.startsWith(".") || NEVER_ENTERED.contains(name)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (TEST_DIRECTORIES.contains(name)) {
                leftOut.add("test directory (not entered)", labels.of(directory));
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (Files.exists(directory.resolve("pyvenv.cfg"))) {
                leftOut.add("virtual environment (not entered)", labels.of(directory));
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isOther()) {
                return FileVisitResult.CONTINUE; // reading a pipe or a device could wait forever
            }
            String name = file.getFileName().toString();
            if (name.endsWith(".py")) {
                pythonFiles.add(file);
                if (name.equals("env.py")) {
                    environments.add(file.getParent());
                } else if (name.equals("manage.py")) {
                    djangoRoots.add(file.getParent());
                }
            } else if ((name.endsWith(".ini") && name.contains("alembic")) || name.equals("pyproject.toml")) {
                settingsFiles.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            problems.add(Unreadable.problem(labels.of(file), e));
            return FileVisitResult.CONTINUE;
        }
    }
}
