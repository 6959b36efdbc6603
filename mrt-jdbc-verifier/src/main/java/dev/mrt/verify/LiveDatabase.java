// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Dialect;
import dev.mrt.verify.internal.database.Connections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that somebody uses: it is only looked at, in sessions that cannot write. */
record LiveDatabase(DatabaseUrl url) implements TestDatabase {

    /**
     * The database of a URL.
     *
     * @throws VerificationException where it is a file that is not there: connecting would make it
     */
    static LiveDatabase of(DatabaseUrl url) {
        if (url.dialect() != Dialect.SQLITE) {
            return new LiveDatabase(url);
        }
        Path file = Path.of(url.database()).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new VerificationException("There is no database file " + file);
        }
        return new LiveDatabase(url.withDatabase(file.toString()));
    }

    @Override
    public Dialect dialect() {
        return url.dialect();
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Connection connect() throws SQLException {
        return Connections.open(url);
    }

    @Override
    public void stopStatements() {
        // Others work here: their statements are none of ours.
    }
}
