// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.ColumnDefinition;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the definition of one column: name, type and all that can follow. Not thread-safe. */
final class ColumnReader {

    /** A column with the constraints that were written with it. */
    record Result(ColumnDefinition column, List<Constraint> constraints) {}

    private final Cursor cursor;
    private final List<Constraint> constraints = new ArrayList<>();
    private String name = "";
    private ColumnType type = ColumnType.UNKNOWN;
    private Truth nullable = Truth.TRUE;
    private ServerDefault serverDefault = ServerDefault.NONE;
    private Identity identity = Identity.NONE;
    private @Nullable Generated generated;
    private @Nullable String comment;

    private ColumnReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads a definition that spans the whole cursor. */
    static Result read(Cursor cursor) {
        ColumnReader reader = new ColumnReader(cursor);
        reader.name = cursor.name();
        return reader.readDefinition();
    }

    /** Reads type and attributes of a column whose name was read already. */
    static Result read(Cursor cursor, String name) {
        ColumnReader reader = new ColumnReader(cursor);
        reader.name = name;
        return reader.readDefinition();
    }

    private Result readDefinition() {
        if (cursor.hasUnknownPiece()) {
            nullable = Truth.UNKNOWN;
        }
        type = type(cursor);
        numberedByType();
        while (!cursor.atEnd()) {
            attribute();
        }
        return new Result(
                new ColumnDefinition(name, type, nullable, serverDefault, identity, generated, comment, null),
                constraints);
    }

    // ---- types

    /** Reads a type; moves to the first token that is not part of it. */
    static ColumnType type(Cursor cursor) {
        int mark = cursor.mark();
        while (!cursor.atEnd() && !endsType(cursor)) {
            cursor.skipOne();
        }
        if (mark == cursor.mark()) {
            return ColumnType.UNKNOWN;
        }
        String text = cursor.textFrom(mark);
        return text.indexOf('?') >= 0 ? ColumnType.UNKNOWN : ColumnType.of(text);
    }

    private static boolean endsType(Cursor cursor) {
        return switch (cursor.keyword()) {
            case "CONSTRAINT",
                    "NOT",
                    "NULL",
                    "DEFAULT",
                    "PRIMARY",
                    "UNIQUE",
                    "KEY",
                    "CHECK",
                    "REFERENCES",
                    "GENERATED",
                    "AS",
                    "IDENTITY",
                    "AUTO_INCREMENT",
                    "AUTOINCREMENT",
                    "COLLATE",
                    "CHARSET",
                    "COMMENT",
                    "ON",
                    "USING",
                    "STORAGE",
                    "COMPRESSION",
                    "COLUMN_FORMAT",
                    "VISIBLE",
                    "INVISIBLE",
                    "SPARSE",
                    "ROWGUIDCOL",
                    "FIRST",
                    "AFTER",
                    "DEFERRABLE",
                    "INITIALLY" -> true;
            case "CHARACTER" -> cursor.is(1, "SET");
            default -> false;
        };
    }

    private void numberedByType() {
        String serial = switch (type.text().toUpperCase(Locale.ROOT)) {
            case "SERIAL", "SERIAL4" -> "integer";
            case "BIGSERIAL", "SERIAL8" -> "bigint";
            case "SMALLSERIAL", "SERIAL2" -> "smallint";
            default -> null;
        };
        if (serial == null) {
            return;
        }
        nullable = Truth.FALSE;
        if (cursor.isMysql()) {
            type = ColumnType.of("bigint unsigned");
            identity = Identity.AUTO_INCREMENT;
            constraints.add(Constraint.Unique.of(null, List.of(name)));
        } else {
            type = ColumnType.of(serial);
            identity = Identity.SERIAL;
        }
    }

    // ---- attributes

    private void attribute() {
        String constraintName = cursor.accept("CONSTRAINT") ? cursor.name() : null;
        switch (cursor.keyword()) {
            case "NOT" -> notNullOrNotDeferrable();
            case "NULL" -> {
                cursor.next();
                nullable = Truth.TRUE;
            }
            case "PRIMARY", "KEY" -> primaryKey(constraintName);
            case "UNIQUE" -> {
                cursor.next();
                cursor.accept("KEY");
                constraints.add(ConstraintReader.unique(cursor, constraintName, List.of(name)));
            }
            case "CHECK" -> {
                cursor.next();
                constraints.add(ConstraintReader.check(cursor, constraintName));
            }
            case "REFERENCES" -> constraints.add(ConstraintReader.reference(cursor, constraintName, List.of(name)));
            case "DEFAULT" -> {
                cursor.next();
                serverDefault = defaultValue(cursor);
            }
            case "GENERATED" -> generated();
            case "AS" -> {
                cursor.next();
                generatedExpression();
            }
            case "IDENTITY" -> {
                cursor.next();
                skipGroup();
                identity = Identity.BY_DEFAULT;
                nullable = Truth.FALSE;
            }
            case "AUTO_INCREMENT", "AUTOINCREMENT" -> {
                cursor.next();
                identity = Identity.AUTO_INCREMENT;
                nullable = Truth.FALSE;
            }
            case "COMMENT" -> {
                cursor.next();
                comment = cursor.string();
            }
            default -> optionWithoutMeaning();
        }
    }

