// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.Schema;
import dev.mrt.verify.internal.catalog.Catalog;
import java.sql.Connection;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The schema of a database, from the server's own catalog: SQLite, PostgreSQL, MySQL, MariaDB, H2, Oracle and SQL Server, the
 * last two tested on recorded rows only. Stateless.
 */
public final class DatabaseSchema {

    private DatabaseSchema() {}

    /**
     * Reads a schema with a number of queries that does not depend on its size. Nothing is written, and the connection stays
     * open.
     *
     * @param connection a connection to the database; of a server, to the schema or database that is meant
     * @param dialect what kind of database it is
     * @throws VerificationException where the catalog cannot be read
     */
    public static Schema read(Connection connection, Dialect dialect) {
        try {
            return Catalog.of(dialect).read(Jdbi.open(connection));
        } catch (JdbiException e) {
            throw new VerificationException("The catalog cannot be read: " + e.getMessage(), e);
        }
    }
}
