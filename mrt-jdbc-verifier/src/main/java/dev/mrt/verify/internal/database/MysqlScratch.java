// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.rendering.Sql;
import dev.mrt.schema.Dialect;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.VerificationException;
import dev.mrt.verify.internal.catalog.MysqlCatalog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database of our own on a MySQL or MariaDB server. A named lock, which the server gives up when our session ends in
 * whatever way, tells that it is in use.
 */
final class MysqlScratch extends ScratchDatabase {

    private static final Logger LOGGER = LoggerFactory.getLogger(MysqlScratch.class);

    private final Connection maintenance;
    private final String name;
    private final boolean own;

    private MysqlScratch(Connection maintenance, DatabaseUrl url, boolean own, boolean mariadb) {
        super(url, new MysqlCatalog(mariadb));
        this.maintenance = maintenance;
        this.name = url.database();
        this.own = own;
    }

    /**
     * A new database on the server.
     *
     * @throws VerificationException where the server cannot be reached or does not let us
     */
    static MysqlScratch create(DatabaseUrl server) {
        try {
            Connection connection = Connections.open(server);
            try (Statement statement = connection.createStatement()) {
                removeStale(statement);
                String name = ScratchName.make();
                statement.execute("select get_lock('" + name + "', 0)");
                statement.execute("create database " + name + " character set utf8mb4");
                return new MysqlScratch(
                        connection, located(server, connection).withDatabase(name), true, isMariadb(connection));
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new VerificationException(
                    "Cannot make a scratch database on " + server + ": " + e.getMessage()
                            + " (a user who may not can name an empty database and work in place)",
                    e);
        }
    }

    /** The named database itself. */
    static MysqlScratch inPlace(DatabaseUrl database) {
        try {
            Connection connection = Connections.open(database);
            return new MysqlScratch(connection, located(database, connection), false, isMariadb(connection));
        } catch (SQLException e) {
            throw new VerificationException("Cannot connect to " + database + ": " + e.getMessage(), e);
        }
    }

    private static boolean isMariadb(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
    }

    /** The kind of server that is really there. */
    private static DatabaseUrl located(DatabaseUrl url, Connection connection) throws SQLException {
        return new DatabaseUrl(
                isMariadb(connection) ? Dialect.MARIADB : Dialect.MYSQL,
                url.driver(),
                url.user(),
                url.password(),
                url.host(),
                url.port(),
                url.database(),
                url.query());
    }

    private static void removeStale(Statement statement) throws SQLException {
        List<String> stale = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("select schema_name from information_schema.schemata"
                + " where schema_name like '" + ScratchName.PREFIX + "%' and is_free_lock(schema_name) = 1")) {
            while (result.next()) {
                if (ScratchName.isOld(result.getString(1))) {
                    stale.add(result.getString(1));
                }
            }
        }
        for (String database : stale) {
            statement.execute("drop database if exists `" + database + "`");
        }
    }

    @Override
    public void stopStatements() {
        List<Long> sessions = new ArrayList<>();
        try (Statement statement = maintenance.createStatement()) {
            try (ResultSet result = statement.executeQuery("select id from information_schema.processlist where db = '"
                    + name + "' and command <> 'Sleep'" + " and id <> connection_id()")) {
                while (result.next()) {
                    sessions.add(result.getLong(1));
                }
            }
            for (Long session : sessions) {
                statement.execute("kill " + session);
            }
        } catch (SQLException e) {
            LOGGER.warn("Statements on {} could not be stopped: {}", name, e.getMessage());
        }
    }

    @Override
    public boolean save() {
        return false;
    }

    @Override
    public void restore() {
        throw new UnsupportedOperationException("MySQL has no cheap copies of a database");
    }

    @Override
    public void clear() {
        catalog().forget();
        try (Statement statement = maintenance.createStatement()) {
            if (own) {
                statement.execute("drop database if exists " + name);
                statement.execute("create database " + name + " character set utf8mb4");
            } else {
                dropEverything(statement);
            }
        } catch (SQLException e) {
            throw new VerificationException("The test database " + url() + " cannot be emptied: " + e.getMessage(), e);
        }
    }

    private void dropEverything(Statement statement) throws SQLException {
        List<String> drops = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(
                "select table_name, table_type from information_schema.tables where table_schema = database()")) {
            while (result.next()) {
                String kind = result.getString(2).equals("VIEW") ? "view" : "table";
                drops.add("drop " + kind + " if exists " + Sql.name(Dialect.MYSQL, result.getString(1)));
            }
        }
        statement.execute("set foreign_key_checks = 0");
        for (String drop : drops) {
            statement.execute(drop);
        }
        statement.execute("set foreign_key_checks = 1");
    }

    @Override
    public void close() {
        disconnect();
        try (maintenance;
                Statement statement = maintenance.createStatement()) {
            if (own) {
                statement.execute("drop database if exists " + name);
            } else {
                dropEverything(statement);
            }
        } catch (SQLException e) {
            // The server is gone; the next verification on it removes what is left.
            LOGGER.warn("The scratch database {} could not be removed: {}", name, e.getMessage());
        }
    }
}
