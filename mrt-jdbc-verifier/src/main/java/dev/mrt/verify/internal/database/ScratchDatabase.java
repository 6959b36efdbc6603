// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.schema.Dialect;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.TestDatabase;
import dev.mrt.verify.VerificationException;
import dev.mrt.verify.internal.catalog.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A test database with our own connection to it, its catalog, and copies to return to. Belongs to one thread at a time,
 * except for {@link #stopStatements} and {@link #close}.
 */
public abstract class ScratchDatabase implements TestDatabase, AutoCloseable {

    private final DatabaseUrl url;
    private final Catalog catalog;
    private @Nullable Handle handle;

    ScratchDatabase(DatabaseUrl url, Catalog catalog) {
        this.url = url;
        this.catalog = catalog;
    }

    @Override
    public final Dialect dialect() {
        return url.dialect();
    }

    @Override
    public final DatabaseUrl url() {
        return url;
    }

    @Override
    public Connection connect() throws SQLException {
        return Connections.open(url);
    }

    /** The catalog of this database. */
    public final Catalog catalog() {
        return catalog;
    }

    /** Our own connection; opened again where it was lost or given up. */
    public final Handle handle() {
        Handle current = handle;
        try {
            if (current != null && !current.getConnection().isClosed()) {
                return current;
            }
            current = Jdbi.open(connect());
            handle = current;
            return current;
        } catch (SQLException e) {
            throw new VerificationException("Cannot connect to the test database " + url + ": " + e.getMessage(), e);
        }
    }

    /** Gives up our own connection. */
    public final void disconnect() {
        Handle current = handle;
        handle = null;
        if (current != null) {
            try {
                current.getConnection().close();
            } catch (SQLException e) {
                // The server has closed it already.
            }
        }
    }

    /**
     * Keeps a copy of the database as it is, in place of an earlier one. No session may be open.
     *
     * @return false where this kind of database has no cheap copies, or there is no room for one
     */
    public abstract boolean save();

    /** Puts the copy in place of the database. No session may be open. */
    public abstract void restore();

    /** Makes the database empty. No session may be open. */
    public abstract void clear();

    /** Removes the database and its copies. */
    @Override
    public abstract void close();
}
