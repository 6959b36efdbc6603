// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What calls on queries, rows and related managers do to rows. Steps name models and fields, and carry one of the origins
 * here. Serves one file.
 */
final class RowCalls {

    /** The origin of steps whose tables and columns are models and fields. */
    static final String ON_MODELS = "orm";

    /** The origin of steps that save rows as objects. */
    static final String ON_SAVED_ROWS = "orm.save";

    /** The origin of steps that link rows, or part them, and leave the rows as they are. */
    static final String ON_LINKS = "orm.link";

    private static final Set<String> READING =
            Set.of("count", "exists", "aggregate", "values", "values_list", "in_bulk", "dates", "datetimes", "explain");

    private static final Set<String> CHANGING = Set.of(
            "add",
            "remove",
            "set",
            "clear",
            "create",
            "update",
            "delete",
            "save",
            "get_or_create",
            "update_or_create",
            "bulk_create",
            "bulk_update");

    private static final Set<String> ONE_ROW = Set.of("get", "first", "last", "earliest", "latest");

    private final Map<Place, Map<String, String>> assigned = new HashMap<>();
    private int rows;

    /**
     * A row that can be saved.
     *
     * @param row the row that the way begins at
     * @param relations the names that lead from there to this row
     */
    private record Place(Value row, List<String> relations) {

        /** The place of a value that is a row or may be one. */
        static Place of(Value value) {
            Value current = value;
            List<String> relations = new ArrayList<>();
            while (current instanceof Value.Attribute attribute && Queries.rowOf(attribute) == null) {
                relations.add(attribute.name());
                current = attribute.owner();
            }
            return new Place(current, relations);
        }
    }

    /** The result of a call, or null where it is not one on rows. */
    @Nullable
    Value call(CallValue call, Interpreter interpreter) {
        Value receiver = call.receiver();
        Queries.Query query = Queries.of(receiver);
        if (query != null) {
            Value result = onQuery(query, call, interpreter);
            return result == null && !query.rows().relations().isEmpty()
                    ? onLinks(query.rows(), call, interpreter)
                    : result;
        }
        ModelPath row = Queries.rowOf(receiver);
        if (row != null) {
            return onRow(row, call, interpreter);
        }
        ModelPath made = Queries.newRowOf(receiver);
        if (made != null && receiver instanceof CallValue created && call.name().equals("save")) {
            insert(made, List.copyOf(created.keywords().keySet()), 1, call, interpreter);
            return Value.NONE;
        }
        if (CHANGING.contains(call.name()) && Queries.comesFromRow(receiver)) {
            DjangoHost.runsCode(call, "which rows it changes depends on data", interpreter);
            return new Value.Unknown("rows related to a row", true);
        }
        return null;
    }

    /** A row of some rows. */
    Value row(ModelPath path) {
        return Queries.row(path, ++rows);
    }

    /** Remembers what is written to a field, until the row is saved. */
    void assigned(Value owner, String name, Value value) {
        if (Queries.reached(owner) == null || owner instanceof CallValue) {
            return;
        }
        boolean copies = value instanceof Value.Attribute attribute
                && Place.of(attribute.owner()).equals(Place.of(owner));
        String written = copies ? '"' + ((Value.Attribute) value).name() + '"' : sql(value);
        assigned.computeIfAbsent(Place.of(owner), key -> new LinkedHashMap<>()).put(name, written);
    }

    /** A call on what a relation leads to from one row. */
    private @Nullable Value onLinks(ModelPath path, CallValue call, Interpreter interpreter) {
        Operation operation;
        switch (call.name()) {
            case "add" ->
                operation = new Operation.InsertRows(
                        path.name(),
                        List.of(),
                        call.isOpen() ? -1 : call.arguments().size(),
                        null);
            case "remove", "clear" -> operation = new Operation.DeleteRows(path.name(), "?");
            case "set" -> operation = new Operation.UpdateRows(path.name(), List.of(), "?");
            case "save" -> {
                return save(path, call, interpreter);
            }
            default -> {
                return null;
            }
        }
        interpreter.emit(operation, interpreter.rangeOf(call), ON_LINKS);
        return Value.NONE;
    }

    private @Nullable Value onQuery(Queries.Query query, CallValue call, Interpreter interpreter) {
        String name = call.name();
        String where = query.where();
        ModelPath model = query.rows();
        switch (name) {
            case "update":
                emit(new Operation.UpdateRows(model.name(), assignments(call.keywords()), where), call, interpreter);
                return new Value.Unknown("number of rows", true);
            case "delete", "_raw_delete":
                emit(new Operation.DeleteRows(model.name(), where), call, interpreter);
                return new Value.Unknown("number of rows", true);
            case "create":
                insert(model, List.copyOf(call.keywords().keySet()), 1, call, interpreter);
                return row(model);
            case "get_or_create":
                insertWhereMissing(model, call, interpreter);
                return new Value.TupleValue(List.of(row(model), new Value.Unknown("whether a row was made", true)));
            case "update_or_create":
                updateOrCreate(model, call, interpreter);
                return new Value.TupleValue(List.of(row(model), new Value.Unknown("whether a row was made", true)));
            case "bulk_create":
                bulkCreate(model, call, interpreter);
                return new Value.Unknown("rows that were made", true);
            case "bulk_update":
                List<Operation.Assignment> assignments = new ArrayList<>();
                for (String field : Construction.texts(call.argument(1, "fields"))) {
                    assignments.add(new Operation.Assignment(field, "?"));
                }
                emit(new Operation.UpdateRows(model.name(), assignments, "?"), call, interpreter);
                return Value.NONE;
            default:
                if (ONE_ROW.contains(name)) {
                    return row(model);
                }
                return READING.contains(name) ? new Value.Unknown(name + " of " + model, true) : null;
        }
    }

