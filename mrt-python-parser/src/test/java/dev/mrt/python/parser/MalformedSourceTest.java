// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.python.SyntaxError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that are no Python 3, each with the errors that name what is wrong, in {@code malformed/*.txt}: some lines of Python, then
 * a line {@code => error} for each error. To accept changed messages, run with {@code -Dmrt.accept=true} and read the difference.
 */
class MalformedSourceTest {

    static final Path DIRECTORY = Path.of("src/test/resources/dev/mrt/python/parser/malformed");

    private static final String ERROR = "=>";

    record Case(String source, List<String> errors) {}

    @ParameterizedTest
    @MethodSource("files")
    void namesWhatIsWrong(Path file) throws IOException {
        StringBuilder actual = new StringBuilder();
        for (Case malformed : cases(file)) {
            actual.append(malformed.source);
            for (SyntaxError error :
                    PythonParser.create().parse(malformed.source).errors()) {
                actual.append(ERROR).append(' ').append(error).append('\n');
            }
        }
        if (Boolean.getBoolean("mrt.accept")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).hasToString(Files.readString(file));
    }

    @Test
    void everyTextIsRejected() throws IOException {
        int count = 0;
        for (Path file : files().toList()) {
            for (Case malformed : cases(file)) {
                assertThat(malformed.errors).as(malformed.source).isNotEmpty();
                count++;
            }
        }
        assertThat(count).isGreaterThanOrEqualTo(60);
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList().stream();
        }
    }

    static List<Case> cases(Path file) throws IOException {
        List<Case> cases = new ArrayList<>();
        StringBuilder source = new StringBuilder();
        List<String> errors = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(ERROR)) {
                errors.add(line);
                continue;
            }
            if (!errors.isEmpty()) {
                cases.add(new Case(source.toString(), List.copyOf(errors)));
                source.setLength(0);
                errors.clear();
            }
            source.append(line).append('\n');
        }
        cases.add(new Case(source.toString(), List.copyOf(errors)));
        return cases;
    }
}
