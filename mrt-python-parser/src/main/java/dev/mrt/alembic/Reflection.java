// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.ListValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.python.ComparisonOperator;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises tests of the dialect and of the schema ({@code inspector.has_table("x")}). */
final class Reflection {

    /** Stands for an item that a method of the inspector returns; its argument is that call. */
    private static final String ITEM = "mrt.reflected";

    private Reflection() {}

    // ---- comparisons

    /** The condition that a comparison makes, or null. */
    static @Nullable Condition compare(ComparisonOperator operator, Value left, Value right) {
        return switch (operator) {
            case EQ -> equal(left, right);
            case NOT_EQ -> negated(equal(left, right));
            case IN -> in(left, right);
            case NOT_IN -> negated(in(left, right));
            default -> null;
        };
    }

    private static @Nullable Condition negated(@Nullable Condition condition) {
        return condition == null ? null : condition.negated();
    }

    private static @Nullable Condition equal(Value left, Value right) {
        if (Surroundings.kind(left) == Surroundings.Kind.DIALECT_NAME && right instanceof Text name) {
            return dialects(List.of(name));
        }
        if (Surroundings.kind(right) == Surroundings.Kind.DIALECT_NAME && left instanceof Text name) {
            return dialects(List.of(name));
        }
        if (right instanceof Text && left instanceof Value.Subscript) {
            return named(left, right);
        }
        return left instanceof Text && right instanceof Value.Subscript ? named(right, left) : null;
    }

    private static @Nullable Condition in(Value left, Value right) {
        if (Surroundings.kind(left) == Surroundings.Kind.DIALECT_NAME) {
            List<Value> items = Values.items(right);
            return items == null ? null : dialects(items);
        }
        if (left instanceof Text part && isDialectText(right)) {
            return containing(part.value());
        }
        return left instanceof Text ? among(left, right, 4) : null;
    }

    /** {@code "sqlite" in str(engine.url)} or in the dialect's name. */
    private static boolean isDialectText(Value value) {
        if (Surroundings.kind(value) == Surroundings.Kind.DIALECT_NAME) {
            return true;
        }
        if (value instanceof Value.Attribute attribute) {
            return attribute.name().equals("url") && Surroundings.isConnection(attribute.owner());
        }
        if (value instanceof CallValue call) {
            Value first = call.argument(0);
            Value receiver = call.receiver();
            return call.path().equals("builtins.str") && first != null && isDialectText(first)
                    || receiver != null && call.name().equals("lower") && isDialectText(receiver);
        }
        return false;
    }

    // ---- dialects

    private static @Nullable Condition dialects(List<Value> names) {
        Set<Dialect> dialects = EnumSet.noneOf(Dialect.class);
        for (Value value : names) {
            String name = Values.name(value);
            if (name == null) {
                return null;
            }
            dialects.addAll(dialects(name));
        }
        return new Condition.DialectIs(dialects);
    }

