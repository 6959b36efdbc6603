// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads from an expression what can be told without its grammar. */
final class Expressions {

    private Expressions() {}

    /** The columns that an expression names: names that are no keyword, function, type or qualifier. */
    static List<String> columns(Cursor expression) {
        Set<String> columns = new LinkedHashSet<>();
        Cursor cursor = expression.remaining();
        while (!cursor.atEnd()) {
            if (cursor.isSymbol("::")) {
                cursor.next();
                skipType(cursor);
            } else if (cursor.isKind(Token.Kind.QUOTED) || cursor.isKind(Token.Kind.WORD) && isColumn(cursor)) {
                Token token = cursor.next();
                if (!cursor.isSymbol(".") && !cursor.isSymbol("(")) {
                    addName(cursor, token, columns);
                }
            } else {
                cursor.next();
            }
        }
        return new ArrayList<>(columns);
    }

    private static void addName(Cursor cursor, Token token, Set<String> columns) {
        try {
            columns.add(cursor.nameOf(token));
        } catch (NotReadException e) {
            // One that is not known is left out: the list is what was read.
        }
    }

    private static void skipType(Cursor cursor) {
        if (cursor.isName()) {
            cursor.next();
        }
        while (cursor.acceptSymbol(".") || cursor.isAny("VARYING", "PRECISION")) {
            cursor.next();
        }
        if (cursor.accept("WITHOUT", "TIME", "ZONE") || cursor.accept("WITH", "TIME", "ZONE")) {
            return;
        }
        if (cursor.isSymbol("(")) {
            cursor.skipOne();
        }
    }

    private static boolean isColumn(Cursor cursor) {
        return switch (cursor.keyword()) {
            case "AND",
                    "OR",
                    "NOT",
                    "IS",
                    "NULL",
                    "IN",
                    "BETWEEN",
                    "LIKE",
                    "ILIKE",
                    "SIMILAR",
                    "TO",
                    "ESCAPE",
                    "TRUE",
                    "FALSE",
                    "UNKNOWN",
                    "CASE",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "END",
                    "ANY",
                    "ALL",
                    "SOME",
                    "ARRAY",
                    "ROW",
                    "DISTINCT",
                    "FROM",
                    "CAST",
                    "AS",
                    "COLLATE",
                    "INTERVAL",
                    "AT",
                    "TIME",
                    "ZONE",
                    "REGEXP",
                    "RLIKE",
                    "DIV",
                    "MOD",
                    "XOR",
                    "GLOB",
                    "CURRENT_DATE",
                    "CURRENT_TIME",
                    "CURRENT_TIMESTAMP",
                    "CURRENT_USER",
                    "SESSION_USER",
                    "LOCALTIME",
                    "LOCALTIMESTAMP",
                    "ISNULL",
                    "NOTNULL",
                    "OVERLAPS",
                    "SYMMETRIC" -> false;
            default -> true;
        };
    }
}
