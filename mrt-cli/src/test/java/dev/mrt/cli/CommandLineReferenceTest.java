// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/cli.md} what the commands themselves say; {@code -Dmrt.accept=true} writes it anew. */
class CommandLineReferenceTest {

    private static final Path PAGE = Path.of("../docs/cli.md");

    @Test
    void docs_are_what_the_help_says() throws IOException {
        StringBuilder page = new StringBuilder("# Command line\n\nWritten from `mrt COMMAND --help` by a test.\n");
        section("mrt", page, "--help");
        for (String name : Commands.NAMES) {
            if (!name.equals("help")) {
                section("mrt " + name, page, name, "--help");
            }
        }
        if (Boolean.getBoolean("mrt.accept")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
    }

    private static void section(String title, StringBuilder page, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exit()).isZero();
        page.append("\n## ")
                .append(title)
                .append("\n\n```text\n")
                .append(run.out().stripTrailing());
        page.append("\n```\n");
    }
}
