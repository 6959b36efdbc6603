// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.rendering.Sql;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.verify.LockMode;
import dev.mrt.verify.MigrationRunner.HeldLock;
import dev.mrt.verify.MigrationRunner.Transaction;
import dev.mrt.verify.ObservedLock;
import dev.mrt.verify.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees what a step does to the tables that are there: which locks it takes, and which tables it writes anew. What a transaction
 * holds when it commits the runner tells. A statement outside of a transaction (CREATE INDEX CONCURRENTLY) is made to wait: a
 * second session holds on every table what a writer holds, sees what the statement asks for, and gives way. PostgreSQL only.
 */
public final class LockObserver implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LockObserver.class);

    private static final String TABLES = "select c.oid, n.nspname, c.relname, coalesce(pg_relation_filenode(c.oid), 0),"
            + " c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in"
            + " ('r', 'p', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'";

    /** What the others hold or wait for, and whether it is us that they wait for. */
    private static final String OTHERS = "select l.relation, l.mode, not l.granted and pg_backend_pid() ="
            + " any(pg_blocking_pids(l.pid)) from pg_locks l join pg_stat_activity a on a.pid = l.pid"
            + " where a.backend_type = 'client backend' and a.datname = current_database() and a.pid <> pg_backend_pid()"
            + " and (l.locktype = 'relation' and l.relation >= 16384 or not l.granted)";

    private static final String OWN = "select relation, mode, txid_current_if_assigned() from pg_locks"
            + " where pid = pg_backend_pid() and locktype = 'relation' and granted and database ="
            + " (select oid from pg_database where datname = current_database())"
            + " union all select 0, '', txid_current_if_assigned()";

    /** A table and the file of its rows. */
    private record Stored(QualifiedName name, long file, boolean lockable) {}

    private final TestDatabase database;
    private final Map<Long, LockMode> seen = new ConcurrentHashMap<>();
    private Map<Long, Stored> before = Map.of();
    private @Nullable Connection connection;
    private volatile boolean looking;
    private @Nullable Thread thread;

    /** An observer that connects when it is first needed. */
    public LockObserver(TestDatabase database) {
        this.database = database;
    }

    /** The transaction that a session is in, with what it holds. */
    public static Transaction transaction(Connection session) throws SQLException {
        List<HeldLock> locks = new ArrayList<>();
        long id = 0;
        try (PreparedStatement statement = session.prepareStatement(OWN);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                long relation = result.getLong(1);
                LockMode.ofCatalog(Objects.requireNonNull(result.getString(2)))
                        .ifPresent(mode -> locks.add(new HeldLock(relation, mode)));
                id = result.getLong(3);
            }
        }
        return new Transaction(id, locks);
    }

    /** Begins to look. */
    public void begin() {
        try {
            Connection open = connection;
            if (open == null || open.isClosed()) {
                open = database.connect();
                connection = open;
            }
            seen.clear();
            before = tables(open);
            looking = true;
        } catch (SQLException e) {
            LOGGER.debug("Locks cannot be observed", e);
            before = Map.of();
        }
    }

    /** A statement is about to be sent outside of a transaction; it is after our return. */
    public synchronized void statementOutsideOfTransaction() {
        Connection open = connection;
        if (!looking || open == null) {
            return;
        }
        try {
            standInTheWay(open);
        } catch (SQLException e) {
            LOGGER.debug("The locks of a statement outside of a transaction may be missed", e);
        }
        if (thread == null) {
            Thread looker = new Thread(() -> look(open), "mrt-locks");
            looker.setDaemon(true);
            looker.start();
            thread = looker;
        }
    }

    /** Whoever would keep others from writing to a table must wait for us; who only builds an index concurrently, too. */
    private void standInTheWay(Connection open) throws SQLException {
        if (!open.getAutoCommit()) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (Stored table : before.values()) {
            if (table.lockable()) {
                names.add(Sql.name(Dialect.POSTGRESQL, table.name()));
            }
        }
        if (names.isEmpty()) {
            return;
        }
        open.setAutoCommit(false);
        try (Statement statement = open.createStatement()) {
            statement.execute("set local lock_timeout = '100ms'");
            statement.execute("lock table " + String.join(", ", names) + " in row exclusive mode");
        } catch (SQLException e) {
            giveWay(open);
            throw e;
        }
    }

    private static void giveWay(Connection open) throws SQLException {
        if (!open.getAutoCommit()) {
            open.rollback();
            open.setAutoCommit(true);
        }
    }

    private void look(Connection open) {
        try {
            while (looking) {
                lookOnce(open);
                Thread.sleep(1);
            }
        } catch (SQLException e) {
            LOGGER.debug("Locks cannot be observed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void lookOnce(Connection open) throws SQLException {
        boolean inTheWay = false;
        try (Statement statement = open.createStatement();
                ResultSet result = statement.executeQuery(OTHERS)) {
            while (result.next()) {
                String mode = Objects.requireNonNull(result.getString(2));
                long relation = result.getLong(1);
                LockMode.ofCatalog(mode).ifPresent(known -> note(relation, known));
                inTheWay |= result.getBoolean(3);
            }
        }
        if (inTheWay) {
            giveWay(open);
        }
    }

    private void note(long relation, LockMode mode) {
        seen.merge(relation, mode, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /**
     * Ends to look.
     *
     * @param transactions those that the step committed
     * @return the strongest lock on each table that was there before, ordered by table; those that only read are left out
     */
    public List<ObservedLock> end(List<Transaction> transactions) {
        Connection open = connection;
        if (!looking || open == null) {
            return List.of();
        }
        looking = false;
        List<ObservedLock> locks = new ArrayList<>();
        try {
            Thread looker = thread;
            if (looker != null) {
                looker.join();
                thread = null;
                giveWay(open);
            }
            for (Transaction transaction : transactions) {
                transaction.locks().forEach(held -> note(held.relation(), held.mode()));
            }
            seen.keySet().retainAll(before.keySet());
            seen.values().removeIf(mode -> mode == LockMode.ACCESS_SHARE);
            Map<Long, Stored> after = seen.isEmpty() ? Map.of() : tables(open);
            seen.forEach((relation, mode) -> {
                Stored table = Objects.requireNonNull(before.get(relation));
                Stored now = after.get(relation);
                locks.add(new ObservedLock(table.name(), mode, now != null && now.file() != table.file()));
            });
        } catch (SQLException e) {
            LOGGER.debug("Locks cannot be observed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        locks.sort((one, other) -> one.table().compareTo(other.table()));
        return locks;
    }

    private static Map<Long, Stored> tables(Connection open) throws SQLException {
        Map<Long, Stored> tables = new HashMap<>();
        try (PreparedStatement statement = open.prepareStatement(TABLES);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                String schema = Objects.requireNonNull(result.getString(2));
                QualifiedName name = new QualifiedName(
                        schema.equals("public") ? null : schema, Objects.requireNonNull(result.getString(3)));
                tables.put(result.getLong(1), new Stored(name, result.getLong(4), !"m".equals(result.getString(5))));
            }
        }
        return tables;
    }

    /** Gives up the connection; it is opened again when needed. */
    @Override
    public void close() {
        looking = false;
        Connection open = connection;
        connection = null;
        thread = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOGGER.debug("The server has closed the connection already", e);
            }
        }
    }
}
