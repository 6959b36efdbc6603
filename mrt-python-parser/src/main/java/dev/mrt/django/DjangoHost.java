// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.Host;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.python.ComparisonOperator;
import dev.mrt.schema.Dialect;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the evaluator what Django's calls mean within {@code RunPython}: models of the registry, queries and rows, raw SQL,
 * and tests of the database's vendor. Steps on models carry {@link #ON_MODELS} as their origin. Serves one file.
 */
final class DjangoHost implements Host {

    /** The origin of steps whose tables and columns are models and fields. */
    static final String ON_MODELS = "orm";

    /** The origin of steps that save rows as objects. */
    static final String ON_SAVED_ROWS = "orm.save";

    /** The origin of steps that are as they stand. */
    static final String SQL = "sql";

    /** What the evaluator gets for the schema editor that Django hands over. */
    static final Value.Symbol SCHEMA_EDITOR = new Value.Symbol("django.db.backends.schema_editor");

    private static final Set<String> READING =
            Set.of("count", "exists", "aggregate", "values", "values_list", "in_bulk", "dates", "datetimes", "explain");

    private static final Set<String> ONE_ROW = Set.of("get", "first", "last", "earliest", "latest");

    private static final Set<String> RELATED = Set.of(
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

    private final SqlEffects sql;
    private final Map<Value, Map<String, String>> assigned = new HashMap<>();
    private int rows;

    DjangoHost(MigrationSource source) {
        this.sql = new SqlEffects(source);
    }

    @Override
    public @Nullable Value call(CallValue call, Interpreter interpreter) {
        String name = call.name();
        Value receiver = call.receiver();
        if (name.equals("get_model") && isRegistry(call)) {
            return model(call);
        }
        if (call.path().equals("django.contrib.auth.get_user_model")) {
            return Queries.model(ProjectSettings.reference("AUTH_USER_MODEL"));
        }
        if (name.equals("execute") || name.equals("executemany")) {
            return isDatabase(call) ? execute(call, interpreter) : null;
        }
        if (name.startsWith("fetch") && receiver instanceof CallValue) {
            return new Value.Unknown("rows of a query", true);
        }
        Queries.Query query = Queries.of(receiver);
        if (query != null) {
            return onQuery(query, call, interpreter);
        }
        ModelKey row = Queries.rowOf(receiver);
        if (row != null) {
            return onRow(row, call, interpreter);
        }
        ModelKey made = Queries.newRowOf(receiver);
        if (made != null && receiver instanceof CallValue created && name.equals("save")) {
            insert(made, List.copyOf(created.keywords().keySet()), 1, call, interpreter);
            return Value.NONE;
        }
        if (name.equals("setattr") && call.arguments().size() == 3) {
            assigned(
                    call.arguments().get(0),
                    Construction.text(call.argument(1)),
                    call.arguments().get(2),
                    interpreter);
            return Value.NONE;
        }
        if (isOfRow(receiver) && RELATED.contains(name)) {
            runsCode(call, "which rows it changes depends on data", interpreter);
            return new Value.Unknown("rows related to a row", true);
        }
        return null;
    }

    private static boolean isRegistry(CallValue call) {
        return call.path().startsWith("django.apps.") || Queries.REGISTRY.equals(call.receiver());
    }

    private static @Nullable Value model(CallValue call) {
        String first = Construction.text(call.argument(0, "app_label"));
        String second = Construction.text(call.argument(1, "model_name"));
        if (first.isEmpty()) {
            return null;
        }
        if (second.isEmpty()) {
            return first.indexOf('.') < 0 ? null : Queries.model(ModelKey.parse(first, ""));
        }
        return Queries.model(ModelKey.of(first, second));
    }

    // ---- SQL

    private static boolean isDatabase(CallValue call) {
        return call.path().startsWith("django.db.")
                || call.receiver() instanceof CallValue opened && opened.name().equals("cursor");
    }

    private Value execute(CallValue call, Interpreter interpreter) {
        Value statement = call.argument(0, "sql");
        SourceRange range = interpreter.rangeOf(call);
        Text text = statement == null ? null : interpreter.text(statement);
        if (text == null) {
            runsCode(call, "its SQL is not known", interpreter);
        } else {
            Value parameters = call.argument(1, "params");
            List<SpecialOperations.Effect> effects = new ArrayList<>();
            sql.readText(text, parameters != null && parameters != Value.NONE, range, effects);
            for (SpecialOperations.Effect effect : effects) {
                interpreter.emit(effect.operation(), effect.range(), SQL, effect.condition(), effect.statement());
            }
        }
        return new Value.Unknown("rows of a query", true);
    }

    // ---- queries and rows

    private @Nullable Value onQuery(Queries.Query query, CallValue call, Interpreter interpreter) {
        String name = call.name();
        String where = query.filtered() ? "?" : "";
        ModelKey model = query.model();
        switch (name) {
            case "update":
                emit(
                        new Operation.UpdateRows(ModelData.model(model), assignments(call.keywords()), where),
                        call,
                        interpreter);
                return new Value.Unknown("number of rows", true);
            case "delete", "_raw_delete":
                emit(new Operation.DeleteRows(ModelData.model(model), where), call, interpreter);
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
                emit(new Operation.UpdateRows(ModelData.model(model), assignments, "?"), call, interpreter);
                return Value.NONE;
            default:
                if (ONE_ROW.contains(name)) {
                    return row(model);
                }
                return READING.contains(name) ? new Value.Unknown(name + " of " + model, true) : null;
        }
    }

    private @Nullable Value onRow(ModelKey model, CallValue call, Interpreter interpreter) {
        switch (call.name()) {
            case "save":
                // With update_fields, only those are written.
                interpreter.emit(
                        new Operation.UpdateRows(ModelData.model(model), saved(call), "?"),
                        interpreter.rangeOf(call),
                        call.keyword("update_fields") == null ? ON_SAVED_ROWS : ON_MODELS);
                return Value.NONE;
            case "delete":
                emit(new Operation.DeleteRows(ModelData.model(model), "?"), call, interpreter);
                return Value.NONE;
            case "refresh_from_db", "full_clean", "clean":
                return Value.NONE;
            default:
                return new Value.Unknown(call.name() + " of a row of " + model, true);
        }
    }

    private List<Operation.Assignment> saved(CallValue call) {
        Map<String, String> values = assigned.getOrDefault(call.receiver(), Map.of());
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

    private void bulkCreate(ModelKey model, CallValue call, Interpreter interpreter) {
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

    private void insertWhereMissing(ModelKey model, CallValue call, Interpreter interpreter) {
        List<String> fields = new ArrayList<>();
        for (String field : call.keywords().keySet()) {
            if (!field.equals("defaults") && field.indexOf("__") < 0) {
                fields.add(field);
            }
        }
        fields.addAll(defaults(call).keySet());
        interpreter.emit(
                new Operation.InsertRows(ModelData.model(model), fields, 1, null),
                interpreter.rangeOf(call),
                ON_MODELS,
                new Condition.DependsOnData("there is no such row of " + model));
    }

    private void updateOrCreate(ModelKey model, CallValue call, Interpreter interpreter) {
        insertWhereMissing(model, call, interpreter);
        interpreter.emit(
                new Operation.UpdateRows(ModelData.model(model), assignments(defaults(call)), "?"),
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

    private void insert(ModelKey model, List<String> fields, int count, CallValue call, Interpreter interpreter) {
        emit(new Operation.InsertRows(ModelData.model(model), fields, count, null), call, interpreter);
    }

    private static void emit(Operation operation, CallValue call, Interpreter interpreter) {
        interpreter.emit(operation, interpreter.rangeOf(call), ON_MODELS);
    }

    private Value row(ModelKey model) {
        return new Value.Attribute(Queries.model(model), Queries.ROW + ++rows);
    }

    private static boolean isOfRow(@Nullable Value value) {
        Value current = value;
        for (int i = 0; i < 20; i++) {
            if (Queries.rowOf(current) != null || Queries.newRowOf(current) != null) {
                return i > 0;
            }
            if (current instanceof Value.Attribute attribute) {
                current = attribute.owner();
            } else if (current instanceof CallValue call) {
                current = call.receiver();
            } else {
                return false;
            }
        }
        return false;
    }

    // ---- what the evaluator asks beside

    @Override
    public Rounds rounds(Value iterable) {
        Queries.Query query = Queries.of(iterable);
        if (query == null) {
            return Rounds.of(new Value.Unknown("an item of a collection", true));
        }
        return new Rounds(row(query.model()), new Condition.DependsOnData("there are rows of " + query.model()));
    }

    @Override
    public void assigned(Value owner, String name, Value value, Interpreter interpreter) {
        if (Queries.rowOf(owner) != null) {
            boolean copies = value instanceof Value.Attribute attribute
                    && attribute.owner().equals(owner);
            String written = copies ? '"' + ((Value.Attribute) value).name() + '"' : sql(value);
            assigned.computeIfAbsent(owner, key -> new LinkedHashMap<>()).put(name, written);
        }
    }

    @Override
    public @Nullable Value attribute(Value owner, String name, Interpreter interpreter) {
        if (owner instanceof Value.Symbol symbol) {
            if (name.equals("alias") && symbol.name().equals("connection")) {
                return Value.of("default");
            }
            ModelKey model = ModelReferences.ofClass(symbol.path());
            return model == null ? null : new Value.Attribute(Queries.model(model), name);
        }
        return null;
    }

    @Override
    public @Nullable Condition compare(ComparisonOperator operator, Value left, Value right) {
        if (left instanceof CallValue call
                && call.name().equals("find")
                && isVendor(call.receiver())
                && call.receiver() != null) {
            // settings.DATABASES["default"]["ENGINE"].find("sqlite") > -1
            Condition found = compare(
                    ComparisonOperator.EQ, call.receiver(), call.argument(0) == null ? right : call.argument(0));
            boolean negative = operator == ComparisonOperator.EQ || operator == ComparisonOperator.LT;
            return found == null || !negative ? found : found.negated();
        }
        if (operator == ComparisonOperator.IN || operator == ComparisonOperator.NOT_IN) {
            // "sqlite" in connection.vendor
            if (left instanceof Text && isVendor(right)) {
                return compare(
                        operator == ComparisonOperator.IN ? ComparisonOperator.EQ : ComparisonOperator.NOT_EQ,
                        right,
                        left);
            }
        }
        boolean vendorLeft = isVendor(left);
        if (!vendorLeft && !isVendor(right)) {
            return null;
        }
        Value other = vendorLeft ? right : left;
        List<String> names = other instanceof Text text ? List.of(text.value()) : Construction.texts(other);
        List<Dialect> dialects = new ArrayList<>();
        for (String name : names) {
            Optional<Dialect> dialect = Dialect.named(vendor(name));
            dialect.ifPresent(dialects::add);
        }
        Condition is = new Condition.DialectIs(Set.copyOf(dialects));
        return switch (operator) {
            case EQ, IN -> is;
            case NOT_EQ, NOT_IN -> is.negated();
            default -> null;
        };
    }

    /** The vendor of a backend's dotted path, such as {@code django.db.backends.postgresql}. */
    private static String vendor(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.startsWith("postgresql") ? "postgresql" : last;
    }

    private static boolean isVendor(@Nullable Value value) {
        if (value instanceof Value.Subscript subscript) {
            return "ENGINE".equals(Construction.text(subscript.index()));
        }
        String path = value instanceof Value.Symbol symbol
                ? symbol.path()
                : value instanceof Value.Attribute attribute ? "." + attribute.name() : "";
        return path.endsWith(".vendor") || path.endsWith("settings_dict.ENGINE");
    }

    @Override
    public @Nullable Condition test(Value value) {
        Queries.Query query = Queries.of(value);
        if (query != null) {
            return new Condition.DependsOnData("there are rows of " + query.model());
        }
        ModelKey row = Queries.rowOf(value);
        return row == null && !isOfRow(value) ? null : new Condition.DependsOnData("what a row holds");
    }

    @Override
    public void discarded(CallValue call, Interpreter interpreter) {
        if (!HarmlessCalls.contains(call)) {
            runsCode(call, "the evaluator does not follow this call", interpreter);
        }
    }

    private static void runsCode(CallValue call, String reason, Interpreter interpreter) {
        interpreter.emit(new Operation.RunCode(shortened(call), reason, true), interpreter.rangeOf(call), "python");
    }

    private static String shortened(Value value) {
        String text = ValueText.of(value);
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
