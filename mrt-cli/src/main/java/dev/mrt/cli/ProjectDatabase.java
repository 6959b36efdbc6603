// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.schema.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells from the settings of a project which database it uses. Stateless. */
final class ProjectDatabase {

    private static final int DEPTH = 4;

    /** In alembic.ini: {@code sqlalchemy.url = mysql+pymysql://…}. */
    private static final Pattern URL = Pattern.compile("(?m)^\\s*sqlalchemy\\.url\\s*=\\s*(\\w+)");

    /** In Django's settings: {@code "ENGINE": "django.db.backends.postgresql"}. */
    private static final Pattern ENGINE = Pattern.compile("ENGINE[\"']?\\s*[:=]\\s*[\"'][\\w.]*?\\.(\\w+)[\"']");

    private ProjectDatabase() {}

    /** The name of the database as a target; PostgreSQL where no settings tell, or they cannot be read. */
    static String of(Path directory) {
        try (Stream<Path> files = Files.find(directory, DEPTH, (file, attributes) -> isSettings(file))) {
            for (Path file : files.sorted().toList()) {
                Pattern pattern = file.endsWith("alembic.ini") ? URL : ENGINE;
                // Latin 1 reads every file, and what is looked for is ASCII.
                Matcher found = pattern.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                Optional<Dialect> dialect = found.find() ? Dialect.named(found.group(1)) : Optional.empty();
                if (dialect.isPresent()) {
                    return dialect.get().id();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return Dialect.POSTGRESQL.id();
        }
        return Dialect.POSTGRESQL.id();
    }

    private static boolean isSettings(Path file) {
        return file.endsWith("alembic.ini")
                || file.endsWith("settings.py")
                || (file.toString().endsWith(".py")
                        && file.getParent() != null
                        && file.getParent().endsWith("settings"));
    }
}
