// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.schema.QualifiedName;
import dev.mrt.verify.LockMode;
import dev.mrt.verify.MigrationRunner.HeldLock;
import dev.mrt.verify.ObservedLock;
import dev.mrt.verify.TestDatabase;
import java.sql.Connection;
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
 * holds when it commits the runner tells; what statements outside of a transaction hold (CREATE INDEX CONCURRENTLY) a second
 * session looks for all the while, and may miss. PostgreSQL only; used by one thread.
 */
public final class LockObserver implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LockObserver.class);

    private static final String TABLES = "select c.oid, n.nspname, c.relname, coalesce(pg_relation_filenode(c.oid), 0)"
            + " from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'm') and"
            + " n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'";

    private static final String HELD = "select relation, mode from pg_locks where locktype = 'relation' and granted"
            + " and pid <> pg_backend_pid() and relation >= 16384"
            + " and database = (select oid from pg_database where datname = current_database())";

    /** A table and the file of its rows. */
    private record Stored(QualifiedName name, long file) {}

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
            Connection own = open;
            Thread looker = new Thread(() -> look(own), "mrt-locks");
            looker.setDaemon(true);
            looker.start();
            thread = looker;
        } catch (SQLException e) {
            LOGGER.debug("Locks cannot be observed", e);
            before = Map.of();
        }
    }

    private void look(Connection open) {
        try (Statement statement = open.createStatement()) {
            while (looking) {
                try (ResultSet result = statement.executeQuery(HELD)) {
                    while (result.next()) {
                        note(result.getLong(1), result.getString(2));
                    }
                }
                Thread.sleep(1);
            }
        } catch (SQLException e) {
            LOGGER.debug("Locks cannot be observed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(long relation, String word) {
        LockMode.ofCatalog(word).ifPresent(mode -> note(relation, mode));
    }

    private void note(long relation, LockMode mode) {
        seen.merge(relation, mode, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /**
     * Ends to look.
     *
     * @param atCommit what the step's transactions held when they committed
     * @return the strongest lock on each table that was there before, ordered by table; those that only read are left out
     */
    public List<ObservedLock> end(List<HeldLock> atCommit) {
        looking = false;
        Thread looker = thread;
        Connection open = connection;
        if (looker == null || open == null) {
            return List.of();
        }
        List<ObservedLock> locks = new ArrayList<>();
        try {
            looker.join();
            Map<Long, Stored> after = tables(open);
            atCommit.forEach(held -> note(held.relation(), held.mode()));
            seen.forEach((relation, mode) -> {
                Stored table = before.get(relation);
                if (table != null && mode != LockMode.ACCESS_SHARE) {
                    Stored now = after.get(relation);
                    locks.add(new ObservedLock(table.name(), mode, now != null && now.file() != table.file()));
                }
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
        try (Statement statement = open.createStatement();
                ResultSet result = statement.executeQuery(TABLES)) {
            while (result.next()) {
                String schema = Objects.requireNonNull(result.getString(2));
                QualifiedName name = new QualifiedName(
                        schema.equals("public") ? null : schema, Objects.requireNonNull(result.getString(3)));
                tables.put(result.getLong(1), new Stored(name, result.getLong(4)));
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
