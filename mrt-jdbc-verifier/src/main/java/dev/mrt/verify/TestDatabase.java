// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that a runner may change at will, unless it is {@linkplain #readOnly() read only}. */
public interface TestDatabase {

    /** The kind of database. */
    Dialect dialect();

    /** Where the database is. */
    DatabaseUrl url();

    /** Whether nothing in it may be changed. A runner on such a database answers questions and carries out no steps. */
    default boolean readOnly() {
        return false;
    }

    /** Opens a connection, which the caller closes. */
    Connection connect() throws SQLException;

    /** Ends whatever other sessions are doing on this database right now; used where a step took too long. Never throws. */
    void stopStatements();
}
