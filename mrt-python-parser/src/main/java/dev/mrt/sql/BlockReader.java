// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a {@code DO} block, written in PL/pgSQL, and of an anonymous block of Oracle: the statements inside become
 * operations under the conditions of the {@code IF}, loop and exception handler around them. Not thread-safe.
 */
final class BlockReader {

    private static final int MAX_DEPTH = 40;

    private final Lifting lifting;
    private final @Nullable Cursor place;
    private final Map<String, Guard> tests = new HashMap<>();
    private final Map<String, List<String>> loops = new HashMap<>();
    private int depth;

    /**
     * @param place the statement that stands for the place of everything inside, or null where the body's own offsets hold
     */
    private BlockReader(Lifting lifting, @Nullable Cursor place) {
        this.lifting = lifting;
        this.place = place;
    }

    /** Reads {@code DO}. */
    static void readDo(Cursor cursor, Lifting lifting) {
        Token body = null;
        String language = "plpgsql";
        cursor.expect("DO");
        while (!cursor.atEnd()) {
            if (cursor.accept("LANGUAGE")) {
                language = cursor.isKind(Token.Kind.STRING) ? cursor.string() : cursor.name();
            } else if (cursor.isKind(Token.Kind.STRING)) {
                body = cursor.next();
            } else {
                // MySQL's DO evaluates an expression.
                lifting.addEffect(QueryReader.callsUnknown(cursor) ? SqlEffect.RUNS_CODE : SqlEffect.READ, cursor);
                return;
            }
        }
        if (body == null || !language.equalsIgnoreCase("plpgsql")) {
            lifting.addEffect(SqlEffect.RUNS_CODE, cursor);
            return;
        }
        int before = lifting.operations().size();
        if (cursor.isDollarQuoted(body)) {
            new BlockReader(lifting, null).body(cursor.within(body), cursor);
        } else {
            String text = cursor.valueOf(body);
            new BlockReader(lifting, cursor).body(Cursor.over(text, 0, text.length(), Dialect.POSTGRESQL), cursor);
        }
        if (lifting.operations().size() == before) {
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        }
    }

    /** Reads an anonymous block that is not quoted. */
    static void readAnonymous(Cursor cursor, Lifting lifting) {
        new BlockReader(lifting, null).body(cursor.remaining(), cursor);
        if (lifting.operations().isEmpty()) {
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        }
    }

    private void body(Cursor body, Cursor statement) {
        int before = lifting.operations().size();
        try {
            block(body, Guards.none());
        } catch (NotReadException e) {
            lifting.operations().subList(before, lifting.operations().size()).clear();
            lifting.addUnread(statement, e);
        }
    }

    // ---- structure

    private void block(Cursor cursor, Guards guards) {
        if (++depth > MAX_DEPTH) {
            throw NotReadException.expected("fewer levels");
        }
        label(cursor);
        if (cursor.is("DECLARE") && !cursor.seek("BEGIN")) {
            throw NotReadException.expected("BEGIN");
        }
        cursor.expect("BEGIN");
        int from = lifting.operations().size();
        statements(cursor, guards);
        if (cursor.accept("EXCEPTION")) {
            List<String> caught = new ArrayList<>();
            int to = lifting.operations().size();
            handlers(cursor, guards, caught);
            lifting.guardFrom(from, to, caught);
        }
        cursor.expect("END");
        if (cursor.isName() && cursor.isSymbol(1, ";")) {
            cursor.next();
        }
        depth--;
    }

    private static void label(Cursor cursor) {
        if (cursor.acceptSymbol("<<")) {
            cursor.next();
            cursor.expectSymbol(">>");
        }
    }

    private void handlers(Cursor cursor, Guards guards, List<String> caught) {
        while (cursor.accept("WHEN")) {
            while (!cursor.atEnd() && !cursor.is("THEN")) {
                caught.add(cursor.keyword());
                cursor.next();
            }
            cursor.expect("THEN");
            statements(cursor, guards.and(Guard.of(new Condition.Unknown("after an error"))));
        }
    }

