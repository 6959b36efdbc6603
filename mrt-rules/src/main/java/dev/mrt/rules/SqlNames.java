// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.rendering.Sql;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.Locale;
import java.util.Set;

/**
 * Writes names in SQL, in quotes where they need them.
 *
 * @param dialect the database that reads it
 */
record SqlNames(Dialect dialect) {

    /** What PostgreSQL allows, the shortest of all. */
    private static final int LONGEST = 63;

    private static final String ASIDE = "_kept";

    /** Reserved words that tables and columns are called by. */
    private static final Set<String> RESERVED = Set.of(
            "all",
            "analyse",
            "analyze",
            "check",
            "column",
            "condition",
            "default",
            "desc",
            "end",
            "from",
            "grant",
            "group",
            "index",
            "key",
            "limit",
            "offset",
            "order",
            "primary",
            "range",
            "rank",
            "references",
            "row",
            "rows",
            "select",
            "system",
            "table",
            "to",
            "trigger",
            "unique",
            "user",
            "using",
            "values",
            "when",
            "where",
            "window");

    /** The name of a table that keeps something of another one aside. */
    static String aside(String what) {
        int most = LONGEST - ASIDE.length();
        return (what.length() > most ? what.substring(0, most) : what) + ASIDE;
    }

    /** A table's name with its schema. */
    String of(QualifiedName name) {
        return (name.schema() == null ? "" : of(name.schema()) + ".") + of(name.name());
    }

    /** One name. */
    String of(String name) {
        boolean plain = name.equals(name.toLowerCase(Locale.ROOT))
                && name.matches("[a-z_][a-z0-9_]*")
                && !RESERVED.contains(name);
        return plain ? name : Sql.name(dialect, name);
    }
}
