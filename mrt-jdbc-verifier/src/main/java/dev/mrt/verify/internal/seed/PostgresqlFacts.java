// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SqlType;
import dev.mrt.verify.internal.catalog.TypeText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the seeder must know of PostgreSQL beyond the schema: domains, and the bounds of partitions. Stateless. */
final class PostgresqlFacts {

    private static final String DOMAINS = """
            select format_type(t.oid, null), format_type(t.typbasetype, t.typtypmod), t.typndims,
                   pg_get_expr(c.conbin, 0)
            from pg_type t
            join pg_namespace n on n.oid = t.typnamespace
            left join pg_constraint c on c.contypid = t.oid and c.contype = 'c'
            where t.typtype = 'd' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'""";

    private static final String PARTITIONS = """
            select case when n.nspname = current_schema() then null else n.nspname end, c.relname, c.relkind,
                   case when c.relispartition then pg_get_partition_constraintdef(c.oid) end
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'p' or c.relispartition and c.relkind = 'r'""";

    private PostgresqlFacts() {}

    static SeedingFacts read(Connection connection, Schema schema) throws SQLException {
        Map<String, SqlType> bases = new HashMap<>();
        Map<String, List<String>> checks = new HashMap<>();
        Set<QualifiedName> partitioned = new HashSet<>();
        Map<QualifiedName, String> bounds = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(DOMAINS);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                String name = result.getString(1).replace("\"", "");
                bases.put(name, TypeText.parse(result.getString(2), false));
                String check = result.getString(4);
                if (check != null) {
                    checks.computeIfAbsent(name, any -> new ArrayList<>()).add(check);
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(PARTITIONS);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                QualifiedName name = new QualifiedName(result.getString(1), result.getString(2));
                if (result.getString(3).equals("p")) {
                    partitioned.add(name);
                }
                String bound = result.getString(4);
                if (bound != null) {
                    bounds.put(name, bound);
                }
            }
        }
        Map<String, UserTypes.Domain> domains = new HashMap<>();
        bases.forEach((name, base) ->
                domains.put(name, new UserTypes.Domain(base, checks.getOrDefault(name, List.of()))));
        return new SeedingFacts(UserTypes.of(schema, domains), partitioned, bounds);
    }
}
