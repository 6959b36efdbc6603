// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads constraints, and the keys that MySQL writes among them. */
final class ConstraintReader {

    /**
     * What was read: a constraint or an index.
     *
     * @param usingIndex the index that becomes the constraint's, or null
     */
    record Result(
            @Nullable Constraint constraint,
            @Nullable Index index,
            @Nullable String usingIndex) {}

    /** What can follow any constraint. */
    private static final class Attributes {
        private boolean deferrable;
        private boolean deferred;
        private boolean validated = true;
        private boolean nullsNotDistinct;
    }

    private ConstraintReader() {}

    /** Whether a table constraint or key begins here, and not a column. */
    static boolean begins(Cursor cursor) {
        return switch (cursor.keyword()) {
            case "CONSTRAINT" -> true;
            case "PRIMARY", "FOREIGN" -> cursor.is(1, "KEY");
            case "CHECK", "EXCLUDE" -> cursor.isSymbol(1, "(") || cursor.is(1, "USING");
            case "UNIQUE" ->
                cursor.isSymbol(1, "(")
                        || cursor.isName(1) && cursor.isSymbol(2, "(")
                        || cursor.is(1, "KEY")
                        || cursor.is(1, "INDEX")
                        || cursor.is(1, "USING")
                        || cursor.is(1, "NULLS")
                        || cursor.is(1, "CLUSTERED")
                        || cursor.is(1, "NONCLUSTERED");
            case "KEY", "INDEX" ->
                cursor.isSymbol(1, "(")
                        || cursor.isName(1)
                                && (cursor.isSymbol(2, "(") && !isTypeWithLength(cursor) || cursor.is(2, "USING"))
                        || cursor.is(1, "IF");
            case "FULLTEXT", "SPATIAL" ->
                cursor.is(1, "KEY") || cursor.is(1, "INDEX") || cursor.isName(1) && cursor.isSymbol(2, "(");
            default -> false;
        };
    }

    /** {@code key varchar(50)} and {@code key enum('a')} are columns, {@code KEY name (column)} an index. */
    private static boolean isTypeWithLength(Cursor cursor) {
        return cursor.isKind(3, Token.Kind.NUMBER) || cursor.isKind(3, Token.Kind.STRING);
    }

    /** Reads a table constraint or key that spans the whole cursor. */
    static Result read(Cursor cursor) {
        String name = null;
        if (cursor.accept("CONSTRAINT")) {
            cursor.acceptIfNotExists();
            name = isKind(cursor) ? null : cursor.name();
        }
        Result result = switch (cursor.keyword()) {
            case "PRIMARY" -> primaryKey(cursor, name);
            case "UNIQUE" -> uniqueKey(cursor, name);
            case "FOREIGN" -> foreignKey(cursor, name);
            case "CHECK" -> {
                cursor.next();
                yield of(check(cursor, name));
            }
            case "EXCLUDE" -> exclusion(cursor, name);
            case "KEY", "INDEX", "FULLTEXT", "SPATIAL" -> key(cursor);
            default -> throw NotReadException.expected("a constraint");
        };
        attributes(cursor);
        cursor.expectEnd();
        return result;
    }

    private static boolean isKind(Cursor cursor) {
        return switch (cursor.keyword()) {
            case "PRIMARY", "FOREIGN" -> cursor.is(1, "KEY");
            case "UNIQUE", "CHECK" -> cursor.isSymbol(1, "(") || cursor.is(1, "KEY");
            default -> false;
        };
    }

    private static Result of(Constraint constraint) {
        return new Result(constraint, null, null);
    }

    private static Result primaryKey(Cursor cursor, @Nullable String name) {
        cursor.next();
        cursor.expect("KEY");
        cursor.acceptAny("CLUSTERED", "NONCLUSTERED");
        indexType(cursor);
        if (cursor.accept("USING", "INDEX")) {
            return new Result(new Constraint.PrimaryKey(name, List.of()), null, cursor.name());
        }
        if (cursor.isName()) {
            cursor.next(); // MySQL takes an index name here and ignores it.
        }
        indexType(cursor);
        return of(new Constraint.PrimaryKey(name, cursor.nameList()));
    }