    /** Reads statements up to the keyword that ends them; returns whether the last of them leaves the block. */
    private boolean statements(Cursor cursor, Guards outer) {
        Guards guards = outer;
        boolean leaves = false;
        while (!cursor.atEnd() && !cursor.isAny("END", "ELSE", "ELSIF", "ELSEIF", "EXCEPTION", "WHEN")) {
            if (cursor.acceptSymbol(";")) {
                continue;
            }
            leaves = cursor.isAny("RETURN");
            if (cursor.is("IF")) {
                guards = conditional(cursor, guards);
            } else if (cursor.is("CASE")) {
                cases(cursor, guards);
            } else {
                statement(cursor, guards);
            }
        }
        return leaves;
    }

    /** Reads {@code IF}; returns the conditions for what follows, which may run only where a branch did not return. */
    private Guards conditional(Cursor cursor, Guards guards) {
        Guards otherwise = guards;
        Guards afterwards = guards;
        do {
            cursor.next();
            Guard test = test(cursor);
            Guards inside = otherwise.and(test);
            otherwise = otherwise.and(test.opposite());
            if (deeper(cursor, inside)) {
                afterwards = afterwards.and(test.opposite());
            }
        } while (cursor.isAny("ELSIF", "ELSEIF"));
        if (cursor.accept("ELSE")) {
            deeper(cursor, otherwise);
        }
        cursor.expect("END");
        cursor.expect("IF");
        return afterwards;
    }

    private boolean deeper(Cursor cursor, Guards guards) {
        if (++depth > MAX_DEPTH) {
            throw NotReadException.expected("fewer levels");
        }
        boolean leaves = statements(cursor, guards);
        depth--;
        return leaves;
    }

    private Guard test(Cursor cursor) {
        int mark = cursor.mark();
        int cases = 0;
        while (!cursor.atEnd() && (cases > 0 || !cursor.is("THEN"))) {
            cases += cursor.is("CASE") ? 1 : cursor.is("END") ? -1 : 0;
            cursor.skipOne();
        }
        Cursor test = cursor.slice(mark, cursor.mark());
        cursor.expect("THEN");
        return Guard.read(test, tests);
    }

    private void cases(Cursor cursor, Guards guards) {
        cursor.next();
        int mark = cursor.mark();
        cursor.seek("WHEN");
        String subject = cursor.textFrom(mark);
        while (cursor.accept("WHEN")) {
            mark = cursor.mark();
            cursor.seek("THEN");
            String value = (subject + " " + cursor.textFrom(mark)).trim();
            cursor.expect("THEN");
            deeper(cursor, guards.and(Guard.of(new Condition.Unknown(value))));
        }
        if (cursor.accept("ELSE")) {
            deeper(cursor, guards.and(Guard.of(new Condition.Unknown("no other case of " + subject))));
        }
        cursor.expect("END");
        cursor.expect("CASE");
    }

    // ---- statements

    private void statement(Cursor cursor, Guards guards) {
        label(cursor);
        switch (cursor.keyword()) {
            case "BEGIN", "DECLARE" -> block(cursor, guards);
            case "LOOP", "WHILE", "FOR", "FOREACH" -> loop(cursor, guards);
            default -> simple(toSemicolon(cursor), guards);
        }
    }

    private static Cursor toSemicolon(Cursor cursor) {
        int mark = cursor.mark();
        while (!cursor.atEnd() && !cursor.isSymbol(";")) {
            cursor.skipOne();
        }
        return cursor.slice(mark, cursor.mark());
    }

    private void loop(Cursor cursor, Guards guards) {
        int mark = cursor.mark();
        String variable = cursor.is("FOREACH") && cursor.isName(1) ? cursor.keyword(1) : "";
        if (!cursor.seek("LOOP")) {
            throw NotReadException.expected("LOOP");
        }
        Cursor head = cursor.slice(mark, cursor.mark());
        cursor.next();
        List<String> values = DynamicSql.constants(head);
        if (!variable.isEmpty() && !values.isEmpty()) {
            loops.put(variable, values);
            deeper(cursor, guards);
            loops.remove(variable);
        } else {
            deeper(cursor, guards.and(Guard.of(new Condition.DependsOnData("in a loop: " + head.whole()))));
        }
        cursor.expect("END");
        cursor.expect("LOOP");
    }

