// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.python.ParsedSource;
import dev.mrt.python.PythonDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code trees/*.py} has beside it what {@code ast.dump(tree, indent=2)} says. The files named for a version show what only
 * that version and later ones read.
 */
class PythonDumpTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/dev/mrt/python/parser/trees");

    @ParameterizedTest
    @MethodSource("files")
    void writesWhatCPythonWrites(Path file) throws IOException {
        ParsedSource parsed = PythonParser.create().parse(Files.readString(file));
        assertThat(parsed.errors()).isEmpty();
        String actual = PythonDump.plain().withIndent(2).dump(parsed.module()) + "\n";
        Path expected = file.resolveSibling(file.getFileName().toString().replace(".py", ".dump"));
        if (Boolean.getBoolean("mrt.accept")) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".py")).sorted().toList().stream();
        }
    }
}
