// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import java.util.List;
import java.util.Locale;

/** Reads queries: whether they only read, or call functions that may do anything. */
final class QueryReader {

    private QueryReader() {}

    static void read(Cursor cursor, Lifting lifting) {
        if (cursor.is("SELECT") && cursor.isName(1) && call(cursor, lifting)) {
            return;
        }
        if (selectsInto(cursor, lifting)) {
            return;
        }
        effect(cursor, lifting);
    }

    /** Adds whether the query only reads. What looks like the call of an unknown function JSqlParser looks at again. */
    private static void effect(Cursor cursor, Lifting lifting) {
        boolean runsCode = callsUnknown(cursor);
        SyntaxTree tree = runsCode && !callsUnknown(head(cursor)) ? SyntaxTree.parse(cursor) : null;
        if (tree != null) {
            lifting.understanding(Understanding.PARSED);
            runsCode = false;
            for (String function : tree.functions()) {
                String name = function.startsWith("PG_CATALOG.") ? function.substring(11) : function;
                runsCode |= !PureFunctions.contains(name);
            }
        }
        lifting.addEffect(runsCode ? SqlEffect.RUNS_CODE : SqlEffect.READ, cursor);
    }

    /** The first item of a query where it is a call: nothing else than a function can stand there. */
    private static Cursor head(Cursor query) {
        Cursor cursor = query.remaining();
        int mark = cursor.mark();
        while (!cursor.atEnd() && !cursor.isSymbol("(")) {
            cursor.next();
        }
        boolean call = cursor.mark() - mark <= 4 && !query.is("WITH");
        return cursor.slice(mark, call && !cursor.atEnd() ? cursor.mark() + 1 : mark);
    }

    /** Reads a query, or {@code PERFORM}, in a block, where {@code INTO} names variables. */
    static void readInBlock(Cursor cursor, Lifting lifting) {
        if (!cursor.isName(1) || !call(cursor, lifting)) {
            lifting.addEffect(callsUnknown(cursor) ? SqlEffect.RUNS_CODE : SqlEffect.READ, cursor);
        }
    }

    /** Reads {@code SELECT f(…)} of the functions that set something. */
    private static boolean call(Cursor cursor, Lifting lifting) {
        int mark = cursor.mark();
        cursor.next();
        String function = cursor.qualifiedName().name().toLowerCase(Locale.ROOT);
        boolean isCall = cursor.isSymbol("(");
        if (isCall && function.equals("setval")) {
            Cursor arguments = cursor.group();
            if (arguments.isKind(Token.Kind.STRING)) {
                ObjectKey sequence = new ObjectKey(ObjectKind.SEQUENCE, sequence(arguments));
                lifting.add(new Operation.AlterObject(sequence, "setval(" + arguments.whole() + ")"), cursor);
            } else {
                lifting.addEffect(SqlEffect.HARMLESS, cursor);
            }
            return true;
        }
        if (isCall && function.equals("set_config")) {
            List<Cursor> arguments = cursor.group().items();
            if (arguments.size() == 3 && arguments.get(0).isKind(Token.Kind.STRING)) {
                boolean local = !arguments.get(2).is("FALSE");
                lifting.add(
                        new Operation.SetParameter(
                                arguments.get(0).knownString(), arguments.get(1).whole(), local),
                        cursor);
                return true;
            }
        }
        cursor.moveTo(mark);
        return false;
    }

    private static QualifiedName sequence(Cursor arguments) {
        String written = arguments.knownString();
        int dot = written.lastIndexOf('.');
        String schema = dot < 0 ? null : part(arguments, written.substring(0, dot));
        return new QualifiedName(schema, part(arguments, written.substring(dot + 1)));
    }

    /** A name inside a string follows the rules of names outside of one. */
    private static String part(Cursor arguments, String written) {
        Lexer lexer = new Lexer(written, 0, written.length(), arguments.dialect());
        if (!lexer.skipSpace()) {
            throw NotReadException.expected("a name");
        }
        return new Cursor(written, List.of(lexer.token()), arguments.dialect()).name();
    }

    private static boolean selectsInto(Cursor cursor, Lifting lifting) {
        if (!cursor.is("SELECT")) {
            return false;
        }
        int mark = cursor.mark();
        boolean into = cursor.seek("INTO", "FROM") && cursor.accept("INTO");
        if (into && !cursor.isAny("OUTFILE", "DUMPFILE", "STRICT") && !cursor.isKind(Token.Kind.PLACEHOLDER)) {
            boolean temporary = cursor.acceptAny("TEMPORARY", "TEMP");
            cursor.acceptAny("UNLOGGED", "TABLE");
            QualifiedName table = cursor.qualifiedName();
            if (temporary) {
                lifting.temporaryTables().add(table);
                lifting.addEffect(SqlEffect.HARMLESS, cursor);
            } else {
                String query = cursor.whole();
                lifting.add(new Operation.CreateTable(table, List.of(), List.of(), List.of(), false, query), cursor);
            }
            return true;
        }
        cursor.moveTo(mark);
        return false;
    }

    /** Whether a function is called of which it is not known that it changes nothing. */
    static boolean callsUnknown(Cursor query) {
        Cursor cursor = query.remaining();
        while (!cursor.atEnd()) {
            boolean afterDot = cursor.isSymbol(-1, ".") && !cursor.is(-2, "pg_catalog");
            if (cursor.isKind(Token.Kind.WORD) && cursor.isSymbol(1, "(")) {
                boolean alias = cursor.is(-1, "AS") || cursor.is(-1, "WITH") || cursor.is(-1, "INTO");
                if (!alias && (afterDot || !PureFunctions.contains(cursor.keyword()))) {
                    return true;
                }
            }
            cursor.next();
        }
        return false;
    }
}
