// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Dialect;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is: read from a SQLAlchemy URL ({@code postgresql+psycopg2://user:secret@host/name}) or a JDBC URL
 * ({@code jdbc:postgresql://host/name?user=…}), and written as either. Prints without its password.
 *
 * @param dialect the kind of database
 * @param driver SQLAlchemy's driver, such as {@code psycopg2}; empty for the installed one
 * @param user the user's name, or null
 * @param password the password, or null
 * @param host the host, or null for a database without one
 * @param port the port, 0 for the usual one
 * @param database the database's name, or the file's path for SQLite and H2
 * @param query further parameters
 */
public record DatabaseUrl(
        Dialect dialect,
        String driver,
        @Nullable String user,
        @Nullable String password,
        @Nullable String host,
        int port,
        String database,
        Map<String, String> query) {

    public DatabaseUrl {
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(database, "database");
        query = Map.copyOf(query);
    }

    /**
     * Reads either kind of URL.
     *
     * @throws VerificationException where the URL is of neither kind, or the kind of database is not known
     */
    public static DatabaseUrl parse(String url) {
        boolean jdbc = url.startsWith("jdbc:");
        String rest = jdbc ? url.substring(5) : url;
        int colon = rest.indexOf(':');
        if (colon < 0) {
            throw new VerificationException("Not a database URL: expected postgresql://user@host/name, sqlite:///file"
                    + " or jdbc:postgresql://host/name");
        }
        String scheme = rest.substring(0, colon);
        int plus = scheme.indexOf('+');
        String driver = plus < 0 ? "" : scheme.substring(plus + 1);
        String name = plus < 0 ? scheme : scheme.substring(0, plus);
        Dialect dialect = Dialect.named(name)
                .orElseThrow(() -> new VerificationException("mrt does not know databases of the kind '" + name
                        + "': use postgresql, mysql, mariadb, sqlite or h2"));
        rest = rest.substring(colon + 1);
        Map<String, String> query = new LinkedHashMap<>();
        int mark = rest.indexOf('?');
        if (mark >= 0) {
            for (String pair : rest.substring(mark + 1).split("&", -1)) {
                int equal = pair.indexOf('=');
                if (equal > 0) {
                    query.put(decode(pair.substring(0, equal)), decode(pair.substring(equal + 1)));
                }
            }
            rest = rest.substring(0, mark);
        }
        if (dialect == Dialect.SQLITE || dialect == Dialect.H2) {
            String path = !jdbc && rest.startsWith("///") ? rest.substring(3) : rest;
            return new DatabaseUrl(dialect, driver, null, null, null, 0, path, jdbc ? Map.of() : query);
        }
        return server(dialect, driver, rest.startsWith("//") ? rest.substring(2) : rest, query, jdbc);
    }

    private static DatabaseUrl server(
            Dialect dialect, String driver, String rest, Map<String, String> query, boolean jdbc) {
        String user = query.remove("user");
        String password = query.remove("password");
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String database = slash < 0 ? "" : decode(rest.substring(slash + 1));
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String login = authority.substring(0, at);
            int colon = login.indexOf(':');
            user = decode(colon < 0 ? login : login.substring(0, colon));
            password = colon < 0 ? password : decode(login.substring(colon + 1));
            authority = authority.substring(at + 1);
        }
        int colon = authority.startsWith("[") ? authority.indexOf(':', authority.indexOf(']')) : authority.indexOf(':');
        int port = 0;
        if (colon >= 0) {
            try {
                port = Integer.parseInt(authority.substring(colon + 1));
            } catch (NumberFormatException e) {
                throw new VerificationException(
                        "The port in the database URL is not a number: " + authority.substring(colon + 1), e);
            }
            authority = authority.substring(0, colon);
        }
        String host = authority.isEmpty() ? "localhost" : authority;
        // Parameters of JDBC drivers mean nothing to Python's.
        return new DatabaseUrl(dialect, driver, user, password, host, port, database, jdbc ? Map.of() : query);
    }

    /** The same server and login with another database. */
    public DatabaseUrl withDatabase(String other) {
        return new DatabaseUrl(dialect, driver, user, password, host, port, other, query);
    }

    /** The same database with another login; null keeps what there is. */
    public DatabaseUrl withLogin(@Nullable String otherUser, @Nullable String otherPassword) {
        return new DatabaseUrl(
                dialect,
                driver,
                otherUser == null ? user : otherUser,
                otherPassword == null ? password : otherPassword,
                host,
                port,
                database,
                query);
    }

    /** The JDBC URL, without user and password. */
    public String jdbcUrl() {
        if (dialect == Dialect.SQLITE || dialect == Dialect.H2) {
            return "jdbc:" + dialect.id() + ":" + database;
        }
        // MariaDB's driver speaks to both servers.
        String scheme = dialect.isMysqlFamily() ? "mariadb" : dialect == Dialect.MSSQL ? "sqlserver" : dialect.id();
        return "jdbc:" + scheme + "://" + host + (port > 0 ? ":" + port : "") + "/" + database;
    }

    /** The SQLAlchemy URL, with {@code ***} in place of a password. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(dialect.id());
        if (!driver.isEmpty()) {
            text.append('+').append(driver);
        }
        text.append("://");
        if (user != null) {
            text.append(encode(user)).append(password == null ? "" : ":***").append('@');
        }
        if (host != null) {
            text.append(host).append(port > 0 ? ":" + port : "");
        }
        return text.append("/").append(database).toString();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
