// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.schema.Dialect;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.VerificationException;
import org.jspecify.annotations.Nullable;

/** Makes test databases. Stateless. */
public final class ScratchDatabases {

    private ScratchDatabases() {}

    /**
     * A new empty database on a server, or in a file below the temporary folder.
     *
     * @param server a database on the server; null for a SQLite file
     * @param inPlace whether to work on that very database
     * @param disposable whether the user says that everything in it may go
     * @throws VerificationException where none can be made, or the database must not be touched
     */
    public static ScratchDatabase create(@Nullable DatabaseUrl server, boolean inPlace, boolean disposable) {
        if (server == null || server.dialect() == Dialect.SQLITE) {
            return SqliteScratch.create(null);
        }
        throw new VerificationException(
                "mrt cannot verify on " + server.dialect().id() + " yet");
    }
}
