// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.FunctionValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Dialect;
import dev.mrt.source.SourceRange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns SQLAlchemy types into the text that SQLAlchemy's compilers give them on each dialect. A type is a class
 * ({@code sa.Integer}) or an object of one ({@code sa.String(50)}).
 */
final class Types {

    private static final int DEPTH = 8;

    private static final Value A_TYPE = Value.Unknown.of("a type");

    /** The dialect that a type is asked about. */
    private static final Value DIALECT = new Value.Symbol("alembic.context.dialect");

    private final Interpreter interpreter;
    private final EnumTypes enums;

    Types(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.enums = new EnumTypes(interpreter);
    }

    /** The type, or {@link ColumnType#UNKNOWN}. */
    ColumnType type(@Nullable Value value) {
        return value == null ? ColumnType.UNKNOWN : type(value, DEPTH);
    }

    private ColumnType type(Value value, int depth) {
        if (depth == 0) {
            return ColumnType.UNKNOWN;
        }
        if (value instanceof CallValue call) {
            return ofCall(call, depth);
        }
        if (value instanceof Value.Symbol symbol) {
            Value found = interpreter.resolve(symbol);
            return found instanceof ClassValue type ? ofClass(type, A_TYPE, depth) : NamedTypes.type(symbol, null);
        }
        if (value instanceof InstanceValue instance) {
            return ofInstance(instance, depth);
        }
        if (value instanceof ClassValue type) {
            return ofClass(type, A_TYPE, depth);
        }
        if (value instanceof Value.Choice choice) {
            return ofChoice(choice, depth);
        }
        return ColumnType.UNKNOWN;
    }

    /** {@code JSONB if dialect == "postgresql" else JSON}. */
    private ColumnType ofChoice(Value.Choice choice, int depth) {
        boolean negated = choice.condition() instanceof Condition.Not;
        Condition condition = choice.condition() instanceof Condition.Not not ? not.condition() : choice.condition();
        if (!(condition instanceof Condition.DialectIs is)) {
            return ColumnType.UNKNOWN;
        }
        ColumnType result = type(negated ? choice.whenTrue() : choice.whenFalse(), depth - 1);
        ColumnType special = type(negated ? choice.whenFalse() : choice.whenTrue(), depth - 1);
        for (Dialect dialect : is.dialects()) {
            result = result.on(dialect, special.textOn(dialect));
        }
        return result;
    }

    private ColumnType ofCall(CallValue call, int depth) {
        Value receiver = call.receiver();
        if (receiver != null) {
            return switch (call.name()) {
                case "with_variant" -> variant(call, type(receiver, depth - 1), depth);
                case "evolve", "copy", "adapt", "as_mutable", "as_generic" -> type(receiver, depth - 1);
                default -> ColumnType.UNKNOWN;
            };
        }
        if (call.callee() instanceof Value.Symbol symbol) {
            if (call.name().equals("as_mutable") || call.name().equals("type_descriptor")) {
                Value inner = call.argument(0);
                return inner == null ? ColumnType.UNKNOWN : type(inner, depth - 1);
            }
            return composite(symbol, call, depth);
        }
        return ColumnType.UNKNOWN;
    }

    private ColumnType variant(CallValue call, ColumnType base, int depth) {
        Value type = call.argument(0, "type_");
        if (type == null) {
            return base;
        }
        ColumnType special = type(type, depth - 1);
        ColumnType result = base;
        for (int i = 1; i < Math.max(2, call.arguments().size()); i++) {
            String name = Values.name(i == 1 ? call.argument(1, "dialect_name") : call.argument(i));
            Dialect dialect = name == null ? null : Dialect.named(name).orElse(null);
            if (dialect != null) {
                result = result.on(dialect, special.textOn(dialect));
            }
        }
        return special.enumType() == null || result.enumType() != null
                ? result
                : new ColumnType(result.text(), result.variants(), special.enumType(), special.createsEnum());
    }

