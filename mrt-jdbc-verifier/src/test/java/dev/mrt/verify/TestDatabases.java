// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Target;
import org.jspecify.annotations.Nullable;

/** The databases that tests of behaviour run on; MySQL only where its libraries are, see {@link TestServer#mysql()}. */
enum TestDatabases {
    SQLITE,
    POSTGRESQL,
    MARIADB,
    MYSQL;

    /** The target that stands for this database. */
    Target target() {
        return Target.parse(
                switch (this) {
                    case SQLITE -> "sqlite";
                    case POSTGRESQL -> "postgresql:18";
                    case MARIADB -> "mariadb:11.4";
                    case MYSQL -> "mysql:8.0";
                });
    }

    /** A database of its server; null for SQLite, which has none. */
    @Nullable
    DatabaseUrl server() {
        return switch (this) {
            case SQLITE -> null;
            case POSTGRESQL -> TestServer.postgresql().url();
            case MARIADB -> TestServer.mariadb().url();
            case MYSQL -> TestServer.mysql().url();
        };
    }

    MigrationVerifier.Builder verifier(MigrationRunner.Factory project) {
        MigrationVerifier.Builder builder = MigrationVerifier.builder(project);
        DatabaseUrl server = server();
        return server == null ? builder : builder.database(server);
    }
}
