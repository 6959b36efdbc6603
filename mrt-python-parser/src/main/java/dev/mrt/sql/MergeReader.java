// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code MERGE}: each branch becomes an operation of its own. */
final class MergeReader {

    private static final String SOME_ROWS = "?";

    private MergeReader() {}

    static void read(Cursor cursor, Lifting lifting) {
        cursor.expect("MERGE");
        cursor.accept("INTO");
        QualifiedName table = cursor.qualifiedName();
        int before = lifting.operations().size();
        while (cursor.seek("WHEN")) {
            cursor.next();
            if (!cursor.seek("THEN")) {
                throw NotReadException.expected("THEN");
            }
            cursor.next();
            branch(cursor, table, lifting);
        }
        if (lifting.operations().size() == before) {
            throw NotReadException.expected("WHEN");
        }
    }

    private static void branch(Cursor cursor, QualifiedName table, Lifting lifting) {
        if (cursor.accept("UPDATE", "SET")) {
            int mark = cursor.mark();
            cursor.seek("WHEN", "DELETE", "WHERE", "OUTPUT", "RETURNING");
            List<Operation.Assignment> assignments = new ArrayList<>();
            for (Cursor item : cursor.slice(mark, cursor.mark()).items()) {
                String column = item.name();
                while (item.acceptSymbol(".")) {
                    column = item.name();
                }
                item.expectSymbol("=");
                assignments.add(new Operation.Assignment(column, item.rest()));
            }
            lifting.add(new Operation.UpdateRows(table, assignments, SOME_ROWS), cursor);
        } else if (cursor.accept("DELETE")) {
            lifting.add(new Operation.DeleteRows(table, SOME_ROWS), cursor);
        } else if (cursor.accept("INSERT")) {
            List<String> columns = cursor.isSymbol("(") ? cursor.nameList() : List.of();
            lifting.add(new Operation.InsertRows(table, columns, -1, null), cursor);
        } else {
            cursor.expect("DO");
        }
    }
}
