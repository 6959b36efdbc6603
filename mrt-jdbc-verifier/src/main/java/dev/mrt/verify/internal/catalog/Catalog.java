// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.Schema;
import org.jdbi.v3.core.Handle;

/**
 * Reads the schema of one database with a constant number of queries. A catalog remembers its last reading, so that the
 * next shares whatever did not change; it belongs to one database and one thread at a time.
 */
public interface Catalog {

    /** A catalog of a kind of database. */
    static Catalog of(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> new SqliteCatalog();
            case POSTGRESQL -> new PostgresqlCatalog();
            case MYSQL, MARIADB -> new MysqlCatalog(dialect == Dialect.MARIADB);
            case H2 -> new H2Catalog();
            case ORACLE -> new OracleCatalog();
            case MSSQL -> new SqlServerCatalog();
        };
    }

    /** Reads the schema as it is now. */
    Schema read(Handle handle);

    /** Forgets the last reading: for a database that was replaced by another. */
    default void forget() {}
}
