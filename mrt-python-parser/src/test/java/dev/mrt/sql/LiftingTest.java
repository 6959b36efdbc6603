// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.schema.Dialect;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads each {@code .sql} file beside this class and compares with the {@code .operations} file of the same name. A file named
 * {@code mysql-….sql} is read as MySQL; {@code unknown-…} without a hint. Run with {@code -Dmrt.accept=true} to rewrite the
 * expected files of the source tree, and look at the difference.
 */
class LiftingTest {

    static List<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(LiftingTest.class.getResource("lifting").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void liftsTheStatementsOfAFile(Path file) throws IOException {
        String text = Files.readString(file);
        String name = file.getFileName().toString();
        StringBuilder actual = new StringBuilder();
        for (SqlStatement statement : new SqlReader().read(text.replace("<unknown>", "\uFFFC"), dialect(name))) {
            actual.append(Rendering.of(statement)).append('\n');
        }
        String expectedName = name.replace(".sql", ".operations");
        if (Boolean.getBoolean("mrt.accept")) {
            Path sources = Path.of("src/test/resources/dev/mrt/sql/lifting");
            Files.writeString(sources.resolve(expectedName), actual);
        }
        assertThat(actual.toString()).isEqualTo(Files.readString(file.resolveSibling(expectedName)));
    }

    private static @Nullable Dialect dialect(String fileName) {
        String hint = fileName.substring(0, fileName.indexOf('-'));
        return Dialect.named(hint).orElse(null);
    }
}
