// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The migrations that the tests of the front ends read. */
final class ExampleProjects {

    private static final Path FRONT_ENDS = Path.of("../mrt-python-parser/src/test/resources/dev/mrt");

    private ExampleProjects() {}

    static String read(String file) throws IOException {
        return Files.readString(FRONT_ENDS.resolve(file));
    }

    static void copy(String project, Path to) throws IOException {
        copy(FRONT_ENDS.resolve(project), to);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
