// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Target;

/** The databases that every test of behaviour runs on. */
enum TestDatabases {
    SQLITE,
    POSTGRESQL,
    MARIADB;

    /** The target that stands for this database. */
    Target target() {
        return Target.parse(
                switch (this) {
                    case SQLITE -> "sqlite";
                    case POSTGRESQL -> "postgresql:18";
                    case MARIADB -> "mariadb:11.4";
                });
    }

    MigrationVerifier.Builder verifier(MigrationRunner.Factory project) {
        MigrationVerifier.Builder builder = MigrationVerifier.builder(project);
        return switch (this) {
            case SQLITE -> builder;
            case POSTGRESQL -> builder.database(TestServer.postgresql().url());
            case MARIADB -> builder.database(TestServer.mariadb().url());
        };
    }
}