    private void notNullOrNotDeferrable() {
        cursor.next();
        if (cursor.accept("NULL")) {
            nullable = Truth.FALSE;
        } else if (cursor.accept("DEFERRABLE") || cursor.accept("VALID") || cursor.accept("ENFORCED")) {
            // Is the default, or belongs to a constraint of which it was read already.
        } else {
            cursor.expect("FOR");
            cursor.expect("REPLICATION");
        }
    }

    private void primaryKey(@Nullable String constraintName) {
        cursor.accept("PRIMARY");
        cursor.expect("KEY");
        boolean descending = cursor.is("DESC");
        cursor.acceptAny("ASC", "DESC");
        cursor.acceptAny("CLUSTERED", "NONCLUSTERED");
        nullable = Truth.FALSE;
        constraints.add(new Constraint.PrimaryKey(constraintName, List.of(name)));
        if (cursor.dialect() == Dialect.SQLITE && type.text().equalsIgnoreCase("INTEGER") && !descending) {
            // https://www.sqlite.org/lang_createtable.html#rowid: such a column is the row id.
            identity = Identity.AUTO_INCREMENT;
        }
    }

    private void generated() {
        cursor.next();
        boolean byDefault = cursor.accept("BY", "DEFAULT");
        if (byDefault) {
            cursor.accept("ON", "NULL");
        } else {
            cursor.expect("ALWAYS");
        }
        cursor.expect("AS");
        if (cursor.accept("IDENTITY")) {
            skipGroup();
            identity = byDefault ? Identity.BY_DEFAULT : Identity.ALWAYS;
            nullable = Truth.FALSE;
        } else {
            generatedExpression();
        }
    }

    private void generatedExpression() {
        String expression = cursor.group().whole();
        boolean stored = cursor.acceptAny("STORED", "PERSISTENT", "PERSISTED");
        if (!stored) {
            cursor.accept("VIRTUAL");
        }
        generated = new Generated(expression, stored);
    }

    private void skipGroup() {
        if (cursor.isSymbol("(")) {
            cursor.skipOne();
        }
    }

    private void optionWithoutMeaning() {
        switch (cursor.keyword()) {
            case "COLLATE" -> {
                cursor.next();
                cursor.qualifiedName();
            }
            case "CHARACTER" -> {
                cursor.next();
                cursor.expect("SET");
                cursor.next();
            }
            case "CHARSET", "STORAGE", "COMPRESSION", "COLUMN_FORMAT", "AFTER", "INITIALLY" -> {
                cursor.next();
                cursor.next();
            }
            case "ON" -> {
                // ON UPDATE CURRENT_TIMESTAMP(6) of MySQL, ON CONFLICT … of SQLite
                cursor.next();
                if (!cursor.acceptAny("UPDATE", "CONFLICT")) {
                    throw NotReadException.expected("UPDATE or CONFLICT");
                }
                cursor.next();
                skipGroup();
            }
            case "VISIBLE",
                    "INVISIBLE",
                    "SPARSE",
                    "ROWGUIDCOL",
                    "FIRST",
                    "DEFERRABLE",
                    "ENFORCED",
                    "VIRTUAL",
                    "STORED" -> cursor.next();
            case "USING" -> {
                cursor.next();
                cursor.expect("INDEX");
                cursor.moveToEnd();
            }
            default -> throw NotReadException.expected("an attribute of the column");
        }
    }

    // ---- defaults

    /** Reads the expression of a default; moves to the first token that is not part of it. */
    static ServerDefault defaultValue(Cursor cursor) {
        int mark = cursor.mark();
        boolean isNull = cursor.is("NULL");
        boolean isKnown = true;
        do {
            isKnown &= !cursor.isKind(Token.Kind.PLACEHOLDER);
            cursor.skipOne();
        } while (!cursor.atEnd() && !endsDefault(cursor));
        if (isNull && cursor.mark() == mark + 1) {
            return ServerDefault.NONE;
        }
        if (!isKnown || cursor.slice(mark, cursor.mark()).hasUnknownPiece()) {
            return ServerDefault.UNKNOWN;
        }
        return ServerDefault.of(cursor.textFrom(mark));
    }

    private static boolean endsDefault(Cursor cursor) {
        return switch (cursor.keyword()) {
            case "NOT" -> cursor.is(1, "NULL") || cursor.is(1, "DEFERRABLE");
            case "KEY", "AS" -> false;
            default -> endsType(cursor);
        };
    }
}
