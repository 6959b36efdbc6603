// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.schema.Dialect;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.VerificationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Refuses databases that somebody may need. Stateless. */
final class DatabaseGuard {

    private static final String MARKER = "mrt_disposable";

    private DatabaseGuard() {}

    /**
     * Looks at a database before anything in it is touched.
     *
     * @param disposable whether the user says that everything in it may go
     * @throws VerificationException where it holds tables and nothing says that they may go
     */
    static void check(DatabaseUrl database, boolean disposable) {
        if (disposable || isDisposableName(database.database())) {
            return;
        }
        List<String> tables = new ArrayList<>();
        try (Connection connection = Connections.open(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema not in"
                                + " ('information_schema', 'pg_catalog', 'mysql', 'performance_schema', 'sys')"
                                + (database.dialect() == Dialect.POSTGRESQL ? "" : " and table_schema = database()")
                                + " order by table_name")) {
            while (result.next()) {
                tables.add(result.getString(1).toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            throw new VerificationException("Cannot connect to " + database + ": " + e.getMessage(), e);
        }
        if (!tables.isEmpty() && !tables.contains(MARKER)) {
            throw new VerificationException("mrt does not touch " + database + ": it holds " + tables.size()
                    + (tables.size() == 1 ? " table (" : " tables (") + tables.get(0)
                    + (tables.size() == 1 ? ")" : ", …)")
                    + ". Name an empty database, make a table " + MARKER
                    + " in it, or say that everything in it may go");
        }
    }

    /** Whether one of the words in a name says so: {@code shop_test}, {@code test-3}, {@code scratch}. */
    static boolean isDisposableName(String name) {
        for (String word : name.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
            if (word.equals("test") || word.equals("tests") || word.equals("scratch") || word.equals("disposable")) {
                return true;
            }
        }
        return false;
    }
}
