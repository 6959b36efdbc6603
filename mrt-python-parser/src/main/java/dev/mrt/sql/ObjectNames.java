// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/** Reads the names of objects that are not tables. */
final class ObjectNames {

    private ObjectNames() {}

    /** Reads a name; the arguments of a routine are passed over, and a cast or operator is named by its text. */
    static QualifiedName read(Cursor cursor, ObjectKind kind) {
        if (kind == ObjectKind.OTHER && !cursor.isName()) {
            int mark = cursor.mark();
            cursor.skipOne();
            String text = cursor.textFrom(mark);
            if (cursor.isSymbol("(")) {
                cursor.skipOne();
            }
            return QualifiedName.of(text);
        }
        QualifiedName name = cursor.qualifiedName();
        boolean routine = kind == ObjectKind.FUNCTION || kind == ObjectKind.PROCEDURE || kind == ObjectKind.AGGREGATE;
        if (routine && cursor.isSymbol("(")) {
            cursor.skipOne();
        }
        return name;
    }

    /** The name by which a trigger, policy or rule is known: together with its table, in the table's schema. */
    static QualifiedName onTable(QualifiedName name, @Nullable QualifiedName table) {
        return table == null ? name : new QualifiedName(table.schema(), table.name() + "." + name.name());
    }
}