    private static Result uniqueKey(Cursor cursor, @Nullable String given) {
        cursor.next();
        String name = given;
        if (cursor.accept("USING", "INDEX")) {
            String index = cursor.name();
            Attributes attributes = attributes(cursor);
            return new Result(unique(name, List.of(), attributes), null, index);
        }
        boolean keyword = cursor.acceptAny("KEY", "INDEX");
        cursor.acceptAny("CLUSTERED", "NONCLUSTERED");
        if (keyword) {
            cursor.acceptIfNotExists();
        }
        boolean nullsNotDistinct = nullsNotDistinct(cursor);
        if (cursor.isName() && !cursor.is("USING")) {
            String own = cursor.name();
            name = name == null ? own : name;
        }
        indexType(cursor);
        int mark = cursor.mark();
        for (Cursor item : cursor.group().items()) {
            if (!item.isName() || item.isSymbol(1, "(") && !item.isKind(2, Token.Kind.NUMBER)) {
                cursor.moveTo(mark);
                return new Result(null, new Index(name, IndexReader.parts(cursor), true, "", null, List.of()), null);
            }
        }
        cursor.moveTo(mark);
        List<String> columns = cursor.nameList();
        Attributes attributes = attributes(cursor);
        attributes.nullsNotDistinct |= nullsNotDistinct;
        return of(unique(name, columns, attributes));
    }

    /** Reads what follows {@code UNIQUE} behind a column. */
    static Constraint.Unique unique(Cursor cursor, @Nullable String name, List<String> columns) {
        return unique(name, columns, attributes(cursor));
    }

    private static Constraint.Unique unique(@Nullable String name, List<String> columns, Attributes attributes) {
        return new Constraint.Unique(
                name, columns, attributes.nullsNotDistinct, attributes.deferrable, attributes.deferred);
    }

    /** Reads what follows {@code CHECK}. */
    static Constraint.Check check(Cursor cursor, @Nullable String name) {
        Cursor expression = cursor.group();
        cursor.accept("NO", "INHERIT");
        Attributes attributes = attributes(cursor);
        String text = expression.hasUnknownPiece() ? "" : expression.whole();
        return new Constraint.Check(name, Expressions.columns(expression), text, attributes.validated);
    }

    private static Result foreignKey(Cursor cursor, @Nullable String given) {
        cursor.next();
        cursor.expect("KEY");
        cursor.acceptIfNotExists();
        String name = given;
        if (cursor.isName()) {
            String own = cursor.name();
            name = name == null ? own : name;
        }
        return of(reference(cursor, name, cursor.nameList()));
    }

    /** Reads {@code REFERENCES} and what follows. */
    static Constraint.ForeignKey reference(Cursor cursor, @Nullable String name, List<String> columns) {
        cursor.expect("REFERENCES");
        QualifiedName table = cursor.qualifiedName();
        List<String> referenced = cursor.isSymbol("(") ? cursor.nameList() : List.of();
        ReferentialAction onDelete = ReferentialAction.NO_ACTION;
        ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
        while (true) {
            if (cursor.accept("MATCH")) {
                cursor.next();
            } else if (cursor.accept("ON", "DELETE")) {
                onDelete = action(cursor);
            } else if (cursor.accept("ON", "UPDATE")) {
                onUpdate = action(cursor);
            } else {
                break;
            }
        }
        Attributes attributes = attributes(cursor);
        return new Constraint.ForeignKey(
                name,
                columns,
                table,
                referenced,
                onDelete,
                onUpdate,
                attributes.deferrable,
                attributes.deferred,
                attributes.validated);
    }

    private static ReferentialAction action(Cursor cursor) {
        String first = cursor.keyword();
        cursor.next();
        switch (first) {
            case "CASCADE":
                return ReferentialAction.CASCADE;
            case "RESTRICT":
                return ReferentialAction.RESTRICT;
            case "NO":
                cursor.expect("ACTION");
                return ReferentialAction.NO_ACTION;
            case "SET":
                boolean isNull = cursor.is("NULL");
                if (!cursor.acceptAny("NULL", "DEFAULT")) {
                    throw NotReadException.expected("NULL or DEFAULT");
                }
                if (cursor.isSymbol("(")) {
                    cursor.skipOne();
                }
                return isNull ? ReferentialAction.SET_NULL : ReferentialAction.SET_DEFAULT;
            default:
                throw NotReadException.expected("a referential action");
        }
    }

