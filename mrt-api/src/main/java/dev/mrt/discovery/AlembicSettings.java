// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an {@code alembic.ini} or the {@code [tool.alembic]} table of a {@code pyproject.toml} says that revisions are.
 *
 * @see <a href="https://alembic.sqlalchemy.org/en/latest/tutorial.html#editing-the-ini-file">Alembic's tutorial</a>
 */
final class AlembicSettings {

    /**
     * One environment.
     *
     * @param scriptLocation the directory with {@code env.py}
     * @param versionLocations the directories with revisions; empty for {@code versions} below the script location
     */
    record Environment(Path scriptLocation, List<Path> versionLocations) {
        /** The directories with revisions, the default one included. */
        List<Path> allVersionLocations() {
            return versionLocations.isEmpty() ? List.of(scriptLocation.resolve("versions")) : versionLocations;
        }
    }

    private AlembicSettings() {}

    /** The environments that a settings file names; none where it is about something else or cannot be read. */
    static List<Environment> read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Settings only group files; revisions are found by their content as well.
            return List.of();
        }
        if (!text.contains("script_location")) {
            return List.of();
        }
        boolean toml = file.toString().endsWith(".toml");
        Map<String, Map<String, String>> sections = sections(text, toml);
        List<Environment> environments = new ArrayList<>();
        sections.forEach((name, values) -> {
            String location = values.get("script_location");
            if (location != null && (!toml || name.equals("tool.alembic"))) {
                environment(file.resolveSibling(""), location, values).ifPresent(environments::add);
            }
        });
        return environments;
    }

    private static Optional<Environment> environment(Path here, String location, Map<String, String> values) {
        List<Path> versions = new ArrayList<>();
        try {
            Path script = resolve(here, location);
            for (String one : split(values.getOrDefault("version_locations", ""), values)) {
                versions.add(resolve(here, one));
            }
            return Optional.of(new Environment(script, versions));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path resolve(Path here, String location) {
        String text = location.trim().replace("%(here)s", here.toString()).replace("%%", "%");
        Path path = here.resolve(text).normalize();
        int colon = text.indexOf(':');
        if (colon > 1 && !Files.exists(path)) {
            // "package.name:directory": a resource of a Python package.
            path = here.resolve(text.substring(0, colon).replace('.', '/') + "/" + text.substring(colon + 1))
                    .normalize();
        }
        return path;
    }

    private static List<String> split(String locations, Map<String, String> values) {
        String separator = values.getOrDefault("path_separator", values.getOrDefault("version_path_separator", ""));
        String marks = switch (separator) {
            case "os", ":" -> ":\n";
            case ";" -> ";\n";
            case "newline" -> "\n";
            default -> ",: \t\n";
        };
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= locations.length(); i++) {
            char c = i < locations.length() ? locations.charAt(i) : '\n';
            if (marks.indexOf(c) < 0) {
                part.append(c);
                continue;
            }
            String text = part.toString().trim();
            if (!text.isEmpty()) {
                parts.add(text);
            }
            part.setLength(0);
        }
        return parts;
    }

    /** Reads {@code key = value} lines by section, as far as both formats share them. */
    private static Map<String, Map<String, String>> sections(String text, boolean toml) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = sections.computeIfAbsent("", key -> new LinkedHashMap<>());
        String lastKey = "";
        for (String line : text.split("\n", -1)) {
            String trimmed = line.strip();
            if (trimmed.isEmpty() || trimmed.startsWith("#") || trimmed.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[") && trimmed.endsWith("]") && !trimmed.contains("=")) {
                section = sections.computeIfAbsent(
                        trimmed.substring(1, trimmed.length() - 1).strip(), key -> new LinkedHashMap<>());
                lastKey = "";
                continue;
            }
            int equals = trimmed.indexOf('=');
            boolean continues = !lastKey.isEmpty() && Character.isWhitespace(line.charAt(0));
            if (continues || (toml && equals < 0 && !lastKey.isEmpty())) {
                section.merge(lastKey, "\n" + (toml ? unquoted(trimmed) : trimmed), String::concat);
            } else if (equals > 0) {
                lastKey = trimmed.substring(0, equals).strip();
                String value = trimmed.substring(equals + 1).strip();
                section.put(lastKey, toml ? unquoted(value) : value);
            }
        }
        return sections;
    }

    /** The text of TOML strings and of arrays of them, one a line. */
    private static String unquoted(String value) {
        StringBuilder text = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quote == 0 && c == '#') {
                break;
            }
            if (c == quote) {
                quote = 0;
                text.append('\n');
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0) {
                text.append(c);
            }
        }
        return text.toString().strip();
    }
}
