// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.python.ParsedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever becomes of a text, the parser returns, and every position lies within the text. */
class FuzzTest {

    private static final Path SOURCES = Path.of("src/test/resources/dev/mrt/python/parser/trees");
    private static final int ROUNDS = 4_000;
    private static final String[] FRAGMENTS = {
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        ";",
        "=",
        ":=",
        "->",
        "*",
        "**",
        "@",
        ".",
        "...",
        "!",
        "'",
        "\"",
        "\"\"\"",
        "f'{",
        "t\"",
        "rb'",
        "\\",
        "\n",
        "\n    ",
        "\r",
        "\t",
        "\f",
        "#",
        "0",
        "0x",
        "1e",
        "_",
        "\u00e9",
        "\ud83d",
        "\u0000",
        "match x:",
        "case _:",
        "type X",
        "if ",
        "else ",
        "for ",
        "in ",
        "not ",
        "is ",
        "lambda ",
        "yield ",
        "await ",
        "async ",
        "with (",
        "except* ",
        "print x",
        "`",
        "<>",
    };

    private final PythonParser parser = PythonParser.create();

    @Test
    @Timeout(60)
    void returnsOnEveryText() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".py"))
                    .sorted()
                    .toList()) {
                sources.add(Files.readString(file));
            }
        }
        Random random = new Random(20261120);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(sources.get(random.nextInt(sources.size())));
            for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
                mutate(text, random);
            }
            check(text.toString());
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int until = Math.min(text.length(), at + random.nextInt(6));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, until);
            case 1 -> text.insert(at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
            case 2 -> text.replace(at, until, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
            default -> text.setLength(Math.max(1, at));
        }
    }

    private void check(String text) {
        ParsedSource parsed = parser.parse(text);
        parsed.module().walk(node -> {
            if (node.start() < 0 || node.start() > node.end() || node.end() > text.length()) {
                throw new AssertionError("Position outside of the text: " + node + "\n" + text);
            }
        });
        assertThat(parsed.errors()).allMatch(error -> error.offset() <= text.length());
        assertThat(parser.parse(text)).isEqualTo(parsed);
    }
}
