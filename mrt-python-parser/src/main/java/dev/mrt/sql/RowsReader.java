// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the statements that write rows. Not thread-safe. */
final class RowsReader {

    private static final String UNKNOWN = "?";

    private final Cursor cursor;
    private final Lifting lifting;

    private RowsReader(Cursor cursor, Lifting lifting) {
        this.cursor = cursor;
        this.lifting = lifting;
    }

    static void read(Cursor cursor, Lifting lifting) {
        lifting.verb(cursor.keyword());
        if (isForParser(cursor) && ParsedRows.lift(cursor, lifting)) {
            return;
        }
        int before = lifting.operations().size();
        try {
            readAlone(cursor, lifting);
        } catch (NotReadException e) {
            lifting.operations().subList(before, lifting.operations().size()).clear();
            if (e.isUnknownPiece() || !ParsedRows.lift(cursor, lifting)) {
                throw e;
            }
        }
    }

    /** Reads without JSqlParser. */
    static void readAlone(Cursor cursor, Lifting lifting) {
        new RowsReader(cursor, lifting).read();
    }

    /** Whether it takes a grammar to tell which tables are written: with {@code WITH} and joins outside of parentheses. */
    private static boolean isForParser(Cursor cursor) {
        return switch (cursor.keyword()) {
            case "WITH" -> true;
            case "UPDATE", "DELETE" -> cursor.remaining().seek("JOIN", "STRAIGHT_JOIN");
            default -> false;
        };
    }

    private void read() {
        lifting.verb(cursor.keyword());
        switch (cursor.keyword()) {
            case "WITH" -> with();
            case "INSERT", "REPLACE" -> insert();
            case "UPDATE" -> update();
            case "DELETE" -> delete();
            case "MERGE" -> MergeReader.read(cursor, lifting);
            case "TRUNCATE" -> truncate();
            case "COPY" -> copy();
            case "LOAD" -> load();
            default -> throw NotReadException.expected("a statement that writes rows");
        }
    }

    // ---- WITH

    private void with() {
        cursor.next();
        cursor.accept("RECURSIVE");
        do {
            cursor.name();
            if (cursor.isSymbol("(")) {
                cursor.skipOne();
            }
            cursor.expect("AS");
            cursor.accept("NOT");
            cursor.accept("MATERIALIZED");
            Cursor body = cursor.group();
            if (body.isAny("INSERT", "UPDATE", "DELETE", "MERGE")) {
                new RowsReader(body, lifting).read();
            }
            while (cursor.isAny("SEARCH", "CYCLE")) {
                while (!cursor.atEnd()
                        && !cursor.isSymbol(",")
                        && !cursor.isAny("SELECT", "INSERT", "UPDATE", "DELETE")) {
                    cursor.skipOne();
                }
            }
        } while (cursor.acceptSymbol(","));
        if (cursor.isAny("INSERT", "UPDATE", "DELETE", "MERGE")) {
            Cursor main = cursor.remaining();
            new RowsReader(main, lifting).read();
        } else {
            OtherReader.query(cursor.remaining(), lifting);
        }
    }

    // ---- INSERT, REPLACE

    private void insert() {
        boolean replace = cursor.is("REPLACE");
        cursor.next();
        if (cursor.accept("OR")) {
            replace = cursor.is("REPLACE");
            cursor.next();
        }
        while (cursor.acceptAny("IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED")) {
            // MySQL's ways to insert
        }
        if (!cursor.accept("INTO") && !cursor.isName()) {
            throw NotReadException.expected("INTO");
        }
        cursor.accept("TABLE");
        QualifiedName table = cursor.qualifiedName();
        if (cursor.accept("AS")) {
            cursor.name();
        } else if (cursor.isName() && cursor.isSymbol(1, "(") && !cursor.isAny("VALUES", "VALUE")) {
            cursor.next();
        }
        List<String> columns = List.of();
        if (cursor.isSymbol("(") && !cursor.is(1, "SELECT") && !cursor.is(1, "WITH") && !cursor.isSymbol(1, "(")) {
            columns = columns(cursor.group());
        }
        if (cursor.accept("OVERRIDING")) {
            cursor.next();
            cursor.expect("VALUE");
        }
        if (cursor.accept("OUTPUT")) {
            cursor.seek("VALUES", "SELECT", "DEFAULT");
        }
        if (replace) {
            lifting.add(new Operation.DeleteRows(table, UNKNOWN), cursor);
        }
        rows(table, columns);
    }

    private List<String> columns(Cursor group) {
        List<String> columns = new ArrayList<>();
        if (group.hasUnknownPiece()) {
            return columns;
        }
        for (Cursor item : group.items()) {
            String column = item.name();
            while (item.acceptSymbol(".")) {
                column = item.name();
            }
            columns.add(column);
        }
        return columns;
    }