    /** Types that are made of other types or of labels; all others by name. */
    private ColumnType composite(Value.Symbol symbol, CallValue call, int depth) {
        switch (symbol.name()) {
            case "Enum", "ENUM" -> {
                return enums.type(symbol, call);
            }
            case "ARRAY" -> {
                return array(call, depth);
            }
            case "SET" -> {
                return ColumnType.of("SET(" + EnumTypes.quoted(enums.labels(call)) + ")");
            }
            case "NestedMutable", "MutableList", "MutableDict" -> {
                return ColumnType.UNKNOWN;
            }
            case "DOMAIN" -> {
                String name = Values.name(call.argument(0, "name"));
                return name == null ? ColumnType.UNKNOWN : ColumnType.of(name);
            }
            case "EncryptedType", "StringEncryptedType" -> {
                Value inner = call.argument(0);
                return symbol.name().equals("StringEncryptedType") || inner == null
                        ? ColumnType.of("VARCHAR")
                        : NamedTypes.blob(null);
            }
            case "PasswordType" -> {
                Value length = call.keyword("max_length");
                String size = length instanceof Value.IntegerValue number ? Long.toString(number.value()) : "1024";
                return ColumnType.of("VARBINARY(" + size + ")")
                        .on(Dialect.POSTGRESQL, "BYTEA")
                        .on(Dialect.SQLITE, "VARBINARY(" + size + ")");
            }
            case "ScalarListType", "ScalarCoercible" -> {
                return ColumnType.of("TEXT");
            }
            case "ChoiceType" -> {
                Value impl = call.keyword("impl");
                return impl == null ? ColumnType.of("VARCHAR(255)") : type(impl, depth - 1);
            }
            default -> {
                return NamedTypes.type(symbol, call);
            }
        }
    }

    private ColumnType array(CallValue call, int depth) {
        Value itemType = call.argument(0, "item_type");
        if (itemType == null) {
            return ColumnType.UNKNOWN;
        }
        ColumnType item = type(itemType, depth - 1);
        if (item.isUnknown()) {
            return item;
        }
        int dimensions = call.keyword("dimensions") instanceof Value.IntegerValue number
                ? (int) Math.max(1, Math.min(6, number.value()))
                : 1;
        String text = item.textOn(Dialect.POSTGRESQL) + "[]".repeat(dimensions);
        return new ColumnType(text, Map.of(), item.enumType(), item.createsEnum());
    }

    /** Reads the labels and names of enums. */
    EnumTypes enums() {
        return enums;
    }

    // ---- types of the project

    /** An object of a class of the project: {@code TypeDecorator} hands on to its {@code impl} what its constructor gets. */
    private ColumnType ofInstance(InstanceValue instance, int depth) {
        CallValue inner = instance.outerConstruction();
        boolean handsOn = inner != null || instance.type().attribute("__init__") == null;
        if (!handsOn || !(instance.attribute("impl") instanceof Value.Symbol impl)) {
            return ofClass(instance.type(), instance, depth);
        }
        CallValue made = new CallValue(
                impl,
                inner == null ? instance.arguments() : inner.arguments(),
                inner == null ? instance.keywords() : inner.keywords(),
                inner != null && inner.isOpen(),
                interpreter.main(),
                SourceRange.FILE_START);
        return onDialects(instance.type(), instance, type(made, depth - 1), depth);
    }

    private ColumnType ofClass(ClassValue type, Value self, int depth) {
        Value impl = type.attribute("impl");
        if (impl != null) {
            return onDialects(type, self, type(impl, depth - 1), depth);
        }
        for (Value base : type.bases()) {
            ColumnType inherited = type(base, depth - 1);
            if (!inherited.isUnknown()) {
                return inherited;
            }
        }
        return ColumnType.UNKNOWN;
    }

    /** What a {@code TypeDecorator} says that it is on each dialect, where it says so. */
    private ColumnType onDialects(ClassValue type, Value self, ColumnType impl, int depth) {
        if (!(type.attribute("load_dialect_impl") instanceof FunctionValue method)) {
            return impl;
        }
        Value[] answer = {Value.NONE};
        interpreter.collect(Step.Context.PLAIN, () -> answer[0] = interpreter.call(method, List.of(self, DIALECT)));
        ColumnType found = type(answer[0], depth - 1);
        return found.text().isEmpty() && found.enumType() == null
                ? new ColumnType(impl.text(), found.variants(), impl.enumType(), impl.createsEnum())
                : withLengthsOf(impl, found);
    }

    /** What passes on {@code self.impl.length} has the length that the type was made with. */
    private static ColumnType withLengthsOf(ColumnType impl, ColumnType found) {
        ColumnType result = impl.text().startsWith(found.text() + "(")
                ? new ColumnType(impl.text(), found.variants(), found.enumType(), found.createsEnum())
                : found;
        for (Map.Entry<Dialect, String> variant : found.variants().entrySet()) {
            String full = impl.textOn(variant.getKey());
            if (full.startsWith(variant.getValue() + "(")) {
                result = result.on(variant.getKey(), full);
            }
        }
        return result;
    }

    /** Whether a column of this type is numbered by default when it is the primary key. */
    static boolean isInteger(ColumnType type) {
        String text = type.text();
        return text.startsWith("INTEGER")
                || text.startsWith("BIGINT")
                || text.startsWith("SMALLINT")
                || text.startsWith("TINYINT")
                || text.startsWith("MEDIUMINT");
    }
}
