// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code DROP}. {@code DROP TYPE} does not say which kind of type it drops; the operation says an enum type, which is
 * what migrations drop nearly always.
 */
final class DropReader {

    private DropReader() {}

    static void read(Cursor cursor, Lifting lifting) {
        cursor.expect("DROP");
        if (cursor.acceptAny("TEMPORARY", "TEMP")) {
            lifting.verb("DROP TEMPORARY TABLE");
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
            return;
        }
        String kindWord = cursor.keyword();
        lifting.verb("DROP " + kindWord);
        if (cursor.acceptAny("TABLE", "TABLES")) {
            tables(cursor, lifting);
            return;
        }
        if (cursor.accept("FOREIGN", "TABLE")) {
            tables(cursor, lifting);
            return;
        }
        if (cursor.accept("INDEX")) {
            IndexReader.drop(cursor, lifting);
            return;
        }
        if (cursor.acceptAny("OWNED", "PREPARE")) {
            lifting.addEffect(SqlEffect.RUNS_CODE, cursor);
            return;
        }
        ObjectKind kind = ObjectKinds.read(cursor);
        if (kind == null) {
            throw NotReadException.expected("a kind of object");
        }
        if (kind == ObjectKind.MATERIALIZED_VIEW) {
            lifting.verb("DROP MATERIALIZED VIEW");
        }
        objects(cursor, lifting, kind);
    }

    private static void tables(Cursor cursor, Lifting lifting) {
        boolean ifExists = cursor.acceptIfExists();
        List<QualifiedName> names = new ArrayList<>();
        do {
            names.add(cursor.qualifiedName());
        } while (cursor.acceptSymbol(","));
        boolean cascade = cursor.accept("CASCADE");
        cursor.acceptAny("RESTRICT", "CONSTRAINTS", "PURGE");
        cursor.accept("PURGE");
        cursor.expectEnd();
        for (QualifiedName name : names) {
            lifting.add(new Operation.DropTable(name, ifExists, cascade), cursor);
        }
    }

    private static void objects(Cursor cursor, Lifting lifting, ObjectKind kind) {
        cursor.accept("CONCURRENTLY");
        boolean ifExists = cursor.acceptIfExists();
        List<QualifiedName> names = new ArrayList<>();
        do {
            names.add(ObjectNames.read(cursor, kind));
        } while (cursor.acceptSymbol(","));
        QualifiedName table = null;
        if (cursor.accept("ON")) {
            if (!cursor.acceptAny("DATABASE", "ALL")) {
                table = cursor.qualifiedName();
            }
        } else if (cursor.acceptAny("USING", "FOR")) {
            // The index method of an operator class, the language of a transform.
            cursor.name();
        }
        boolean cascade = cursor.accept("CASCADE");
        cursor.acceptAny("RESTRICT", "FORCE");
        if (kind != ObjectKind.OTHER && kind != ObjectKind.DATABASE) {
            cursor.expectEnd();
        }
        for (QualifiedName name : names) {
            lifting.add(
                    new Operation.DropObject(
                            new ObjectKey(kind, ObjectNames.onTable(name, table)), table, ifExists, cascade),
                    cursor);
        }
    }
}