    private @Nullable Value onRow(ModelPath model, CallValue call, Interpreter interpreter) {
        switch (call.name()) {
            case "save":
                return save(model, call, interpreter);
            case "delete":
                emit(new Operation.DeleteRows(model.name(), "?"), call, interpreter);
                return Value.NONE;
            case "refresh_from_db", "full_clean", "clean":
                return Value.NONE;
            default:
                return new Value.Unknown(call.name() + " of a row of " + model, true);
        }
    }

    /** With {@code update_fields}, only those are written. */
    private Value save(ModelPath model, CallValue call, Interpreter interpreter) {
        interpreter.emit(
                new Operation.UpdateRows(model.name(), saved(call), "?"),
                interpreter.rangeOf(call),
                call.keyword("update_fields") == null ? ON_SAVED_ROWS : ON_MODELS);
        return Value.NONE;
    }

    private List<Operation.Assignment> saved(CallValue call) {
        Value row = call.receiver();
        Map<String, String> values = row == null ? Map.of() : assigned.getOrDefault(Place.of(row), Map.of());
        List<String> fields = Construction.texts(call.keyword("update_fields"));
        List<Operation.Assignment> assignments = new ArrayList<>();
        for (String field : fields.isEmpty() ? values.keySet() : fields) {
            assignments.add(new Operation.Assignment(field, values.getOrDefault(field, "?")));
        }
        return assignments;
    }

    /** What is written, as SQL in which fields stand under their names; {@code ?} where it is not known. */
    private static String sql(Value value) {
        String sql = ExpressionSql.of(ExpressionReader.readOperand(value), field -> field)
                .sql();
        return sql == null ? "?" : sql;
    }

    private static List<Operation.Assignment> assignments(Map<String, Value> keywords) {
        List<Operation.Assignment> assignments = new ArrayList<>();
        for (Map.Entry<String, Value> keyword : keywords.entrySet()) {
            assignments.add(new Operation.Assignment(keyword.getKey(), sql(keyword.getValue())));
        }
        return assignments;
    }

    private void bulkCreate(ModelPath model, CallValue call, Interpreter interpreter) {
        Value given = call.argument(0, "objs");
        List<Value> items = given == null ? null : interpreter.items(given);
        List<String> columns = List.of();
        if (items != null && !items.isEmpty() && items.get(0) instanceof CallValue first) {
            columns = List.copyOf(first.keywords().keySet());
        }
        insert(
                model,
                columns,
                items == null || interpreter.context().repeated() ? -1 : items.size(),
                call,
                interpreter);
    }

    private void insertWhereMissing(ModelPath model, CallValue call, Interpreter interpreter) {
        List<String> fields = new ArrayList<>();
        for (String field : call.keywords().keySet()) {
            if (!field.equals("defaults") && field.indexOf("__") < 0) {
                fields.add(field);
            }
        }
        fields.addAll(defaults(call).keySet());
        interpreter.emit(
                new Operation.InsertRows(model.name(), fields, 1, null),
                interpreter.rangeOf(call),
                ON_MODELS,
                new Condition.DependsOnData("there is no such row of " + model));
    }

    private void updateOrCreate(ModelPath model, CallValue call, Interpreter interpreter) {
        insertWhereMissing(model, call, interpreter);
        interpreter.emit(
                new Operation.UpdateRows(model.name(), assignments(defaults(call)), "?"),
                interpreter.rangeOf(call),
                ON_MODELS,
                new Condition.DependsOnData("there is such a row of " + model));
    }

    private static Map<String, Value> defaults(CallValue call) {
        Map<String, Value> values = new LinkedHashMap<>();
        if (call.keyword("defaults") instanceof DictValue dictionary) {
            for (Map.Entry<Value, Value> entry : dictionary.entries().entrySet()) {
                if (entry.getKey() instanceof Text text) {
                    values.put(text.value(), entry.getValue());
                }
            }
        }
        return values;
    }

    private void insert(ModelPath model, List<String> fields, int count, CallValue call, Interpreter interpreter) {
        emit(new Operation.InsertRows(model.name(), fields, count, null), call, interpreter);
    }

    private static void emit(Operation operation, CallValue call, Interpreter interpreter) {
        interpreter.emit(operation, interpreter.rangeOf(call), ON_MODELS);
    }
}
