// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns data operations on models and fields, as Python code names them, into ones on tables and columns. Until then the
 * operation's table is the model, with the app label in the place of the schema, and its columns are fields.
 */
final class ModelData {

    private ModelData() {}

    /** The name that stands for a model until its table is known. */
    static QualifiedName model(ModelKey key) {
        return new QualifiedName(key.app(), key.name());
    }

    /** The same operation on the model's table. */
    static Operation onTables(Operation operation, SpecialOperations.Names names, ProjectState state) {
        if (names == SpecialOperations.Names.TABLES) {
            return operation;
        }
        if (operation instanceof Operation.UpdateRows update) {
            ModelState model = find(update.table(), state);
            List<Operation.Assignment> assignments = new ArrayList<>();
            for (Operation.Assignment assignment : update.assignments()) {
                assignments.add(new Operation.Assignment(model.column(assignment.column()), assignment.value()));
            }
            if (names == SpecialOperations.Names.SAVED_ROWS && !assignments.isEmpty()) {
                addTimesOfChange(model, assignments);
            }
            return new Operation.UpdateRows(model.table(), assignments, update.where());
        }
        if (operation instanceof Operation.InsertRows insert) {
            ModelState model = find(insert.table(), state);
            return new Operation.InsertRows(
                    model.table(), model.columns(insert.columns()), insert.rows(), insert.select());
        }
        if (operation instanceof Operation.DeleteRows delete) {
            return new Operation.DeleteRows(find(delete.table(), state).table(), delete.where());
        }
        return operation;
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

    private static ModelState find(QualifiedName name, ProjectState state) {
        ModelKey key = new ModelKey(String.valueOf(name.schema()), name.name());
        ModelState model = state.find(key);
        return model == null
                ? ModelState.of(key.app(), key.name(), List.of(), ModelOptions.NONE)
                : state.concrete(model);
    }
}
