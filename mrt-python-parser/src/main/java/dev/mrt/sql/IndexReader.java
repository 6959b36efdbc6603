// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the statements that create, change and drop indexes. */
final class IndexReader {

    private IndexReader() {}

    /** Reads what follows {@code CREATE}, from {@code UNIQUE} or {@code INDEX} on. */
    static void create(Cursor cursor, Lifting lifting) {
        boolean unique = cursor.accept("UNIQUE");
        String method = "";
        if (cursor.isAny("FULLTEXT", "SPATIAL")) {
            method = cursor.keyword().toLowerCase(Locale.ROOT);
            cursor.next();
        }
        cursor.acceptAny("CLUSTERED", "NONCLUSTERED");
        cursor.expect("INDEX");
        lifting.verb("CREATE INDEX");
        boolean concurrently = cursor.accept("CONCURRENTLY");
        boolean ifNotExists = cursor.acceptIfNotExists();
        QualifiedName name = cursor.is("ON") && !cursor.is(1, "ON") ? null : cursor.qualifiedName();
        method = using(cursor, method);
        cursor.expect("ON");
        cursor.accept("ONLY");
        QualifiedName table = cursor.qualifiedName();
        if (name != null && name.schema() != null && table.schema() == null) {
            // SQLite puts the schema before the index.
            table = new QualifiedName(name.schema(), table.name());
        }
        method = using(cursor, method);
        List<Index.Part> parts = parts(cursor);
        method = using(cursor, method);
        List<String> include = cursor.accept("INCLUDE") ? cursor.nameList() : List.of();
        String predicate = null;
        while (!cursor.atEnd()) {
            if (cursor.accept("WHERE")) {
                predicate = predicate(cursor);
            } else if (cursor.accept("NULLS", "NOT", "DISTINCT")) {
                // The model of an index has no place for it.
            } else if (cursor.accept("NULLS", "DISTINCT")) {
                // The default.
            } else if (cursor.is("WITH") && cursor.isSymbol(1, "(")) {
                cursor.next();
                cursor.skipOne();
            } else if (cursor.acceptAny("TABLESPACE", "ALGORITHM", "LOCK", "COMMENT", "KEY_BLOCK_SIZE", "ON")) {
                cursor.acceptSymbol("=");
                cursor.next();
            } else if (!cursor.acceptAny(
                    "ONLINE", "VISIBLE", "INVISIBLE", "COMPUTE", "STATISTICS", "REVERSE", "PARALLEL")) {
                throw NotReadException.expected("an option of the index");
            }
        }
        Index index = new Index(name == null ? null : name.name(), parts, unique, method, predicate, include);
        lifting.add(new Operation.CreateIndex(table, index, ifNotExists, concurrently), cursor);
    }

    private static String predicate(Cursor cursor) {
        int mark = cursor.mark();
        cursor.seek("TABLESPACE", "ALGORITHM");
        return cursor.textFrom(mark);
    }

    private static String using(Cursor cursor, String method) {
        return cursor.accept("USING") ? cursor.name().toLowerCase(Locale.ROOT) : method;
    }

    /** Reads what is indexed, between parentheses. */
    static List<Index.Part> parts(Cursor cursor) {
        List<Index.Part> parts = new ArrayList<>();
        for (Cursor item : cursor.group().items()) {
            parts.add(part(item));
        }
        if (parts.isEmpty()) {
            throw NotReadException.expected("columns");
        }
        return parts;
    }

    private static Index.Part part(Cursor item) {
        String column = null;
        String expression = null;
        StringBuilder options = new StringBuilder();
        if (isColumn(item)) {
            column = item.name();
            if (item.isSymbol("(")) {
                append(options, "(" + item.group().whole() + ")");
            }
        } else {
            expression = expression(item);
        }
        boolean descending = false;
        while (!item.atEnd()) {
            if (item.is("DESC")) {
                item.next();
                descending = true;
            } else if (!item.accept("ASC")) {
                if (item.isName() && item.isSymbol(1, ".")) {
                    // the schema of an operator class or collation, which the other spelling leaves out
                    item.next();
                    item.next();
                }
                int mark = item.mark();
                item.skipOne();
                append(options, item.textFrom(mark));
            }
        }
        return new Index.Part(column, expression, descending, options.toString());
    }

    private static boolean isColumn(Cursor item) {
        if (item.isSymbol(1, "(")) {
            // MySQL's length of a prefix
            return item.isName() && item.isKind(2, Token.Kind.NUMBER) && item.isSymbol(3, ")");
        }
        return item.isName() && !item.isKind(1, Token.Kind.SYMBOL);
    }

    /** Reads up to the name that follows a complete operand: collation, operator class or order. */
    private static String expression(Cursor item) {
        int mark = item.mark();
        boolean parenthesised = item.isSymbol("(");
        do {
            item.skipOne();
        } while (!item.atEnd() && (!item.isName() || !item.isSymbol(-1, ")") && item.isKind(-1, Token.Kind.SYMBOL)));
        Cursor whole = item.slice(mark, item.mark());
        if (parenthesised) {
            Cursor inner = whole.remaining();
            Cursor group = inner.group();
            if (inner.atEnd()) {
                return group.whole();
            }
        }
        return whole.whole();
    }

    private static void append(StringBuilder options, String more) {
        if (!options.isEmpty()) {
            options.append(' ');
        }
        options.append(more);
    }

    /** Reads what follows {@code DROP INDEX}. */
    static void drop(Cursor cursor, Lifting lifting) {
        boolean concurrently = cursor.accept("CONCURRENTLY");
        boolean ifExists = cursor.acceptIfExists();
        List<QualifiedName> names = new ArrayList<>();
        do {
            names.add(cursor.qualifiedName());
        } while (cursor.acceptSymbol(","));
        QualifiedName table = cursor.accept("ON") ? cursor.qualifiedName() : null;
        boolean cascade = cursor.accept("CASCADE");
        cursor.accept("RESTRICT");
        while (cursor.acceptAny("ALGORITHM", "LOCK", "ONLINE")) {
            if (cursor.acceptSymbol("=")) {
                cursor.next();
            }
        }
        cursor.expectEnd();
        for (QualifiedName name : names) {
            lifting.add(new Operation.DropIndex(table, name, ifExists, concurrently, cascade), cursor);
        }
    }

    /** Reads what follows {@code ALTER INDEX}. */
    static void alter(Cursor cursor, Lifting lifting) {
        cursor.acceptIfExists();
        QualifiedName name = cursor.qualifiedName();
        QualifiedName table = cursor.accept("ON") ? cursor.qualifiedName() : null;
        if (cursor.accept("RENAME", "TO")) {
            String newName = cursor.name();
            cursor.expectEnd();
            lifting.add(new Operation.RenameIndex(table, name, newName), cursor);
        } else if (cursor.isAny("REBUILD", "REORGANIZE")) {
            lifting.addEffect(SqlEffect.MAINTENANCE, cursor);
        } else {
            cursor.next();
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        }
    }
}
