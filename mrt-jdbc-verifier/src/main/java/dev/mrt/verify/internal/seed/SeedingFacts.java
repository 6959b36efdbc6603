// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the seeder must know of a database beyond its schema.
 *
 * @param types the user's types
 * @param partitioned tables that have no rows of their own
 * @param bounds the condition on the rows of each partition
 */
record SeedingFacts(UserTypes types, Set<QualifiedName> partitioned, Map<QualifiedName, String> bounds) {

    static SeedingFacts read(Connection connection, Dialect dialect, Schema schema) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            return PostgresqlFacts.read(connection, schema);
        }
        return new SeedingFacts(UserTypes.of(schema, new HashMap<>()), Set.of(), Map.of());
    }
}
