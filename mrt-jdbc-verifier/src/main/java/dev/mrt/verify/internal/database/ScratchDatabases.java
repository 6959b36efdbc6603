// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.schema.Dialect;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.VerificationException;
import org.jspecify.annotations.Nullable;

/** Makes test databases. Stateless. */
public final class ScratchDatabases {

    private ScratchDatabases() {}

    /**
     * A new empty database on a server, or in a file below the temporary folder.
     *
     * @param server a database on the server; null for a SQLite file
     * @param inPlace whether to work on that very database
     * @param disposable whether the user says that everything in it may go
     * @throws VerificationException where none can be made, or the database must not be touched
     */
    public static ScratchDatabase create(@Nullable DatabaseUrl server, boolean inPlace, boolean disposable) {
        if (server == null || server.dialect() == Dialect.SQLITE) {
            return SqliteScratch.create(null);
        }
        if (inPlace) {
            DatabaseGuard.check(server, disposable);
        }
        return switch (server.dialect()) {
            case POSTGRESQL -> inPlace ? PostgresqlScratch.inPlace(server) : PostgresqlScratch.create(server);
            case MYSQL, MARIADB -> inPlace ? MysqlScratch.inPlace(server) : MysqlScratch.create(server);
            case SQLITE, H2, ORACLE, MSSQL ->
                throw new VerificationException(
                        "mrt cannot verify on " + server.dialect().id() + ": use PostgreSQL, MySQL, MariaDB or SQLite");
        };
    }
}
