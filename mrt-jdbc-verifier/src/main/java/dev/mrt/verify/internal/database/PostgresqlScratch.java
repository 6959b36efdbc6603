// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.VerificationException;
import dev.mrt.verify.internal.catalog.PostgresqlCatalog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database of our own on a PostgreSQL server. A session on the database that the user named says, by its application name,
 * that ours is in use; a scratch database for which there is no such session was left behind and is removed.
 */
final class PostgresqlScratch extends ScratchDatabase {

    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresqlScratch.class);

    private final Connection maintenance;
    private final String name;
    private final boolean own;

    private PostgresqlScratch(Connection maintenance, DatabaseUrl url, boolean own) {
        super(url, new PostgresqlCatalog());
        this.maintenance = maintenance;
        this.name = url.database();
        this.own = own;
    }

    /**
     * A new database on the server.
     *
     * @throws VerificationException where the server cannot be reached or does not let us
     */
    static PostgresqlScratch create(DatabaseUrl server) {
        Connection connection = null;
        try {
            connection = Connections.open(server);
            removeStale(connection);
            String name = ScratchName.make();
            try (Statement statement = connection.createStatement()) {
                statement.execute("set application_name = '" + name + "'");
                statement.execute("create database " + name);
            }
            return new PostgresqlScratch(connection, server.withDatabase(name), true);
        } catch (SQLException e) {
            close(connection);
            throw new VerificationException(
                    "Cannot make a scratch database on " + server + ": " + e.getMessage()
                            + " (a user who may not can name an empty database and work in place)",
                    e);
        }
    }

    /** The named database itself. */
    static PostgresqlScratch inPlace(DatabaseUrl database) {
        try {
            return new PostgresqlScratch(Connections.open(database), database, false);
        } catch (SQLException e) {
            throw new VerificationException("Cannot connect to " + database + ": " + e.getMessage(), e);
        }
    }

    private static void removeStale(Connection connection) throws SQLException {
        List<String> stale = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select d.datname from pg_database d where d.datname like '"
                        + ScratchName.PREFIX + "%' and pg_get_userbyid(d.datdba) = current_user"
                        + " and not exists (select 1 from pg_stat_activity a where a.application_name ="
                        + " regexp_replace(d.datname, '_copy$', ''))")) {
            while (result.next()) {
                if (ScratchName.isOld(result.getString(1))) {
                    stale.add(result.getString(1));
                }
            }
        }
        for (String database : stale) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop database if exists \"" + database + "\" with (force)");
            } catch (SQLException e) {
                LOGGER.debug("Somebody else removes {} just now", database);
            }
        }
    }

    @Override
    public void stopStatements() {
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name
                + "' and pid <> pg_backend_pid() and application_name <> 'mrt'");
    }

    @Override
    public boolean save() {
        if (!own) {
            return false;
        }
        execute("drop database if exists " + name + "_copy with (force)");
        execute("create database " + name + "_copy template " + name);
        return true;
    }

    @Override
    public void restore() {
        catalog().forget();
        execute("drop database if exists " + name + " with (force)");
        execute("create database " + name + " template " + name + "_copy");
    }

    @Override
    public void clear() {
        catalog().forget();
        if (own) {
            execute("drop database if exists " + name + " with (force)");
            execute("create database " + name);
        } else {
            PostgresqlCleaning.dropEverything(maintenance);
        }
    }

    private void execute(String sql) {
        try (Statement statement = maintenance.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new VerificationException("The test database " + url() + " cannot be managed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        disconnect();
        try {
            if (own) {
                execute("drop database if exists " + name + " with (force)");
                execute("drop database if exists " + name + "_copy with (force)");
            } else {
                PostgresqlCleaning.dropEverything(maintenance);
            }
        } catch (VerificationException e) {
            // The server is gone; the next verification on it removes what is left.
            LOGGER.warn("The scratch database {} could not be removed: {}", name, e.getMessage());
        } finally {
            close(maintenance);
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is closed already.
            }
        }
    }
}
