// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;

/**
 * Reads {@code ALTER}. {@code ALTER TYPE} does not say which kind of type it changes; the operation says an enum type, except
 * where attributes are changed, which only a composite type has.
 */
final class AlterReader {

    private AlterReader() {}

    static void read(Cursor cursor, Lifting lifting) {
        cursor.expect("ALTER");
        lifting.verb("ALTER " + cursor.keyword());
        if (cursor.acceptAny("IGNORE", "ONLINE", "OFFLINE")) {
            lifting.verb("ALTER TABLE");
        }
        if (cursor.accept("TABLE") || cursor.accept("FOREIGN", "TABLE")) {
            AlterTableReader.read(cursor, lifting);
        } else if (cursor.accept("INDEX")) {
            IndexReader.alter(cursor, lifting);
        } else if (cursor.accept("TYPE")) {
            type(cursor, lifting);
        } else if (cursor.isSequence("DEFAULT", "PRIVILEGES") || cursor.isAny("SESSION", "SYSTEM", "LARGE")) {
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        } else {
            object(cursor, lifting);
        }
    }

    private static void type(Cursor cursor, Lifting lifting) {
        QualifiedName name = cursor.qualifiedName();
        if (cursor.accept("ADD", "VALUE")) {
            boolean ifNotExists = cursor.acceptIfNotExists();
            String value = cursor.knownString();
            String before = cursor.accept("BEFORE") ? cursor.knownString() : null;
            String after = cursor.accept("AFTER") ? cursor.knownString() : null;
            cursor.expectEnd();
            lifting.add(new Operation.AddEnumValue(name, value, before, after, ifNotExists), cursor);
        } else if (cursor.accept("RENAME", "VALUE")) {
            String value = cursor.knownString();
            cursor.expect("TO");
            String newValue = cursor.knownString();
            cursor.expectEnd();
            lifting.add(new Operation.RenameEnumValue(name, value, newValue), cursor);
        } else {
            boolean composite = cursor.is(1, "ATTRIBUTE");
            change(cursor, lifting, composite ? ObjectKind.TYPE : ObjectKind.ENUM_TYPE, name);
        }
    }

    private static void object(Cursor cursor, Lifting lifting) {
        if (cursor.isAny("DEFINER", "ALGORITHM", "SQL")) {
            cursor.seek("VIEW", "EVENT");
        }
        ObjectKind kind = ObjectKinds.read(cursor);
        if (kind == null) {
            throw NotReadException.expected("a kind of object");
        }
        boolean ifExists = cursor.acceptIfExists();
        QualifiedName name = ObjectNames.read(cursor, kind);
        if (ifExists) {
            lifting.under(new Condition.Exists(kind, name, null));
        }
        if (cursor.accept("ON")) {
            name = ObjectNames.onTable(name, cursor.qualifiedName());
        }
        if (kind == ObjectKind.VIEW && (cursor.is("AS") || cursor.isSymbol("("))) {
            // MySQL's way to replace a view.
            SchemaObject view = CreateReader.view(cursor, lifting, kind, name);
            lifting.add(new Operation.CreateObject(view, true, false), cursor);
            return;
        }
        change(cursor, lifting, kind, name);
    }

    private static void change(Cursor cursor, Lifting lifting, ObjectKind kind, QualifiedName name) {
        ObjectKey key = new ObjectKey(kind, name);
        if (cursor.accept("RENAME", "TO")) {
            String newName = cursor.name();
            cursor.expectEnd();
            lifting.add(new Operation.RenameObject(key, newName), cursor);
        } else if (cursor.atEnd()) {
            throw NotReadException.expected("a change");
        } else {
            lifting.add(new Operation.AlterObject(key, cursor.rest()), cursor);
        }
    }
}