    private void rows(QualifiedName table, List<String> columns) {
        if (cursor.accept("DEFAULT", "VALUES")) {
            lifting.add(new Operation.InsertRows(table, columns, 1, null), cursor);
        } else if (cursor.acceptAny("VALUES", "VALUE")) {
            int rows = 0;
            boolean known = true;
            do {
                known &= !cursor.isKind(Token.Kind.WORD) && !cursor.isKind(Token.Kind.PLACEHOLDER);
                cursor.skipOne();
                rows++;
            } while (cursor.acceptSymbol(","));
            lifting.add(new Operation.InsertRows(table, columns, known ? rows : -1, null), cursor);
        } else if (cursor.accept("SET")) {
            List<String> names = new ArrayList<>();
            for (Operation.Assignment assignment : assignments("ON", "AS").getOrDefault("", List.of())) {
                names.add(assignment.column());
            }
            lifting.add(new Operation.InsertRows(table, names, 1, null), cursor);
        } else if (cursor.isAny("SELECT", "WITH", "TABLE") || cursor.isSymbol("(")) {
            int mark = cursor.mark();
            while (cursor.seek("ON", "RETURNING") && !endsSelect()) {
                cursor.next();
            }
            lifting.add(new Operation.InsertRows(table, columns, -1, cursor.textFrom(mark)), cursor);
        } else if (cursor.isAny("EXEC", "EXECUTE") || cursor.isKind(Token.Kind.PLACEHOLDER) || isUnknown()) {
            lifting.add(new Operation.InsertRows(table, columns, -1, null), cursor);
            return;
        } else {
            throw NotReadException.expected("rows");
        }
        onConflict(table);
    }

    private boolean isUnknown() {
        return cursor.remaining().hasUnknownPiece();
    }

    private boolean endsSelect() {
        return cursor.is("RETURNING") || cursor.is(1, "CONFLICT") || cursor.is(1, "DUPLICATE");
    }

    private void onConflict(QualifiedName table) {
        if (cursor.accept("AS")) {
            cursor.name();
        }
        if (!cursor.is("ON") && !cursor.seek("ON")) {
            return;
        }
        boolean update = cursor.accept("ON", "DUPLICATE", "KEY", "UPDATE");
        if (!update && cursor.accept("ON", "CONFLICT")) {
            cursor.seek("DO");
            update = cursor.accept("DO", "UPDATE", "SET");
        }
        if (update) {
            List<Operation.Assignment> assignments =
                    assignments("WHERE", "RETURNING").getOrDefault("", List.of());
            lifting.add(new Operation.UpdateRows(table, assignments, UNKNOWN), cursor);
        }
    }

    // ---- UPDATE

    private void update() {
        cursor.next();
        if (cursor.accept("OR")) {
            cursor.next();
        }
        cursor.acceptAny("LOW_PRIORITY");
        cursor.acceptAny("IGNORE", "ONLY");
        if (cursor.accept("TOP")) {
            cursor.skipOne();
        }
        int mark = cursor.mark();
        if (!cursor.seek("SET")) {
            throw NotReadException.expected("SET");
        }
        Sources sources = Sources.read(cursor.slice(mark, cursor.mark()));
        cursor.next();
        Map<String, List<Operation.Assignment>> assignments =
                assignments("FROM", "WHERE", "RETURNING", "ORDER", "LIMIT", "OUTPUT");
        boolean restricted = sources.joined();
        if (cursor.is("OUTPUT")) {
            cursor.seek("FROM", "WHERE");
        }
        if (cursor.accept("FROM")) {
            int from = cursor.mark();
            cursor.seek("WHERE", "RETURNING");
            sources.addAll(Sources.read(cursor.slice(from, cursor.mark())));
            restricted = true;
        }
        String where = where(restricted);
        for (Map.Entry<String, List<Operation.Assignment>> entry : assignments.entrySet()) {
            QualifiedName table = sources.resolve(entry.getKey());
            List<Operation.Assignment> columns = entry.getValue();
            lifting.add(new Operation.UpdateRows(table, columns, where), cursor);
        }
    }

    /** The condition that stands here; {@code ?} where the rows are restricted in another way than by a condition. */
    private String where(boolean restricted) {
        String where = restricted ? UNKNOWN : "";
        if (cursor.accept("WHERE")) {
            int mark = cursor.mark();
            cursor.seek("RETURNING", "LIMIT", "ORDER");
            where = cursor.textFrom(mark);
        }
        if (where.isEmpty() && cursor.seek("LIMIT")) {
            where = UNKNOWN;
        }
        return where;
    }

