// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.schema.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Switches foreign keys off while rows are inserted, and a transaction on; closing restores both, but for PostgreSQL, where
 * they stay off for our session: a change makes the server forget all its plans. Foreign keys stay on where the database does
 * not let us.
 */
final class Enforcement implements AutoCloseable {

    private final Connection connection;
    private final Dialect dialect;
    private final boolean complete;
    private final boolean autoCommit;

    private Enforcement(Connection connection, Dialect dialect, boolean complete, boolean autoCommit) {
        this.connection = connection;
        this.dialect = dialect;
        this.complete = complete;
        this.autoCommit = autoCommit;
    }

    static Enforcement off(Connection connection, Dialect dialect) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        boolean done = execute(
                connection,
                switch (dialect) {
                    // Needs a superuser; switches user triggers off as well.
                    case POSTGRESQL ->
                        "select set_config('session_replication_role', 'replica', false)"
                                + " where current_setting('session_replication_role') <> 'replica'";
                    case MYSQL, MARIADB -> "set foreign_key_checks = 0";
                    case SQLITE -> "pragma foreign_keys = off";
                    case H2 -> "set referential_integrity false";
                    case ORACLE, MSSQL -> "";
                });
        connection.setAutoCommit(false);
        return new Enforcement(connection, dialect, done, autoCommit);
    }

    /** Whether foreign keys are off, so that order does not matter. */
    boolean complete() {
        return complete;
    }

    @Override
    public void close() throws SQLException {
        connection.setAutoCommit(autoCommit);
        if (complete) {
            execute(
                    connection,
                    switch (dialect) {
                        case MYSQL, MARIADB -> "set foreign_key_checks = 1";
                        case H2 -> "set referential_integrity true";
                        case POSTGRESQL, SQLITE, ORACLE, MSSQL -> "";
                    });
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        if (sql.isEmpty()) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return false;
        }
    }
}
