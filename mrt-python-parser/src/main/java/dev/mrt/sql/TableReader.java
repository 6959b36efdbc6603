// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code CREATE TABLE}. Not thread-safe. */
final class TableReader {

    private final Cursor cursor;
    private final Lifting lifting;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<Operation> afterwards = new ArrayList<>();

    private TableReader(Cursor cursor, Lifting lifting) {
        this.cursor = cursor;
        this.lifting = lifting;
    }

    /**
     * Reads what follows {@code TABLE}.
     *
     * @param temporary whether the table lives only as long as the session: such a table is no part of the schema
     */
    static void create(Cursor cursor, Lifting lifting, boolean temporary) {
        lifting.verb(temporary ? "CREATE TEMPORARY TABLE" : "CREATE TABLE");
        if (temporary) {
            cursor.acceptIfNotExists();
            lifting.temporaryTables().add(cursor.qualifiedName());
            lifting.addEffect(SqlEffect.HARMLESS, cursor);
        } else {
            new TableReader(cursor, lifting).read();
        }
    }

    private void read() {
        boolean ifNotExists = cursor.acceptIfNotExists();
        QualifiedName table = cursor.qualifiedName();
        String partitionOf = null;
        if (cursor.accept("PARTITION", "OF")) {
            partitionOf = cursor.qualifiedName().toString();
        } else if (cursor.accept("OF")) {
            cursor.qualifiedName();
        } else if (cursor.accept("LIKE")) {
            like(table, cursor);
        }
        if (cursor.isSymbol("(") && !isQuery()) {
            elements(table, cursor.group());
        }
        String query = null;
        if (partitionOf != null) {
            afterwards.add(new Operation.AlterTable(
                    table, TableChange.ATTACH_PARTITION, "PARTITION OF " + partitionOf + " " + cursor.rest()));
        } else {
            query = options(table);
        }
        List<String> key = primaryKey();
        for (int i = 0; i < columns.size(); i++) {
            if (key.contains(columns.get(i).name())) {
                columns.set(i, notNull(columns.get(i)));
            }
        }
        lifting.add(new Operation.CreateTable(table, columns, constraints, indexes, ifNotExists, query), cursor);
        for (Operation operation : afterwards) {
            lifting.add(operation, cursor);
        }
    }

    private boolean isQuery() {
        return cursor.is(1, "SELECT") || cursor.is(1, "WITH") || cursor.isSymbol(1, "(");
    }

    private void elements(QualifiedName table, Cursor body) {
        for (Cursor element : body.items()) {
            if (element.size() == 0) {
                throw NotReadException.expected("a column or constraint");
            }
            if (element.is("LIKE") && element.isName(1)) {
                element.next();
                like(table, element);
            } else if (ConstraintReader.begins(element)) {
                ConstraintReader.Result result = ConstraintReader.read(element);
                if (result.constraint() != null) {
                    constraints.add(result.constraint());
                }
                if (result.index() != null) {
                    indexes.add(result.index());
                }
            } else if (element.is("PERIOD") && element.is(1, "FOR")) {
                element.moveToEnd();
            } else {
                ColumnReader.Result result = ColumnReader.read(element);
                columns.add(result.column());
                constraints.addAll(result.constraints());
            }
        }
    }

    /** {@code LIKE} copies columns that are not known here: the change says so. */
    private void like(QualifiedName table, Cursor part) {
        String source = part.qualifiedName().toString();
        String options = part == cursor ? "" : " " + part.rest();
        afterwards.add(new Operation.AlterTable(table, TableChange.OTHER, ("LIKE " + source + options).trim()));
    }

    /** Reads what follows the columns; returns the query of {@code AS}, or null. */
    private @Nullable String options(QualifiedName table) {
        while (!cursor.atEnd()) {
            if (cursor.accept("AS") || cursor.is("SELECT") || cursor.isSymbol("(") && isQuery()) {
                int mark = cursor.mark();
                cursor.moveToEnd();
                String query = cursor.textFrom(mark);
                return query.endsWith(" WITH DATA") ? query.substring(0, query.length() - 10) : query;
            }
            if (cursor.accept("INHERITS")) {
                for (QualifiedName parent : names(cursor.group())) {
                    afterwards.add(new Operation.AlterTable(table, TableChange.INHERIT, parent.toString()));
                }
            } else if (cursor.accept("PARTITION", "BY")) {
                partitionBy(table);
            } else if (cursor.is("USING") && cursor.isSymbol(2, "(")) {
                // A virtual table of SQLite: its module makes columns of its own.
                afterwards.add(new Operation.AlterTable(table, TableChange.OTHER, cursor.rest()));
            } else if (cursor.accept("COMMENT")) {
                cursor.acceptSymbol("=");
                afterwards.add(new Operation.AlterTable(table, TableChange.COMMENT, cursor.string()));
            } else {
                cursor.skipOne();
            }
        }
        return null;
    }

    private void partitionBy(QualifiedName table) {
        int mark = cursor.mark();
        cursor.seek("WITH", "TABLESPACE", "AS", "INHERITS");
        afterwards.add(new Operation.AlterTable(table, TableChange.OTHER, "PARTITION BY " + cursor.textFrom(mark)));
    }

    private static List<QualifiedName> names(Cursor group) {
        List<QualifiedName> names = new ArrayList<>();
        for (Cursor item : group.items()) {
            names.add(item.qualifiedName());
        }
        return names;
    }

    private List<String> primaryKey() {
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                return key.columns();
            }
        }
        return List.of();
    }

    private static ColumnDefinition notNull(ColumnDefinition column) {
        return new ColumnDefinition(
                column.name(),
                column.type(),
                Truth.FALSE,
                column.serverDefault(),
                column.identity(),
                column.generated(),
                column.comment(),
                column.fill());
    }
}
