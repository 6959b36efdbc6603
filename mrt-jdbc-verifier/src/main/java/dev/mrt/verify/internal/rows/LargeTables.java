// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.rows;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a server's large tables as they were fetched, each time with the server's own hash of them: where a table has the same
 * definition and the same hash again, its rows need not be fetched again. Belongs to one reader.
 */
final class LargeTables {

    /** From how many rows on a hash is cheaper than the rows. */
    private static final int LARGE = 1000;

    /** Before an upgrade, after it, and after what was written then. */
    private static final int STATES = 3;

    private record Fetched(Table table, String hash, Rows.OfTable rows) {}

    private final Dialect dialect;
    private final Map<QualifiedName, Deque<Fetched>> fetched = new HashMap<>();

    LargeTables(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * The rows of a table that was large when it was last fetched.
     *
     * @param row an expression for a whole row as text
     * @param from the table as it stands behind {@code from}
     * @return null where they have to be fetched
     */
    Rows.@Nullable OfTable unchanged(Connection connection, Table table, String row, String from) throws SQLException {
        Deque<Fetched> states = fetched.get(table.name());
        if (states == null) {
            return null;
        }
        String hash = hash(connection, row, from);
        for (Fetched state : states) {
            if (state.hash().equals(hash) && state.table().equals(table)) {
                return state.rows();
            }
        }
        return null;
    }

    /** Hears of rows that were just fetched, and keeps them where they are many. */
    void keep(Connection connection, Table table, String row, String from, Rows.OfTable rows) throws SQLException {
        if (rows.rows().size() < LARGE) {
            fetched.remove(table.name());
            return;
        }
        Deque<Fetched> states = fetched.computeIfAbsent(table.name(), any -> new ArrayDeque<>());
        states.addFirst(new Fetched(table, hash(connection, row, from), rows));
        if (states.size() > STATES) {
            states.removeLast();
        }
    }

    /** How many rows there are, and the sum of 64 bits of each row's digest: a sum, for rows have no order. */
    private String hash(Connection connection, String row, String from) throws SQLException {
        String number = dialect == Dialect.POSTGRESQL
                ? "cast(cast('x' || left(md5(" + row + "), 16) as bit(64)) as bigint)"
                : "cast(conv(left(md5(" + row + "), 16), 16, 10) as unsigned)";
        try (PreparedStatement statement =
                        connection.prepareStatement("select concat(count(*), ':', sum(" + number + ")) from " + from);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
