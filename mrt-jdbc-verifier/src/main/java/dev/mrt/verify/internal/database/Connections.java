// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.schema.Dialect;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.VerificationException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens JDBC connections. Stateless. */
public final class Connections {

    /** A migration may leave a transaction open; our own queries must not wait for its end for ever. */
    private static final int LOCK_TIMEOUT_SECONDS = 60;

    private Connections() {}

    /**
     * Opens a connection; user and password are not part of the URL, so that no message shows them.
     *
     * @throws SQLException where the database cannot be reached
     * @throws VerificationException where there is no driver for it
     */
    public static Connection open(DatabaseUrl url) throws SQLException {
        Properties properties = new Properties();
        if (url.user() != null) {
            properties.setProperty("user", url.user());
        }
        if (url.password() != null) {
            properties.setProperty("password", url.password());
        }
        if (url.dialect() == Dialect.POSTGRESQL) {
            properties.setProperty("ApplicationName", "mrt");
            properties.setProperty("options", "-c lock_timeout=" + LOCK_TIMEOUT_SECONDS + "s");
            // The same few texts are asked for each revision, and are to be planned once. Those about one table are
            // asked less
            // often than this: each plan that a session keeps makes it slower to hear of changes.
            properties.setProperty("prepareThreshold", "8");
        } else if (url.dialect().isMysqlFamily()) {
            properties.setProperty("allowPublicKeyRetrieval", "true");
            properties.setProperty("allowMultiQueries", "true");
            properties.setProperty(
                    "sessionVariables",
                    "lock_wait_timeout=" + LOCK_TIMEOUT_SECONDS + ",innodb_lock_wait_timeout=" + LOCK_TIMEOUT_SECONDS);
        }
        try {
            Connection connection = DriverManager.getConnection(url.jdbcUrl(), properties);
            if (url.dialect() == Dialect.POSTGRESQL) {
                keepPlans(connection);
            }
            return connection;
        } catch (SQLException e) {
            if ("08001".equals(e.getSQLState())
                    && String.valueOf(e.getMessage()).startsWith("No suitable driver")) {
                throw new VerificationException(
                        "There is no JDBC driver for " + url.dialect().id() + " on the class path: add "
                                + artifact(url),
                        e);
            }
            throw e;
        }
    }

    /** Asks the server for its settings by name, for older servers do not have them all. */
    private static void keepPlans(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select set_config(name, case name when 'jit' then 'off' else 'force_generic_plan' end, false)"
                            + " from pg_settings where name in ('jit', 'plan_cache_mode')");
        }
    }

    private static String artifact(DatabaseUrl url) {
        return switch (url.dialect()) {
            case POSTGRESQL -> "org.postgresql:postgresql";
            case MYSQL, MARIADB -> "org.mariadb.jdbc:mariadb-java-client";
            case SQLITE -> "org.xerial:sqlite-jdbc";
            case H2 -> "com.h2database:h2";
            case ORACLE -> "com.oracle.database.jdbc:ojdbc11";
            case MSSQL -> "com.microsoft.sqlserver:mssql-jdbc";
        };
    }
}
