// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Locale;
import java.util.Optional;

/** A family of databases that speak the same SQL. Names follow SQLAlchemy's dialects and Django's vendors. */
public enum Dialect {
    POSTGRESQL,
    MYSQL,
    MARIADB,
    SQLITE,
    ORACLE,
    MSSQL,
    H2;

    /** The name in configuration and messages, such as {@code postgresql}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True for MySQL and MariaDB, which share syntax and most behaviour. */
    public boolean isMysqlFamily() {
        return this == MYSQL || this == MARIADB;
    }

    /** Whether DDL takes part in transactions, so that a failed migration leaves nothing behind. */
    public boolean hasTransactionalDdl() {
        return this == POSTGRESQL || this == SQLITE || this == MSSQL;
    }

    /**
     * Finds a dialect by the name that SQLAlchemy, Django, JDBC or people use for it, such as {@code postgres},
     * {@code cockroachdb} (as PostgreSQL) or {@code sqlserver}; case does not matter. Empty where the name is not known.
     */
    public static Optional<Dialect> named(String name) {
        return Optional.ofNullable(
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "postgresql", "postgres", "pg", "cockroachdb", "postgis", "psycopg", "psycopg2" -> POSTGRESQL;
                    case "mysql" -> MYSQL;
                    case "mariadb" -> MARIADB;
                    case "sqlite", "sqlite3", "spatialite" -> SQLITE;
                    case "oracle" -> ORACLE;
                    case "mssql", "sqlserver", "microsoft" -> MSSQL;
                    case "h2" -> H2;
                    default -> null;
                });
    }
}
