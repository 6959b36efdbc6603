// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.QualifiedName;
import java.util.List;

/** Reads what neither defines objects nor writes rows: queries, settings, transaction control, maintenance. */
final class OtherReader {

    private OtherReader() {}

    static void read(Cursor cursor, Lifting lifting) {
        switch (cursor.keyword()) {
            case "SELECT", "VALUES", "TABLE" -> query(cursor, lifting);
            case "SHOW", "DESCRIBE", "DESC", "HELP", "FETCH", "PRINT" -> lifting.addEffect(SqlEffect.READ, cursor);
            case "EXPLAIN" -> lifting.addEffect(cursor.is(1, "ANALYZE") ? SqlEffect.RUNS_CODE : SqlEffect.READ, cursor);
            case "SET" -> set(cursor, lifting);
            case "RESET" -> {
                cursor.next();
                lifting.add(new Operation.SetParameter(cursor.rest(), "DEFAULT", false), cursor);
            }
            case "PRAGMA" -> pragma(cursor, lifting);
            case "START",
                    "COMMIT",
                    "ROLLBACK",
                    "SAVEPOINT",
                    "RELEASE",
                    "END",
                    "ABORT",
                    "PREPARE",
                    "DEALLOCATE",
                    "CHECKPOINT",
                    "DISCARD",
                    "LISTEN",
                    "NOTIFY",
                    "UNLISTEN",
                    "GRANT",
                    "REVOKE",
                    "DENY",
                    "SECURITY",
                    "MOVE",
                    "CLOSE",
                    "UNLOCK",
                    "FLUSH",
                    "USE",
                    "ATTACH",
                    "DETACH" -> lifting.addEffect(SqlEffect.HARMLESS, cursor);
            case "BEGIN" -> {
                if (isBlock(cursor)) {
                    BlockReader.readAnonymous(cursor, lifting);
                } else {
                    lifting.addEffect(SqlEffect.HARMLESS, cursor);
                }
            }
            case "DECLARE" -> declare(cursor, lifting);
            case "DO" -> BlockReader.readDo(cursor, lifting);
            case "LOCK",
                    "VACUUM",
                    "ANALYZE",
                    "ANALYSE",
                    "CLUSTER",
                    "REINDEX",
                    "REFRESH",
                    "OPTIMIZE",
                    "REPAIR",
                    "CHECK" -> lifting.addEffect(SqlEffect.MAINTENANCE, cursor);
            case "COMMENT" -> comment(cursor, lifting);
            case "RENAME" -> rename(cursor, lifting);
            case "CALL", "EXEC", "EXECUTE", "IMPORT" -> lifting.addEffect(SqlEffect.RUNS_CODE, cursor);
            default -> {
                if (cursor.isSymbol("(")
                        && (cursor.is(1, "SELECT") || cursor.isSymbol(1, "(") || cursor.is(1, "WITH"))) {
                    query(cursor, lifting);
                } else if (cursor.hasUnknownPiece()) {
                    throw NotReadException.unknownName();
                } else {
                    throw NotReadException.expected("a statement");
                }
            }
        }
    }

    /** {@code DECLARE} opens an anonymous block, or declares a cursor. */
    private static void declare(Cursor cursor, Lifting lifting) {
        boolean block = cursor.seek("BEGIN");
        cursor.moveTo(0);
        if (block) {
            BlockReader.readAnonymous(cursor, lifting);
        } else {
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        }
    }

    private static boolean isBlock(Cursor cursor) {
        return cursor.size() > 3
                && !cursor.is(1, "TRANSACTION")
                && !cursor.is(1, "WORK")
                && !cursor.is(1, "ISOLATION")
                && !cursor.is(1, "READ");
    }

    /** Reads a query. */
    static void query(Cursor cursor, Lifting lifting) {
        QueryReader.read(cursor, lifting);
    }

    // ---- settings