    private void simple(Cursor statement, Guards guards) {
        switch (statement.keyword()) {
            case "RETURN",
                    "EXIT",
                    "CONTINUE",
                    "NULL",
                    "GET",
                    "ASSERT",
                    "OPEN",
                    "FETCH",
                    "CLOSE",
                    "MOVE",
                    "COMMIT",
                    "" -> {
                // Nothing that the model holds.
            }
            case "RAISE" -> raise(statement, guards);
            case "PERFORM" -> query(statement, guards);
            case "SELECT", "WITH" -> query(statement, guards);
            case "EXECUTE" -> execute(statement, guards);
            default -> {
                if (!isAssignment(statement)) {
                    Lifting inner = new Lifting(lifting.temporaryTables());
                    StatementReader.read(statement, inner);
                    take(inner, guards);
                }
            }
        }
    }

    private static boolean isAssignment(Cursor statement) {
        if (!statement.isName()) {
            return false;
        }
        int mark = statement.mark();
        statement.next();
        while (statement.isSymbol(".") || statement.isSymbol("[")) {
            boolean dot = statement.isSymbol(".");
            statement.skipOne();
            if (dot && statement.isName()) {
                statement.next();
            }
        }
        boolean assignment = statement.isSymbol(":=") || statement.isSymbol("=");
        statement.moveTo(mark);
        return assignment;
    }

    private void raise(Cursor statement, Guards guards) {
        statement.next();
        boolean raises = statement.accept("EXCEPTION")
                || !statement.isAny("NOTICE", "WARNING", "INFO", "LOG", "DEBUG") && !statement.atEnd();
        if (raises) {
            String message = statement.isKind(Token.Kind.STRING) ? statement.string() : statement.rest();
            Lifting inner = new Lifting(lifting.temporaryTables());
            inner.add(new Operation.RaiseError(message), statement);
            take(inner, guards);
        }
    }

    /** A query only reads here: its {@code INTO} names variables. Remembers what it asks the catalog. */
    private void query(Cursor statement, Guards guards) {
        Guard.remember(statement, tests);
        Lifting inner = new Lifting(lifting.temporaryTables());
        if (statement.is("WITH")) {
            StatementReader.read(statement, inner);
        } else {
            QueryReader.readInBlock(statement, inner);
        }
        take(inner, guards);
    }

    private void execute(Cursor statement, Guards guards) {
        for (String text : DynamicSql.texts(statement, loops)) {
            Lifting inner = new Lifting(lifting.temporaryTables());
            if (text.replace(Lexer.UNKNOWN_PIECE, ' ').isBlank()) {
                inner.addEffect(SqlEffect.RUNS_CODE, statement);
            } else {
                for (SqlStatement read : new SqlReader().read(text, statement.dialect(), lifting.temporaryTables())) {
                    for (LiftedOperation operation : read.operations()) {
                        inner.add(operation.operation(), statement);
                    }
                    inner.understanding(read.understanding());
                }
            }
            take(inner, guards);
        }
    }

    /** Takes over what a statement inside does, apart from reading. */
    private void take(Lifting inner, Guards guards) {
        lifting.understanding(inner.understanding());
        for (LiftedOperation lifted : inner.operations()) {
            Operation operation = lifted.operation();
            boolean reads = operation instanceof Operation.ExecuteSql sql
                    && (sql.effect() == SqlEffect.READ || sql.effect() == SqlEffect.HARMLESS);
            if (!reads) {
                lifting.add(new LiftedOperation(
                        guards.apply(operation),
                        guards.conditionFor(operation),
                        place == null ? lifted.start() : place.start(),
                        place == null ? lifted.end() : place.end()));
            }
        }
    }
}
