// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.schema.EnumType;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.SqlType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user's own types come down to.
 *
 * @param enums labels by type name
 * @param domains a domain by name
 */
record UserTypes(Map<String, List<String>> enums, Map<String, Domain> domains) {

    /**
     * A domain.
     *
     * @param base the type that it is made of
     * @param checks its conditions about {@code VALUE}
     */
    record Domain(SqlType base, List<String> checks) {
        Domain {
            checks = List.copyOf(checks);
        }
    }

    UserTypes {
        enums = Map.copyOf(enums);
        domains = Map.copyOf(domains);
    }

    /** The enum types of a schema, and domains. */
    static UserTypes of(Schema schema, Map<String, Domain> domains) {
        Map<String, List<String>> enums = new HashMap<>();
        for (SchemaObject object : schema.objects()) {
            if (object instanceof EnumType type) {
                enums.put(type.name().toString(), type.labels());
                enums.putIfAbsent(type.name().name(), type.labels());
            }
        }
        return new UserTypes(enums, domains);
    }

    /** The type below all domains, array dimensions kept. */
    SqlType base(SqlType type) {
        SqlType plain = type;
        for (int depth = 0; depth < 10; depth++) {
            Domain domain = domain(plain);
            if (domain == null) {
                return plain;
            }
            plain = domain.base().array(domain.base().dimensions() + plain.dimensions());
        }
        return plain;
    }

    /** The domain of that name; null where it is none. */
    @Nullable
    Domain domain(SqlType type) {
        return domains.get(key(type));
    }

    /** The labels of an enum type; empty where it is none. */
    List<String> labels(SqlType type) {
        return enums.getOrDefault(key(type), List.of());
    }

    private static String key(SqlType type) {
        return type.name().replace("\"", "");
    }
}