    /** Reads assignments up to one of the keywords, by the qualifier of their column; empty lists where a name is not known. */
    private Map<String, List<Operation.Assignment>> assignments(String... ends) {
        int mark = cursor.mark();
        if (cursor.atEnd()) {
            throw NotReadException.expected("assignments");
        }
        cursor.seek(ends);
        Map<String, List<Operation.Assignment>> byQualifier = new LinkedHashMap<>();
        for (Cursor item : cursor.slice(mark, cursor.mark()).items()) {
            try {
                assignment(item, byQualifier);
            } catch (NotReadException e) {
                if (!e.isUnknownPiece()) {
                    throw e;
                }
                return Map.of("", List.of());
            }
        }
        return byQualifier;
    }

    private static void assignment(Cursor item, Map<String, List<Operation.Assignment>> byQualifier) {
        if (item.isSymbol("(")) {
            List<String> columns = item.nameList();
            item.expectSymbol("=");
            item.accept("ROW");
            int mark = item.mark();
            Cursor row = item.isSymbol("(") ? item.group() : item.remaining();
            List<Cursor> values = row.items();
            item.moveToEnd();
            for (int i = 0; i < columns.size(); i++) {
                boolean each = values.size() == columns.size() && !values.get(0).is("SELECT");
                String value = each ? values.get(i).whole() : item.textFrom(mark);
                add(byQualifier, "", new Operation.Assignment(columns.get(i), value));
            }
            return;
        }
        String qualifier = "";
        String column = item.name();
        while (item.acceptSymbol(".")) {
            qualifier = column;
            column = item.name();
        }
        if (item.isSymbol("[")) {
            item.skipOne();
        }
        if (!item.acceptSymbol("=") && !item.acceptSymbol(":=") && !item.acceptSymbol("+=")) {
            throw NotReadException.expected("=");
        }
        String value = item.rest();
        if (value.isEmpty()) {
            throw NotReadException.expected("a value");
        }
        add(byQualifier, qualifier, new Operation.Assignment(column, value));
    }

    private static void add(
            Map<String, List<Operation.Assignment>> byQualifier, String qualifier, Operation.Assignment assignment) {
        byQualifier.computeIfAbsent(qualifier, key -> new ArrayList<>()).add(assignment);
    }

    // ---- DELETE

    private void delete() {
        cursor.next();
        while (cursor.acceptAny("LOW_PRIORITY", "QUICK", "IGNORE")) {
            // MySQL's ways to delete
        }
        if (cursor.accept("TOP")) {
            cursor.skipOne();
        }
        int mark = cursor.mark();
        Sources targets;
        @Nullable Sources others = null;
        if (cursor.accept("FROM")) {
            cursor.accept("ONLY");
            mark = cursor.mark();
            cursor.seek("WHERE", "USING", "RETURNING", "ORDER", "LIMIT", "OUTPUT", "FROM");
            targets = Sources.read(cursor.slice(mark, cursor.mark()));
        } else {
            cursor.seek("FROM", "WHERE", "OUTPUT");
            targets = Sources.read(cursor.slice(mark, cursor.mark()));
        }
        if (cursor.is("OUTPUT")) {
            cursor.seek("FROM", "WHERE");
        }
        if (cursor.acceptAny("FROM", "USING")) {
            int from = cursor.mark();
            cursor.seek("WHERE", "RETURNING");
            others = Sources.read(cursor.slice(from, cursor.mark()));
        }
        String where = where(others != null || targets.joined());
        for (String target : targets.names()) {
            QualifiedName table = others == null ? null : others.find(target);
            lifting.add(new Operation.DeleteRows(table == null ? targets.resolve(target) : table, where), cursor);
        }
    }

    // ---- TRUNCATE, COPY, LOAD

    private void truncate() {
        cursor.next();
        cursor.accept("TABLE");
        List<QualifiedName> tables = new ArrayList<>();
        do {
            cursor.accept("ONLY");
            tables.add(cursor.qualifiedName());
            cursor.acceptSymbol("*");
        } while (cursor.acceptSymbol(","));
        if (!cursor.accept("RESTART", "IDENTITY")) {
            cursor.accept("CONTINUE", "IDENTITY");
        }
        boolean cascade = cursor.accept("CASCADE");
        cursor.acceptAny("RESTRICT", "IMMEDIATE");
        cursor.expectEnd();
        lifting.add(new Operation.Truncate(tables, cascade), cursor);
    }

    private void copy() {
        cursor.next();
        if (cursor.isSymbol("(")) {
            lifting.addEffect(SqlEffect.READ, cursor);
            return;
        }
        QualifiedName table = cursor.qualifiedName();
        List<String> columns = cursor.isSymbol("(") ? cursor.nameList() : List.of();
        if (cursor.accept("TO")) {
            lifting.addEffect(SqlEffect.READ, cursor);
        } else {
            cursor.expect("FROM");
            lifting.add(new Operation.InsertRows(table, columns, -1, null), cursor);
        }
    }

    private void load() {
        if (!cursor.seek("TABLE")) {
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
            return;
        }
        cursor.next();
        lifting.add(new Operation.InsertRows(cursor.qualifiedName(), List.of(), -1, null), cursor);
    }
}