    /** The dialects whose SQLAlchemy name this is; MariaDB answers to MySQL's name too. */
    private static Set<Dialect> dialects(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "postgresql", "postgres" -> EnumSet.of(Dialect.POSTGRESQL);
            case "mysql" -> EnumSet.of(Dialect.MYSQL, Dialect.MARIADB);
            case "mariadb" -> EnumSet.of(Dialect.MARIADB);
            case "sqlite" -> EnumSet.of(Dialect.SQLITE);
            case "oracle" -> EnumSet.of(Dialect.ORACLE);
            case "mssql" -> EnumSet.of(Dialect.MSSQL);
            default -> EnumSet.noneOf(Dialect.class);
        };
    }

    private static Condition containing(String part) {
        Set<Dialect> dialects = EnumSet.noneOf(Dialect.class);
        for (String name : List.of("postgresql", "mysql", "mariadb", "sqlite", "oracle", "mssql")) {
            if (name.contains(part.toLowerCase(Locale.ROOT))) {
                dialects.addAll(dialects(name));
            }
        }
        return new Condition.DialectIs(dialects);
    }

    // ---- calls

    /** The condition that a call as a whole makes, such as {@code inspector.has_table("x")}; null where it makes none. */
    static @Nullable Condition call(CallValue call) {
        Value receiver = call.receiver();
        if (call.path().equals("builtins.isinstance")) {
            return isDialectClass(call);
        }
        if (receiver == null) {
            return null;
        }
        Surroundings.Kind kind = Surroundings.kind(receiver);
        if (kind == Surroundings.Kind.DIALECT_NAME || isDialectText(receiver)) {
            String text = Values.name(call.argument(0));
            boolean start = call.name().equals("startswith");
            return start && text != null ? startingWith(text) : null;
        }
        if (kind == Surroundings.Kind.INSPECTOR) {
            return asked(call, 0);
        }
        // dialect.has_table(connection, "x")
        return kind == Surroundings.Kind.DIALECT || kind == Surroundings.Kind.CONNECTION ? asked(call, 1) : null;
    }

    private static Condition startingWith(String text) {
        Set<Dialect> dialects = EnumSet.noneOf(Dialect.class);
        for (String name : List.of("postgresql", "mysql", "mariadb", "sqlite", "oracle", "mssql")) {
            if (name.startsWith(text) || text.startsWith(name + ":") || text.startsWith(name + "+")) {
                dialects.addAll(dialects(name));
            }
        }
        return new Condition.DialectIs(dialects);
    }

    private static @Nullable Condition isDialectClass(CallValue call) {
        if (Surroundings.kind(call.argument(0)) != Surroundings.Kind.DIALECT
                || !(call.argument(1) instanceof Value.Symbol symbol)) {
            return null;
        }
        for (String name : List.of("postgresql", "mysql", "sqlite", "oracle", "mssql")) {
            if (symbol.path().contains("." + name)) {
                return new Condition.DialectIs(dialects(name));
            }
        }
        return null;
    }

    private static @Nullable Condition asked(CallValue call, int position) {
        int at = position == 1 && call.arguments().size() == 1 ? 0 : position;
        Value subject = call.argument(at);
        Value schema = call.keyword("schema");
        return switch (call.name()) {
            case "has_table" -> exists(null, subject == null ? call.keyword("table_name") : subject, schema, null);
            case "has_sequence" -> exists(ObjectKind.SEQUENCE, subject, schema, null);
            case "has_schema" -> exists(ObjectKind.SCHEMA, subject, null, null);
            case "has_type" -> exists(ObjectKind.ENUM_TYPE, subject, schema, null);
            case "has_index" ->
                exists(
                        null,
                        subject,
                        schema,
                        part(Condition.PartKind.INDEX, Values.name(call.argument(at + 1, "index_name"))));
            default -> null;
        };
    }

    private static @Nullable Condition exists(
            @Nullable ObjectKind kind, @Nullable Value subject, @Nullable Value schema, Condition.@Nullable Part part) {
        QualifiedName name = Tables.name(subject, schema);
        return name == null ? null : new Condition.Exists(kind, name, part);
    }

    private static Condition.@Nullable Part part(Condition.PartKind kind, @Nullable String name) {
        return name == null ? null : new Condition.Part(kind, name);
    }

    // ---- lists of what there is

    /** Whether a value is what the inspector said about tables, columns and so on, or was made of it. */
    static boolean isReflected(Value value) {
        return source(value, 6) != null;
    }

    /** An item of such a value. */
    static Value item(Value iterable) {
        CallValue source = source(iterable, 6);
        if (source == null) {
            return Value.Unknown.of("an item");
        }
        return new CallValue(new Value.Symbol(ITEM), List.of(source), Map.of(), false, source.file(), source.range());
    }

    /** The call of the inspector that a value comes from, or null. */
    private static @Nullable CallValue source(Value value, int depth) {
        if (depth == 0) {
            return null;
        }
        if (value instanceof CallValue call) {
            if (call.path().equals(ITEM)) {
                return (CallValue) call.arguments().get(0);
            }
            Value receiver = call.receiver();
            boolean asksInspector = receiver != null
                    && call.name().startsWith("get_")
                    && Surroundings.kind(receiver) == Surroundings.Kind.INSPECTOR;
            if (asksInspector) {
                return call;
            }
            boolean ofEngine =
                    receiver != null && call.name().equals("table_names") && Surroundings.isConnection(receiver);
            return ofEngine ? call : null;
        }
        if (value instanceof Value.Operator operator && operator.operands().size() == 1) {
            return source(operator.operands().get(0), depth - 1);
        }
        if (value instanceof ListValue list
                && !list.isComplete()
                && !list.items().isEmpty()) {
            return source(list.items().get(0), depth - 1);
        }
        if (value instanceof Value.Choice choice && choice.whenFalse() == Value.Singleton.ABSENT) {
            return source(choice.whenTrue(), depth - 1);
        }
        return value instanceof Value.Subscript subscript ? source(subscript.owner(), depth - 1) : null;
    }

    /** {@code item["name"] == "x"} within a loop over what the inspector said: whether there is an x. */
    private static @Nullable Condition named(Value subscript, Value name) {
        CallValue source = source(subscript, 4);
        return source == null || !"name".equals(key(subscript)) ? null : exists(source, Values.name(name));
    }

    /** {@code "x" in …}: a list of names, or of what the inspector said about them. */
    private static @Nullable Condition among(Value name, Value container, int depth) {
        String text = Values.name(name);
        if (text == null || depth == 0) {
            return null;
        }
        if (container instanceof DictValue dict) {
            for (Value key : dict.entries().keySet()) {
                CallValue source = source(key, 4);
                if (source != null) {
                    return exists(source, text);
                }
            }
            return null;
        }
        CallValue source = source(container, 6);
        return source == null || isFacet(container) ? null : exists(source, text);
    }

    /** What the inspector says of one thing: its name is a text, and {@code check["sqltext"]} tells of no other thing's name. */
    private static boolean isFacet(Value value) {
        if (value instanceof ListValue list && !list.items().isEmpty()) {
            String key = key(list.items().get(0));
            return key != null && !key.equals("name");
        }
        return key(value) != null;
    }

    private static @Nullable String key(Value value) {
        return value instanceof Value.Subscript part ? Values.name(part.index()) : null;
    }

    private static @Nullable Condition exists(CallValue source, @Nullable String name) {
        if (name == null) {
            return null;
        }
        Value schema = source.keyword("schema");
        Value table = source.argument(0, "table_name");
        return switch (source.name()) {
            case "get_table_names", "table_names" ->
                new Condition.Exists(null, new QualifiedName(Values.name(schema == null ? table : schema), name), null);
            case "get_view_names" ->
                new Condition.Exists(ObjectKind.VIEW, new QualifiedName(Values.name(schema), name), null);
            case "get_enums" ->
                new Condition.Exists(ObjectKind.ENUM_TYPE, new QualifiedName(Values.name(schema), name), null);
            case "get_schema_names" -> new Condition.Exists(ObjectKind.SCHEMA, QualifiedName.of(name), null);
            case "get_sequence_names" ->
                new Condition.Exists(ObjectKind.SEQUENCE, new QualifiedName(Values.name(schema), name), null);
            case "get_columns" -> exists(null, table, schema, part(Condition.PartKind.COLUMN, name));
            case "get_indexes" -> exists(null, table, schema, part(Condition.PartKind.INDEX, name));
            case "get_foreign_keys", "get_unique_constraints", "get_check_constraints", "get_pk_constraint" ->
                exists(null, table, schema, part(Condition.PartKind.CONSTRAINT, name));
            default -> null;
        };
    }
}
