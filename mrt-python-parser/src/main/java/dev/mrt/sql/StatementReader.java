// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one statement: looks at the leading keywords and hands over to the reader of that family. */
final class StatementReader {

    private final String text;
    private final @Nullable Dialect dialect;
    private final Set<QualifiedName> temporaryTables;

    StatementReader(String text, @Nullable Dialect dialect, Set<QualifiedName> temporaryTables) {
        this.text = text;
        this.dialect = dialect;
        this.temporaryTables = temporaryTables;
    }

    SqlStatement read(Splitter.Piece piece) {
        Cursor cursor = new Cursor(text, piece.tokens(), dialect);
        Lifting lifting = new Lifting(temporaryTables);
        read(cursor, lifting);
        return new SqlStatement(
                piece.start(), piece.end(), lifting.verb(), lifting.operations(), lifting.understanding());
    }

    /** Reads the statement in a cursor; whatever it is, at least one operation is added. */
    static void read(Cursor cursor, Lifting lifting) {
        int before = lifting.operations().size();
        lifting.verb(cursor.keyword());
        try {
            dispatch(cursor, lifting);
        } catch (NotReadException e) {
            // What was lifted before the part that could not be read may be wrong without it.
            lifting.operations().subList(before, lifting.operations().size()).clear();
            lifting.addUnread(cursor, e);
        }
        if (lifting.operations().size() == before) {
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        }
    }

    private static void dispatch(Cursor cursor, Lifting lifting) {
        switch (cursor.keyword()) {
            case "CREATE" -> CreateReader.read(cursor, lifting);
            case "ALTER" -> AlterReader.read(cursor, lifting);
            case "DROP" -> DropReader.read(cursor, lifting);
            case "INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "WITH", "TRUNCATE", "COPY", "LOAD" ->
                RowsReader.read(cursor, lifting);
            default -> OtherReader.read(cursor, lifting);
        }
    }
}
