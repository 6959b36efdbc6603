// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import dev.mrt.rule.Severity;
import dev.mrt.schema.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Turns the table of a file into a configuration and collects all that is wrong with it. Not thread-safe; use once. */
final class ConfigReader {

    static final List<String> OPTIONS = List.of(
            "targets",
            "select",
            "ignore",
            "severity",
            "skip",
            "per_path_ignores",
            "since",
            "min_revision",
            "check_compat",
            "hot_tables",
            "rows",
            "rows_file",
            "baseline",
            "require_reasons",
            "min_coverage");

    private final Path file;
    private final MrtConfig.Builder builder = MrtConfig.builder();
    private final List<String> errors = new ArrayList<>();

    ConfigReader(Path file) {
        this.file = file;
    }

    MrtConfig read(TomlValue.Table table) {
        table.entries().forEach((key, value) -> {
            try {
                option(key, value);
            } catch (IllegalArgumentException e) {
                error(value.line(), Objects.requireNonNullElse(e.getMessage(), e.toString()));
            }
        });
        if (!errors.isEmpty()) {
            throw new ConfigurationException(String.join("\n", errors));
        }
        return builder.build();
    }

    private void option(String key, TomlValue value) {
        switch (key.replace('-', '_')) {
            case "targets" -> {
                for (String text : texts(key, value)) {
                    builder.target(Target.parse(text));
                }
            }
            case "select" -> builder.select(texts(key, value).toArray(String[]::new));
            case "ignore" -> builder.ignore(texts(key, value).toArray(String[]::new));
            case "severity" -> table(key, value).forEach((name, level) -> severity(name, level));
            case "skip" -> table(key, value).forEach((revision, reason) -> skip(revision, reason));
            case "per_path_ignores" ->
                table(key, value)
                        .forEach((pattern, names) ->
                                builder.ignoreAt(pattern, texts(pattern, names).toArray(String[]::new)));
            case "since" -> text(key, value).ifPresent(builder::since);
            case "min_revision" -> text(key, value).ifPresent(builder::minRevision);
            case "check_compat" -> flag(key, value).ifPresent(builder::checkCompat);
            case "hot_tables" -> builder.hotTables(texts(key, value).toArray(String[]::new));
            case "rows" -> table(key, value).forEach((name, rows) -> rows(name, rows));
            case "rows_file" -> text(key, value).ifPresent(path -> rowsFile(path, value.line()));
            case "baseline" -> text(key, value).ifPresent(path -> builder.baseline(file.resolveSibling(path)));
            case "require_reasons" -> flag(key, value).ifPresent(builder::requireReasons);
            case "min_coverage" -> coverage(key, value);
            default ->
                error(
                        value.line(),
                        "there is no option '" + key + "'; did you mean '" + Spelling.closest(key, OPTIONS) + "'?");
        }
    }

    private void severity(String name, TomlValue value) {
        text(name, value).ifPresent(level -> {
            Optional<Severity> severity = Severity.named(level);
            severity.ifPresent(found -> builder.severity(name, found));
            if (severity.isEmpty()) {
                error(value.line(), "severity of '" + name + "' is error, warning or info, not '" + level + "'");
            }
        });
    }

    private void skip(String revision, TomlValue value) {
        text(revision, value).ifPresent(reason -> {
            if (reason.isBlank()) {
                error(value.line(), "give a reason for skipping revision '" + revision + "'");
            } else {
                builder.skip(revision, reason);
            }
        });
    }

    private void rows(String table, TomlValue value) {
        if (value instanceof TomlValue.Whole whole && whole.value() >= 0) {
            builder.rows(table, whole.value());
        } else {
            wrong(table, "a number of rows", value);
        }
    }

    private void rowsFile(String path, int line) {
        Path rows = file.resolveSibling(path);
        List<String> lines;
        try {
            lines = Files.readAllLines(rows);
        } catch (IOException e) {
            error(line, "rows_file '" + path + "' cannot be read as UTF-8 text: " + e.getMessage());
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).strip();
            if (text.isEmpty() || text.startsWith("#") || (i == 0 && isHeading(text))) {
                continue;
            }
            int comma = text.lastIndexOf(',');
            try {
                builder.rows(
                        text.substring(0, comma).strip(),
                        Long.parseLong(text.substring(comma + 1).strip()));
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                errors.add(rows + ":" + (i + 1) + ": expected 'table, rows', such as 'users, 1200000', found '" + text
                        + "'");
            }
        }
    }

    private static boolean isHeading(String text) {
        return text.toLowerCase(Locale.ROOT).replace(" ", "").equals("table,rows");
    }

    private void coverage(String key, TomlValue value) {
        if (value instanceof TomlValue.Whole whole) {
            builder.minCoverage((double) whole.value());
        } else if (value instanceof TomlValue.Decimal decimal) {
            builder.minCoverage(decimal.value());
        } else {
            wrong(key, "a percentage", value);
        }
    }

    private Optional<String> text(String key, TomlValue value) {
        if (value instanceof TomlValue.Text text) {
            return Optional.of(text.value());
        }
        wrong(key, "a string", value);
        return Optional.empty();
    }

    private Optional<Boolean> flag(String key, TomlValue value) {
        if (value instanceof TomlValue.Flag flag) {
            return Optional.of(flag.value());
        }
        wrong(key, "true or false", value);
        return Optional.empty();
    }

    private List<String> texts(String key, TomlValue value) {
        if (!(value instanceof TomlValue.Items items)) {
            return text(key, value).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (TomlValue item : items.values()) {
            text(key, item).ifPresent(texts::add);
        }
        return texts;
    }

    private Map<String, TomlValue> table(String key, TomlValue value) {
        if (value instanceof TomlValue.Table table) {
            return table.entries();
        }
        wrong(key, "a table", value);
        return Map.of();
    }

    private void wrong(String key, String wanted, TomlValue found) {
        error(found.line(), "'" + key + "' must be " + wanted + ", not " + found.words());
    }

    private void error(int line, String message) {
        errors.add(file + ":" + line + ": " + message);
    }
}
