// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.verify.MigrationRunner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** Hears what a step committed, so that the next reading can ask for what that touched. */
    default void committed(List<MigrationRunner.Transaction> transactions) {}

    /** Hears which statements a step sent, likewise. */
    default void executed(List<String> statements) {}

    /** Hears that the owner of the handle wrote rows, and knows where. */
    default void written(Handle handle) {}

    /**
     * The tables in which rows may be others than when this was last asked, as of the last reading, and without what the owner of
     * the handle wrote; empty where that is not known, so that it may be any.
     */
    default Optional<Set<QualifiedName>> touched() {
        return Optional.empty();
    }
}