    private static Result exclusion(Cursor cursor, @Nullable String name) {
        cursor.next();
        int mark = cursor.mark();
        if (cursor.accept("USING")) {
            cursor.name();
        }
        List<String> columns = new ArrayList<>();
        for (Cursor item : cursor.group().items()) {
            if (item.isName() && !item.isSymbol(1, "(")) {
                columns.add(item.name());
            }
        }
        if (cursor.accept("INCLUDE")) {
            cursor.skipOne();
        }
        if (cursor.accept("WITH")) {
            cursor.skipOne();
        }
        if (cursor.accept("WHERE")) {
            cursor.skipOne();
        }
        attributes(cursor);
        return of(new Constraint.Exclusion(name, columns, cursor.textFrom(mark)));
    }

    private static Result key(Cursor cursor) {
        String method = "";
        if (cursor.isAny("FULLTEXT", "SPATIAL")) {
            method = cursor.keyword().toLowerCase(Locale.ROOT);
            cursor.next();
        }
        cursor.acceptAny("KEY", "INDEX");
        cursor.acceptIfNotExists();
        String name = cursor.isName() && !cursor.is("USING") ? cursor.name() : null;
        indexType(cursor);
        return new Result(null, new Index(name, IndexReader.parts(cursor), false, method, null, List.of()), null);
    }

    private static void indexType(Cursor cursor) {
        if (cursor.is("USING") && !cursor.is(1, "INDEX")) {
            cursor.next();
            cursor.next();
        }
    }

    private static boolean nullsNotDistinct(Cursor cursor) {
        if (cursor.accept("NULLS", "NOT", "DISTINCT")) {
            return true;
        }
        cursor.accept("NULLS", "DISTINCT");
        return false;
    }

    private static Attributes attributes(Cursor cursor) {
        Attributes attributes = new Attributes();
        while (!cursor.atEnd()) {
            if (cursor.accept("NOT", "DEFERRABLE") || cursor.accept("INITIALLY", "IMMEDIATE")) {
                // The default.
            } else if (cursor.accept("DEFERRABLE")) {
                attributes.deferrable = true;
            } else if (cursor.accept("INITIALLY", "DEFERRED")) {
                attributes.deferrable = true;
                attributes.deferred = true;
            } else if (cursor.accept("NOT", "VALID")) {
                attributes.validated = false;
            } else if (cursor.accept("NULLS", "NOT", "DISTINCT")) {
                attributes.nullsNotDistinct = true;
            } else if (!withoutMeaning(cursor)) {
                break;
            }
        }
        return attributes;
    }

    private static boolean withoutMeaning(Cursor cursor) {
        if (cursor.accept("NO", "INHERIT")
                || cursor.accept("NULLS", "DISTINCT")
                || cursor.accept("NOT", "ENFORCED")
                || cursor.acceptAny("ENFORCED", "ENABLE", "VALIDATE", "NOVALIDATE", "RELY", "NORELY", "VISIBLE")) {
            return true;
        }
        if (cursor.isAny("INCLUDE", "WITH") && cursor.isSymbol(1, "(")) {
            cursor.next();
            cursor.skipOne();
            return true;
        }
        if (cursor.accept("USING", "INDEX", "TABLESPACE") || cursor.accept("ON", "CONFLICT")) {
            cursor.next();
            return true;
        }
        if (cursor.is("USING") && !cursor.is(1, "INDEX") && cursor.isName(1)
                || cursor.is("COMMENT") && cursor.isKind(1, Token.Kind.STRING) && cursor.peek(2) == null) {
            cursor.next();
            cursor.next();
            return true;
        }
        if (cursor.accept("KEY_BLOCK_SIZE")) {
            cursor.acceptSymbol("=");
            cursor.next();
            return true;
        }
        if (cursor.accept("WITH", "PARSER")) {
            cursor.next();
            return true;
        }
        return false;
    }
}
