// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Condition.Part;
import dev.mrt.migration.Condition.PartKind;
import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The test of an {@code IF} in a block. Where it asks the catalog for an index or constraint without naming the table, the
 * operation inside tells which table is meant.
 *
 * @param condition the condition, or null where it is about a part whose table is not named
 * @param part the part whose table is not named, or null
 * @param negated whether the part must not exist
 * @param text the test as written
 */
record Guard(@Nullable Condition condition, @Nullable Part part, boolean negated, String text) {

    private static final int MAX_DEPTH = 10;

    static Guard of(Condition condition) {
        return new Guard(condition, null, false, "");
    }

    Guard opposite() {
        return new Guard(condition == null ? null : condition.negated(), part, !negated, text);
    }

    Condition conditionFor(Operation operation) {
        if (condition != null) {
            return condition;
        }
        QualifiedName table = Existence.table(operation);
        if (table == null || part == null) {
            return new Condition.Unknown(text);
        }
        Condition.Exists exists = new Condition.Exists(null, table, part);
        return negated ? exists.negated() : exists;
    }

    /** Whether this asks just for the index that an operation drops without naming its table. */
    boolean isOwnExistence(Operation operation) {
        return part != null
                && !negated
                && part.kind() == PartKind.INDEX
                && operation instanceof Operation.DropIndex drop
                && drop.table() == null
                && drop.name().name().equals(part.name());
    }

    /** Reads a test. */
    static Guard read(Cursor test, Map<String, Guard> remembered) {
        return read(test, remembered, 0);
    }

    private static Guard read(Cursor test, Map<String, Guard> remembered, int depth) {
        String text = test.whole();
        if (depth > MAX_DEPTH) {
            return of(new Condition.Unknown(text));
        }
        if (test.accept("NOT")) {
            return read(test.remaining(), remembered, depth + 1).opposite();
        }
        if (test.isSymbol("(") && isWholeGroup(test)) {
            return read(test.group(), remembered, depth + 1);
        }
        if (hasTopLevel(test, "AND", "OR")) {
            return of(new Condition.Unknown(text));
        }
        if (test.accept("EXISTS") && test.isSymbol("(")) {
            Cursor query = test.group();
            return test.atEnd() ? CatalogQuery.read(query, text) : of(new Condition.Unknown(text));
        }
        Guard known = remembered.get(test.keyword());
        if (known != null && test.size() == 1) {
            return known;
        }
        if (test.is("TO_REGCLASS") && test.isSymbol(1, "(")) {
            test.next();
            Cursor argument = test.group();
            if (argument.isKind(Token.Kind.STRING) && test.accept("IS")) {
                boolean negated = !test.accept("NOT");
                Condition exists = new Condition.Exists(null, CatalogQuery.name(argument), null);
                return of(negated ? exists.negated() : exists);
            }
        }
        if (test.isSymbol("(") && test.is(1, "SELECT")) {
            // (SELECT count(*) FROM t) > 0
            Condition asked = CatalogQuery.read(test.group(), text).condition();
            if (asked instanceof Condition.DependsOnData) {
                return of(asked);
            }
        }
        return of(new Condition.Unknown(text));
    }

    /** Remembers what {@code PERFORM … FROM catalog} and {@code SELECT EXISTS(…) INTO v} ask, for a later {@code IF}. */
    static void remember(Cursor query, Map<String, Guard> remembered) {
        Cursor cursor = query.remaining();
        if (cursor.accept("PERFORM")) {
            cursor.moveTo(query.mark());
            remembered.put("FOUND", CatalogQuery.read(cursor, "FOUND"));
        } else if (cursor.accept("SELECT", "EXISTS") && cursor.isSymbol("(")) {
            Cursor inner = cursor.group();
            if (cursor.accept("INTO") && cursor.isName()) {
                remembered.put(cursor.keyword(), CatalogQuery.read(inner, query.whole()));
            }
        }
    }

    private static boolean isWholeGroup(Cursor test) {
        int mark = test.mark();
        test.skipOne();
        boolean whole = test.atEnd();
        test.moveTo(mark);
        return whole;
    }

    private static boolean hasTopLevel(Cursor test, String... keywords) {
        int mark = test.mark();
        boolean found = test.seek(keywords);
        test.moveTo(mark);
        return found;
    }
}
