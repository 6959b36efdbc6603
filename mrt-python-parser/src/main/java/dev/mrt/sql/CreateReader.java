// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code CREATE}. */
final class CreateReader {

    private CreateReader() {}

    static void read(Cursor cursor, Lifting lifting) {
        cursor.expect("CREATE");
        boolean orReplace = cursor.accept("OR", "REPLACE") || cursor.accept("OR", "ALTER");
        cursor.acceptAny("GLOBAL", "LOCAL");
        boolean temporary = cursor.acceptAny("TEMPORARY", "TEMP");
        cursor.acceptAny("UNLOGGED", "RECURSIVE", "EDITIONABLE", "FORCE", "PUBLIC");
        lifting.verb("CREATE " + cursor.keyword());
        if (cursor.accept("TABLE")) {
            TableReader.create(cursor, lifting, temporary);
        } else if (cursor.accept("FOREIGN", "TABLE") || cursor.accept("VIRTUAL", "TABLE")) {
            TableReader.create(cursor, lifting, false);
        } else if (cursor.isAny("INDEX", "UNIQUE", "FULLTEXT", "SPATIAL", "CLUSTERED", "NONCLUSTERED")) {
            IndexReader.create(cursor, lifting);
        } else {
            object(cursor, lifting, orReplace, temporary);
        }
    }

    private static void object(Cursor cursor, Lifting lifting, boolean orReplace, boolean temporary) {
        if (cursor.isAny("DEFINER", "ALGORITHM", "SQL")) {
            cursor.seek("VIEW", "TRIGGER", "FUNCTION", "PROCEDURE", "EVENT");
        }
        int mark = cursor.mark();
        ObjectKind kind = ObjectKinds.read(cursor);
        if (kind == null) {
            throw NotReadException.expected("a kind of object");
        }
        lifting.verb("CREATE " + cursor.textFrom(mark).toUpperCase(Locale.ROOT));
        boolean ifNotExists = cursor.acceptIfNotExists();
        if (kind == ObjectKind.SCHEMA && cursor.accept("AUTHORIZATION")) {
            SchemaObject schema = defined(kind, QualifiedName.of(cursor.name()), "");
            lifting.add(new Operation.CreateObject(schema, orReplace, ifNotExists), cursor);
            return;
        }
        QualifiedName name =
                kind == ObjectKind.STATISTICS && cursor.isAny("ON") ? QualifiedName.of("") : nameOf(cursor, kind);
        SchemaObject object = switch (kind) {
            case VIEW, MATERIALIZED_VIEW -> view(cursor, lifting, kind, name);
            case SEQUENCE -> sequence(cursor, name);
            case ENUM_TYPE -> type(cursor, name);
            case TRIGGER, POLICY, RULE -> onTable(cursor, kind, name);
            default -> defined(kind, name, cursor.rest());
        };
        if (temporary) {
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        } else {
            lifting.add(new Operation.CreateObject(object, orReplace, ifNotExists), cursor);
        }
    }

    /** The arguments of a routine stay with its definition. */
    private static QualifiedName nameOf(Cursor cursor, ObjectKind kind) {
        return kind == ObjectKind.OTHER ? ObjectNames.read(cursor, kind) : cursor.qualifiedName();
    }

    private static SchemaObject defined(ObjectKind kind, QualifiedName name, String definition) {
        return new SchemaObject.Defined(new ObjectKey(kind, name), definition, List.of());
    }

    // ---- views

    /** Reads the columns and the query of a view; JSqlParser tells the tables that the query names. */
    static SchemaObject view(Cursor cursor, Lifting lifting, ObjectKind kind, QualifiedName name) {
        String columns = "";
        if (cursor.isSymbol("(")) {
            int mark = cursor.mark();
            cursor.skipOne();
            columns = cursor.textFrom(mark) + " AS ";
        }
        if (!cursor.seek("AS")) {
            throw NotReadException.expected("AS");
        }
        cursor.next();
        int mark = cursor.mark();
        cursor.moveToEnd();
        if (cursor.is(-2, "WITH") && cursor.is(-1, "DATA")) {
            cursor.moveTo(cursor.mark() - 2);
        } else if (cursor.is(-3, "WITH") && cursor.is(-1, "DATA")) {
            cursor.moveTo(cursor.mark() - 3);
        }
        Cursor query = cursor.slice(mark, cursor.mark());
        if (query.size() == 0) {
            throw NotReadException.expected("a query");
        }
        SyntaxTree tree = SyntaxTree.parse(query);
        if (tree != null) {
            lifting.understanding(Understanding.PARSED);
        }
        return new SchemaObject.Defined(
                new ObjectKey(kind, name), columns + query.whole(), tree == null ? List.of() : tree.tables());
    }

    // ---- sequences

    private static SchemaObject sequence(Cursor cursor, QualifiedName name) {
        StringBuilder options = new StringBuilder();
        String ownedBy = null;
        while (!cursor.atEnd()) {
            if (cursor.accept("OWNED", "BY")) {
                ownedBy = ownedBy(cursor);
            } else {
                int mark = cursor.mark();
                cursor.skipOne();
                options.append(options.isEmpty() ? "" : " ").append(cursor.textFrom(mark));
            }
        }
        return new SchemaObject.Sequence(name, ownedBy, options.toString());
    }

    private static @Nullable String ownedBy(Cursor cursor) {
        if (cursor.accept("NONE")) {
            return null;
        }
        QualifiedName owner = cursor.qualifiedName();
        return owner.toString();
    }

    // ---- types

    private static SchemaObject type(Cursor cursor, QualifiedName name) {
        if (!cursor.accept("AS", "ENUM")) {
            return defined(ObjectKind.TYPE, name, cursor.rest());
        }
        List<String> labels = new ArrayList<>();
        boolean known = true;
        for (Cursor item : cursor.group().items()) {
            String label = item.isKind(Token.Kind.STRING) ? item.string() : "\uFFFC";
            known &= label.indexOf(Lexer.UNKNOWN_PIECE) < 0;
            labels.add(label);
        }
        cursor.expectEnd();
        return new EnumType(name, known ? labels : List.of());
    }

    // ---- what belongs to a table

    private static SchemaObject onTable(Cursor cursor, ObjectKind kind, QualifiedName name) {
        int mark = cursor.mark();
        if (kind == ObjectKind.RULE) {
            cursor.accept("AS");
            cursor.expect("ON");
            cursor.next();
            cursor.expect("TO");
        } else {
            if (!cursor.seek("ON")) {
                throw NotReadException.expected("ON");
            }
            cursor.next();
        }
        QualifiedName table = cursor.qualifiedName();
        cursor.moveToEnd();
        return new SchemaObject.Defined(
                new ObjectKey(kind, ObjectNames.onTable(name, table)), cursor.textFrom(mark), List.of(table));
    }
}
