// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.verify.VerificationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Empties a PostgreSQL database that is ours to empty. Stateless. */
final class PostgresqlCleaning {

    private PostgresqlCleaning() {}

    /** Drops all schemas and extensions, and makes {@code public} again. */
    static void dropEverything(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            List<String> schemas = new ArrayList<>();
            try (ResultSet result = statement.executeQuery("select quote_ident(nspname) from pg_namespace"
                    + " where nspname !~ '^pg_' and nspname <> 'information_schema'")) {
                while (result.next()) {
                    schemas.add(result.getString(1));
                }
            }
            for (String schema : schemas) {
                statement.execute("drop schema if exists " + schema + " cascade");
            }
            statement.execute("create schema public");
        } catch (SQLException e) {
            throw new VerificationException("Cannot empty the test database: " + e.getMessage(), e);
        }
    }
}
