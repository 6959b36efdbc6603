// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the evaluator what Django's calls mean within {@code RunPython}: models of the registry, queries and rows, raw SQL,
 * and tests of the database's vendor. Serves one file.
 */
final class DjangoHost implements Host {

    /** The origin of steps that are as they stand. */
    static final String SQL = "sql";

    /** What the evaluator gets for the schema editor that Django hands over. */
    static final Value.Symbol SCHEMA_EDITOR = new Value.Symbol("django.db.backends.schema_editor");

    /** Functions of Django that insert those rows that are missing for the models of an app. */
    private static final Map<String, ModelPath> REGISTERING = Map.of(
            "django.contrib.auth.management.create_permissions",
            ModelPath.of(ModelKey.of("auth", "Permission")),
            "django.contrib.contenttypes.management.create_contenttypes",
            ModelPath.of(ModelKey.of("contenttypes", "ContentType")));

    private final SqlEffects sql;
    private final RowCalls rows = new RowCalls();

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
        if (receiver == null && call.path().startsWith("swapper.")) {
            return swapped(call);
        }
        ModelPath registered = REGISTERING.get(call.path());
        if (registered != null) {
            interpreter.emit(
                    new Operation.InsertRows(registered.name(), List.of(), -1, null),
                    interpreter.rangeOf(call),
                    RowCalls.ON_MODELS,
                    new Condition.DependsOnData("rows of " + registered + " are missing"));
            return Value.NONE;
        }
        if (name.equals("execute") || name.equals("executemany")) {
            return isDatabase(call) ? execute(call, interpreter) : null;
        }
        if (name.startsWith("fetch") && receiver instanceof CallValue) {
            return new Value.Unknown("rows of a query", true);
        }
        if (name.equals("setattr") && call.arguments().size() == 3) {
            assigned(
                    call.arguments().get(0),
                    Construction.text(call.argument(1)),
                    call.arguments().get(2),
                    interpreter);
            return Value.NONE;
        }
        return rows.call(call, interpreter);
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

    /** The package "swapper" finds the model of that app, unless settings say otherwise. */
    private static @Nullable Value swapped(CallValue call) {
        String first = Construction.text(call.argument(0));
        String second = Construction.text(call.argument(1));
        if (first.isEmpty()) {
            return null;
        }
        return switch (call.name()) {
            case "get_model_name" -> second.isEmpty() ? null : Value.of(first + "." + second);
            case "load_model" -> second.isEmpty() ? null : Queries.model(ModelKey.of(first, second));
            case "split" -> {
                int dot = first.indexOf('.');
                yield dot < 0
                        ? null
                        : new Value.TupleValue(
                                List.of(Value.of(first.substring(0, dot)), Value.of(first.substring(dot + 1))));
            }
            default -> null;
        };
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
            interpreter.emit(
                    new Operation.Opaque(shortened(call), "the SQL is not known"), interpreter.rangeOf(call), SQL);
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

    // ---- what the evaluator asks beside

    @Override
    public Rounds rounds(Value iterable) {
        Queries.Query query = Queries.of(iterable);
        if (query == null) {
            return Rounds.of(new Value.Unknown("an item of a collection", true));
        }
        return new Rounds(rows.row(query.rows()), new Condition.DependsOnData("there are rows of " + query.rows()));
    }

    @Override
    public void assigned(Value owner, String name, Value value, Interpreter interpreter) {
        rows.assigned(owner, name, value);
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
            return Queries.comesFromRow(left) || Queries.comesFromRow(right)
                    ? new Condition.DependsOnData("what a row holds")
                    : null;
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
        // An attribute of a row is rather a value than rows.
        if (!Queries.comesFromRow(value)) {
            Queries.Query query = Queries.of(value);
            return query == null ? null : new Condition.DependsOnData("there are rows of " + query.rows());
        }
        return new Condition.DependsOnData("what a row holds");
    }

    @Override
    public void discarded(CallValue call, Interpreter interpreter) {
        if (!HarmlessCalls.contains(call)) {
            runsCode(call, "the evaluator does not follow this call", interpreter);
        }
    }

    /** Reports code that may change rows in a way that is not followed. */
    static void runsCode(CallValue call, String reason, Interpreter interpreter) {
        interpreter.emit(new Operation.RunCode(shortened(call), reason, true), interpreter.rangeOf(call), "python");
    }

    private static String shortened(Value value) {
        String text = ValueText.of(value);
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
