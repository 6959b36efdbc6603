// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.schema.ObjectKind;
import org.jspecify.annotations.Nullable;

/** Reads the words that name a kind of object behind {@code CREATE}, {@code ALTER} and {@code DROP}. */
final class ObjectKinds {

    private static final String[] OTHER_KINDS = {
        "CAST",
        "COLLATION",
        "CONVERSION",
        "PUBLICATION",
        "SUBSCRIPTION",
        "ROLE",
        "GROUP",
        "SERVER",
        "LANGUAGE",
        "TRANSFORM",
        "TABLESPACE",
        "SYNONYM",
        "LOGIN",
        "EVENT",
        "DIRECTORY",
        "PACKAGE",
        "KEYSPACE",
    };

    private ObjectKinds() {}

    /** Moves behind the words of a kind; null, and does not move, where there is none of those that are known. */
    static @Nullable ObjectKind read(Cursor cursor) {
        ObjectKind kind = switch (cursor.keyword()) {
            case "VIEW" -> ObjectKind.VIEW;
            case "SEQUENCE" -> ObjectKind.SEQUENCE;
            case "TYPE" -> ObjectKind.ENUM_TYPE;
            case "DOMAIN" -> ObjectKind.TYPE;
            case "TRIGGER" -> ObjectKind.TRIGGER;
            case "FUNCTION", "ROUTINE" -> ObjectKind.FUNCTION;
            case "PROCEDURE", "PROC" -> ObjectKind.PROCEDURE;
            case "AGGREGATE" -> ObjectKind.AGGREGATE;
            case "EXTENSION" -> ObjectKind.EXTENSION;
            case "SCHEMA" -> ObjectKind.SCHEMA;
            case "DATABASE" -> ObjectKind.DATABASE;
            case "POLICY" -> ObjectKind.POLICY;
            case "RULE" -> ObjectKind.RULE;
            case "STATISTICS" -> ObjectKind.STATISTICS;
            default -> null;
        };
        if (kind != null) {
            cursor.next();
            return kind;
        }
        if (cursor.accept("MATERIALIZED", "VIEW")) {
            return ObjectKind.MATERIALIZED_VIEW;
        }
        if (cursor.accept("EVENT", "TRIGGER")) {
            return ObjectKind.EVENT_TRIGGER;
        }
        if (cursor.accept("CONSTRAINT", "TRIGGER")) {
            return ObjectKind.TRIGGER;
        }
        if (cursor.accept("ROW", "LEVEL", "SECURITY", "POLICY")) {
            return ObjectKind.POLICY;
        }
        return readOther(cursor) ? ObjectKind.OTHER : null;
    }

    private static boolean readOther(Cursor cursor) {
        cursor.acceptAny("TRUSTED", "PROCEDURAL");
        if (cursor.accept("FOREIGN", "DATA", "WRAPPER")
                || cursor.accept("ACCESS", "METHOD")
                || cursor.accept("USER", "MAPPING", "FOR")
                || cursor.accept("USER")
                || cursor.acceptAny(OTHER_KINDS)) {
            return true;
        }
        if (cursor.accept("TEXT", "SEARCH")) {
            cursor.next();
            return true;
        }
        if (cursor.accept("OPERATOR")) {
            cursor.acceptAny("CLASS", "FAMILY");
            return true;
        }
        return false;
    }
}
