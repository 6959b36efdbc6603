// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Configuration in a file: {@code mrt.toml}, or the table {@code [tool.mrt]} of {@code pyproject.toml}. The options are those
 * of {@link MrtConfig.Builder}, written with underscores or hyphens; an option that does not exist is an error.
 */
public final class ConfigFile {

    private ConfigFile() {}

    /**
     * Finds the file that configures a directory: the nearest one, upwards from the directory itself. In one directory {@code
     * mrt.toml} comes before {@code pyproject.toml}, which counts only where it has a table {@code [tool.mrt]}.
     *
     * @param start a directory, or a file in one
     * @throws ConfigurationException where a {@code pyproject.toml} on the way cannot be read
     */
    public static Optional<Path> find(Path start) {
        Path directory = start.toAbsolutePath().normalize();
        for (; directory != null; directory = directory.getParent()) {
            Path own = directory.resolve("mrt.toml");
            if (Files.isRegularFile(own)) {
                return Optional.of(own);
            }
            Path project = directory.resolve("pyproject.toml");
            if (Files.isRegularFile(project)) {
                String text = text(project);
                // Most projects' files need not be parsed to see that they say nothing about mrt.
                if (text.contains("mrt") && hasOwnTable(project, text)) {
                    return Optional.of(project);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasOwnTable(Path file, String text) {
        TomlValue.Table table = TomlReader.read(file.toString(), text);
        return table.entries().get("tool") instanceof TomlValue.Table tool
                && tool.entries().get("mrt") instanceof TomlValue.Table;
    }

    /**
     * Reads a file. Paths in it are relative to its directory.
     *
     * @throws ConfigurationException where it cannot be read, with every unknown or wrong option and its line
     */
    public static MrtConfig read(Path file) {
        String text = text(file);
        TomlValue.Table table = TomlReader.read(file.toString(), text);
        if (file.endsWith("pyproject.toml")) {
            table = table.entries().get("tool") instanceof TomlValue.Table tool
                            && tool.entries().get("mrt") instanceof TomlValue.Table own
                    ? own
                    : new TomlValue.Table(Map.of(), 1);
        }
        return new ConfigReader(file).read(table);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            String reason = e instanceof CharacterCodingException ? "it is not UTF-8 text" : e.getMessage();
            throw new ConfigurationException(file + ": cannot be read: " + reason, e);
        }
    }
}
