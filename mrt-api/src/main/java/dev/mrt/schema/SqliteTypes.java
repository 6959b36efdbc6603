// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;

/**
 * SQLite prints the type as it was declared and only derives an affinity from it; a value of any type may stand in any
 * column. See <a href="https://www.sqlite.org/datatype3.html">Datatypes In SQLite</a>.
 */
final class SqliteTypes extends TypeSystem {

    SqliteTypes(Target target) {
        super(target);
    }

    @Override
    SqlType read(TypeText text) {
        String name = text.words();
        return named(
                text.quoted() || name.isEmpty()
                        ? name
                        : upper(name) + (text.tail().isEmpty() ? "" : " " + upper(text.tail())),
                text);
    }

    @Override
    TypeChange changeOf(SqlType from, SqlType to) {
        String before = affinity(from);
        String after = affinity(to);
        boolean keeps = before.equals(after) || after.equals("TEXT") || after.equals("BLOB");
        return new TypeChange(keeps ? TypeChange.Kind.LOSSLESS : TypeChange.Kind.UNKNOWN, "", Truth.TRUE, Truth.FALSE);
    }

    private static String affinity(SqlType type) {
        String name = upper(type.name());
        if (name.contains("INT")) {
            return "INTEGER";
        }
        for (String mark : List.of("CHAR", "CLOB", "TEXT")) {
            if (name.contains(mark)) {
                return "TEXT";
            }
        }
        if (name.contains("BLOB") || name.isEmpty()) {
            return "BLOB";
        }
        for (String mark : List.of("REAL", "FLOA", "DOUB")) {
            if (name.contains(mark)) {
                return "REAL";
            }
        }
        return "NUMERIC";
    }
}
