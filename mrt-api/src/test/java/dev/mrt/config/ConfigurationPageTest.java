// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/configuration.md is a configuration, and shows every option. */
class ConfigurationPageTest {

    @Test
    void exampleShowsEveryOption(@TempDir Path directory) throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));
        int start = page.indexOf("```toml\n") + "```toml\n".length();
        String example = page.substring(start, page.indexOf("```", start));
        Files.writeString(directory.resolve("rows.csv"), "users, 12\n");
        Path file = Files.writeString(directory.resolve("mrt.toml"), example);

        assertThat(ConfigFile.read(file).requireReasons()).isTrue();
        assertThat(TomlReader.read("mrt.toml", example).entries().keySet())
                .containsExactlyInAnyOrderElementsOf(ConfigReader.OPTIONS);
    }
}
