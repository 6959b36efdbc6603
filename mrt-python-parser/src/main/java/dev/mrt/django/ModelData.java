// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns data operations on models and fields, as Python code names them, into ones on tables and columns. Until then the
 * operation's table is the {@linkplain ModelPath#name name} of a path, and its columns are fields.
 */
final class ModelData {

    private static final String UNKNOWN_ROWS = "?";

    /** A text literal, or a field's name in quotes. */
    private static final Pattern PART = Pattern.compile("'(?:[^']|'')*'|\"(\\w+)\"");

    private ModelData() {}

    /** What an operation does to tables. */
    static List<Operation> onTables(Operation operation, SpecialOperations.Names names, ProjectState state) {
        QualifiedName name = operation.table();
        if (names == SpecialOperations.Names.TABLES || name == null) {
            return List.of(operation);
        }
        ModelPath path = ModelPath.of(name);
        RelatedRows rows = RelatedRows.of(path, state);
        if (rows == null) {
            return List.of(new Operation.RunCode(path.toString(), "it is not known where this relation leads", true));
        }
        if (rows.link() instanceof RelatedRows.Link.Value value) {
            return onValue(operation, rows.model(), value.field());
        }
        if (names == SpecialOperations.Names.LINKS) {
            return onLinks(operation, rows);
        }
        ModelState model = rows.model();
        if (operation instanceof Operation.UpdateRows update) {
            List<Operation.Assignment> assignments = new ArrayList<>();
            for (Operation.Assignment assignment : update.assignments()) {
                assignments.add(new Operation.Assignment(model.column(assignment.column()), assignment.value()));
            }
            if (names == SpecialOperations.Names.SAVED_ROWS && !assignments.isEmpty()) {
                addTimesOfChange(model, assignments);
            }
            return List.of(
                    new Operation.UpdateRows(model.table(), assignments, columns(update.where(), path, rows, state)));
        }
        if (operation instanceof Operation.InsertRows insert) {
            return inserted(insert, rows);
        }
        if (operation instanceof Operation.DeleteRows delete) {
            return List.of(new Operation.DeleteRows(model.table(), columns(delete.where(), path, rows, state)));
        }
        return List.of(operation);
    }

    /** A condition over fields as one over columns. */
    private static String columns(String where, ModelPath path, RelatedRows rows, ProjectState state) {
        StringBuilder sql = new StringBuilder();
        Matcher part = PART.matcher(where);
        while (part.find()) {
            String field = part.group(1);
            String text = field == null ? part.group() : column(field, path, rows, state);
            part.appendReplacement(sql, Matcher.quoteReplacement(text));
        }
        return part.appendTail(sql).toString();
    }

    /** A field's column, with its table where it is one of related rows. */
    private static String column(String field, ModelPath path, RelatedRows rows, ProjectState state) {
        List<String> names = List.of(field.split("__"));
        if (names.size() < 2) {
            return '"' + rows.model().column(field) + '"';
        }
        ModelPath owner = path;
        for (String name : names.subList(0, names.size() - 1)) {
            owner = owner.and(name);
        }
        RelatedRows related = RelatedRows.of(owner, state);
        return related == null || related.link() instanceof RelatedRows.Link.Value
                ? UNKNOWN_ROWS
                : '"' + related.model().table().name() + "\".\""
                        + related.model().column(names.get(names.size() - 1)) + '"';
    }

    /** Saving a row writes the time to every {@code auto_now} field. */
    private static void addTimesOfChange(ModelState model, List<Operation.Assignment> assignments) {
        for (Field field : model.fields().values()) {
            if ("True".equals(field.arguments().get("auto_now"))) {
                assignments.removeIf(assignment -> assignment.column().equals(field.column()));
                assignments.add(new Operation.Assignment(field.column(), "CURRENT_TIMESTAMP"));
            }
        }
    }

    /** Rows that are made through a relation are linked with the row that they are made for. */
    private static List<Operation> inserted(Operation.InsertRows insert, RelatedRows rows) {
        List<String> columns = new ArrayList<>(rows.model().columns(insert.columns()));
        List<Operation> operations = new ArrayList<>();
        if (rows.link() instanceof RelatedRows.Link.PointingBack back
                && !columns.contains(back.key().column())) {
            columns.add(back.key().column());
        }
        operations.add(new Operation.InsertRows(rows.model().table(), columns, insert.rows(), insert.select()));
        if (rows.link() instanceof RelatedRows.Link.InBetween) {
            operations.addAll(onLinks(insert, rows));
        }
        return operations;
    }

    /** Adds (an insert), removes (a delete) or replaces (an update) what links rows, and leaves the rows themselves. */
    private static List<Operation> onLinks(Operation operation, RelatedRows rows) {
        boolean removes = operation instanceof Operation.DeleteRows;
        if (rows.link() instanceof RelatedRows.Link.InBetween between) {
            QualifiedName table = between.through().table();
            List<Operation> operations = new ArrayList<>();
            if (!(operation instanceof Operation.InsertRows)) {
                operations.add(new Operation.DeleteRows(table, UNKNOWN_ROWS));
            }
            if (!removes) {
                int count = operation instanceof Operation.InsertRows insert ? insert.rows() : -1;
                operations.add(new Operation.InsertRows(table, between.columns(), count, null));
            }
            return operations;
        }
        if (rows.link() instanceof RelatedRows.Link.PointingBack back) {
            Operation.Assignment key = new Operation.Assignment(back.key().column(), removes ? "NULL" : UNKNOWN_ROWS);
            return List.of(new Operation.UpdateRows(rows.model().table(), List.of(key), UNKNOWN_ROWS));
        }
        return List.of();
    }

    /** Storing or deleting a file writes its name to the row; methods of other values change what is in memory only. */
    private static List<Operation> onValue(Operation operation, ModelState model, Field field) {
        if (!field.internalType().equals("FileField") || operation instanceof Operation.InsertRows) {
            return List.of();
        }
        Operation.Assignment name = new Operation.Assignment(
                field.column(), operation instanceof Operation.DeleteRows ? "''" : UNKNOWN_ROWS);
        return List.of(new Operation.UpdateRows(model.table(), List.of(name), UNKNOWN_ROWS));
    }
}
