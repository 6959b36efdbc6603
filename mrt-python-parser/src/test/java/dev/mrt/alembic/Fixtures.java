// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Memory;
import dev.mrt.migration.MigrationParser.Parsed;
import dev.mrt.migration.MigrationProject;
import dev.mrt.migration.Workers;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The migrations beside the tests of this package. */
final class Fixtures {

    static final Path FOLDER = Path.of("src/test/resources/dev/mrt/alembic");

    private Fixtures() {}

    static MigrationSource source(String name) {
        try {
            return new MigrationSource(name, Files.readString(FOLDER.resolve(name)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Parsed parse(String name) {
        return parse(source(name));
    }

    static Parsed parse(MigrationSource source) {
        MigrationProject project = new MigrationProject(
                Framework.ALEMBIC,
                "",
                List.of(source),
                path -> Files.isRegularFile(FOLDER.resolve(path)) ? Optional.of(source(path)) : Optional.empty());
        return new AlembicMigrationParser().parse(project, Workers.sequential(), Memory.none());
    }
}
