// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.schema.QualifiedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables that a statement reads or writes rows of, by the name that the statement gives them. Not thread-safe. */
final class Sources {

    private final Map<String, QualifiedName> byName = new LinkedHashMap<>();
    private boolean joined;

    private Sources() {}

    /** Reads the tables between two keywords: separated by commas or joined, with and without an alias. */
    static Sources read(Cursor cursor) {
        Sources sources = new Sources();
        boolean expectsTable = true;
        while (!cursor.atEnd()) {
            if (expectsTable) {
                cursor.acceptAny("ONLY", "LATERAL");
                if (cursor.isName()) {
                    sources.table(cursor);
                } else {
                    cursor.skipOne();
                }
                expectsTable = false;
            } else if (cursor.acceptSymbol(",") || cursor.acceptAny("JOIN", "STRAIGHT_JOIN")) {
                expectsTable = true;
                sources.joined = true;
            } else {
                cursor.skipOne();
            }
        }
        return sources;
    }

    private void table(Cursor cursor) {
        QualifiedName table = cursor.qualifiedName();
        if (cursor.acceptSymbol(".")) {
            cursor.expectSymbol("*"); // DELETE t.* FROM …
        }
        cursor.acceptSymbol("*");
        String alias = table.name();
        if (cursor.accept("AS")) {
            alias = cursor.name();
        } else if (cursor.isName()
                && !cursor.isAny(
                        "JOIN",
                        "INNER",
                        "LEFT",
                        "RIGHT",
                        "FULL",
                        "CROSS",
                        "NATURAL",
                        "ON",
                        "USING",
                        "SET",
                        "WHERE",
                        "STRAIGHT_JOIN",
                        "FORCE",
                        "USE",
                        "IGNORE",
                        "WITH",
                        "PARTITION",
                        "TABLESAMPLE")) {
            alias = cursor.name();
        }
        byName.putIfAbsent(alias, table);
    }

    /** Adds the tables of {@code FROM}, where SQL Server says what the target's alias stands for. */
    void addAll(Sources others) {
        byName.putAll(others.byName);
    }

    /** Whether there is more than one table. */
    boolean joined() {
        return joined;
    }

    /** The names that the statement uses, in order. */
    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** The table that a name stands for, or null where none of that name is among them. */
    @Nullable
    QualifiedName find(String name) {
        QualifiedName table = byName.get(name);
        if (table == null) {
            for (QualifiedName candidate : byName.values()) {
                if (candidate.name().equals(name)) {
                    return candidate;
                }
            }
        }
        return table;
    }

    /** The table that a qualifier stands for; the first table where there is no qualifier. */
    QualifiedName resolve(String qualifier) {
        if (byName.isEmpty()) {
            throw NotReadException.expected("a table");
        }
        QualifiedName first = byName.values().iterator().next();
        if (qualifier.isEmpty()) {
            return first;
        }
        QualifiedName table = find(qualifier);
        return table == null ? QualifiedName.of(qualifier) : table;
    }
}
