// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

/** The databases that every test of behaviour runs on. */
enum TestDatabases {
    SQLITE,
    POSTGRESQL,
    MARIADB;

    MigrationVerifier.Builder verifier(MigrationRunner.Factory project) {
        MigrationVerifier.Builder builder = MigrationVerifier.builder(project);
        return switch (this) {
            case SQLITE -> builder;
            case POSTGRESQL -> builder.database(TestServer.postgresql().url());
            case MARIADB -> builder.database(TestServer.mariadb().url());
        };
    }
}