    private static void set(Cursor cursor, Lifting lifting) {
        cursor.next();
        boolean local = cursor.is("LOCAL") && !cursor.isSymbol(1, "=");
        if (local || cursor.isAny("SESSION", "GLOBAL", "PERSIST") && !cursor.isSymbol(1, "=")) {
            cursor.next();
        }
        if (cursor.isAny("TRANSACTION", "CONSTRAINTS", "ROLE", "AUTHORIZATION", "CHARACTERISTICS", "IDENTITY_INSERT")) {
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        } else if (cursor.accept("TIME", "ZONE")) {
            lifting.add(new Operation.SetParameter("timezone", cursor.rest(), local), cursor);
        } else {
            for (Cursor item : isAssignment(cursor) ? cursor.remaining().items() : List.of(cursor)) {
                int mark = item.mark();
                item.next();
                while (item.acceptSymbol(".")) {
                    item.next();
                }
                String name = item.textFrom(mark);
                if (!item.acceptSymbol("=") && !item.acceptSymbol(":=")) {
                    item.accept("TO");
                }
                lifting.add(new Operation.SetParameter(name, item.rest(), local), item);
            }
        }
    }

    /** {@code SET a = 1, b = 2} sets two variables (MySQL), {@code SET search_path = a, b} sets one. */
    private static boolean isAssignment(Cursor cursor) {
        if (!cursor.isKind(Token.Kind.WORD) || !cursor.isSymbol(1, "=") && !cursor.isSymbol(1, ":=")) {
            return false;
        }
        for (Cursor item : cursor.remaining().items()) {
            if (!item.isSymbol(1, "=") && !item.isSymbol(1, ":=")) {
                return false;
            }
        }
        return true;
    }

    private static void pragma(Cursor cursor, Lifting lifting) {
        cursor.next();
        int mark = cursor.mark();
        cursor.qualifiedName();
        String name = cursor.textFrom(mark);
        if (cursor.acceptSymbol("=")) {
            lifting.add(new Operation.SetParameter(name, cursor.rest(), false), cursor);
        } else {
            lifting.addEffect(SqlEffect.READ, cursor);
        }
    }

    // ---- comments and renames

    private static void comment(Cursor cursor, Lifting lifting) {
        cursor.next();
        cursor.expect("ON");
        if (cursor.accept("TABLE")) {
            QualifiedName table = cursor.qualifiedName();
            lifting.add(new Operation.AlterTable(table, TableChange.COMMENT, commentText(cursor)), cursor);
        } else if (cursor.accept("COLUMN")) {
            QualifiedName column = cursor.qualifiedName();
            String before = column.schema();
            if (before == null) {
                throw NotReadException.expected("table and column");
            }
            QualifiedName table = tableOf(cursor, before);
            lifting.add(
                    new Operation.AlterColumn(
                            table, column.name(), null, null, null, null, null, commentText(cursor), null, null, false),
                    cursor);
        } else {
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        }
    }

    /** The table of {@code [schema.]table.column}, of which only the last two parts were kept. */
    private static QualifiedName tableOf(Cursor cursor, String table) {
        int end = cursor.mark();
        Cursor names = cursor.slice(0, end);
        names.moveTo(3);
        String first = names.name();
        boolean hasSchema = names.acceptSymbol(".") && names.isName() && names.isSymbol(1, ".");
        return new QualifiedName(hasSchema ? first : null, table);
    }

    private static String commentText(Cursor cursor) {
        cursor.expect("IS");
        return cursor.accept("NULL") ? "" : cursor.string();
    }

    private static void rename(Cursor cursor, Lifting lifting) {
        cursor.next();
        cursor.acceptAny("TABLE", "TABLES");
        do {
            QualifiedName name = cursor.qualifiedName();
            cursor.expect("TO");
            lifting.add(new Operation.RenameTable(name, cursor.qualifiedName()), cursor);
        } while (cursor.acceptSymbol(","));
        cursor.expectEnd();
    }
}
