// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's built-in functions. */
final class BuiltIns {

    private static final int RANGE = 10_000;

    private static final Set<String> NAMES = Set.of(
            "abs",
            "all",
            "any",
            "bool",
            "bytes",
            "callable",
            "chr",
            "classmethod",
            "dict",
            "dir",
            "enumerate",
            "eval",
            "exec",
            "filter",
            "float",
            "format",
            "frozenset",
            "getattr",
            "globals",
            "hasattr",
            "hash",
            "id",
            "input",
            "int",
            "isinstance",
            "issubclass",
            "iter",
            "len",
            "list",
            "locals",
            "map",
            "max",
            "min",
            "next",
            "object",
            "open",
            "ord",
            "pow",
            "print",
            "property",
            "range",
            "repr",
            "reversed",
            "round",
            "set",
            "setattr",
            "slice",
            "sorted",
            "staticmethod",
            "str",
            "sum",
            "super",
            "tuple",
            "type",
            "vars",
            "zip",
            "unicode",
            "basestring",
            "xrange",
            "long",
            "BaseException",
            "Exception",
            "ArithmeticError",
            "AssertionError",
            "AttributeError",
            "ImportError",
            "IndexError",
            "IOError",
            "KeyError",
            "LookupError",
            "ModuleNotFoundError",
            "NameError",
            "NotImplementedError",
            "NotImplemented",
            "OSError",
            "RuntimeError",
            "StopIteration",
            "SystemExit",
            "TypeError",
            "UnicodeDecodeError",
            "ValueError",
            "Warning",
            "UserWarning",
            "DeprecationWarning",
            "KeyboardInterrupt",
            "FileNotFoundError",
            "TimeoutError",
            "ConnectionError",
            "PermissionError",
            "__import__");

    private BuiltIns() {}

    static boolean isName(String name) {
        return NAMES.contains(name);
    }

    /** The result of calling a built-in, or null where the call itself is the best that can be said. */
    static @Nullable Value call(String name, CallArguments arguments, Interpreter interpreter) {
        Value first = arguments.get(0);
        return switch (name) {
            case "len" -> length(first, interpreter);
            case "str", "unicode" -> first == null ? Text.of("") : Formatting.string(interpreter.resolve(first));
            case "repr" -> first == null ? null : Formatting.representation(first);
            case "format" ->
                first == null
                        ? null
                        : Formatting.formatted(
                                first, -1, arguments.get(1) instanceof Text format ? format.value() : "");
            case "int", "long" -> integer(first);
            case "float" -> number(first);
            case "bool" -> first == null ? Value.FALSE : truth(first);
            case "abs" -> first instanceof Value.IntegerValue number ? Value.of(Math.abs(number.value())) : null;
            case "list", "iter", "reversed" -> list(name, first, interpreter);
            case "tuple" -> tuple(first, interpreter);
            case "set", "frozenset" -> set(first, interpreter);
            case "dict" -> dict(arguments, interpreter);
            case "range", "xrange" -> range(arguments);
            case "enumerate" -> enumerate(arguments, interpreter);
            case "zip" -> zip(arguments, interpreter);
            case "sorted" -> sorted(first, arguments, interpreter);
            case "map" -> map(arguments, interpreter);
            case "filter" -> filter(arguments, interpreter);
            case "any" -> any(first, interpreter, true);
            case "all" -> any(first, interpreter, false);
            case "min" -> extreme(arguments, interpreter, -1);
            case "max" -> extreme(arguments, interpreter, 1);
            case "sum" -> sum(first, interpreter);
            case "next" -> next(first, arguments, interpreter);
            case "isinstance" -> isInstance(first, arguments.get(1));
            case "hasattr" -> hasAttribute(first, arguments.get(1));
            case "getattr" -> getAttribute(first, arguments, interpreter);
            case "globals" -> names(interpreter.frame().scope.module());
            case "locals", "vars" -> names(interpreter.frame().scope);
            case "setattr" -> setAttribute(arguments, interpreter);
            case "print" -> Value.NONE;
            case "type" -> first instanceof InstanceValue instance ? instance.type() : null;
            case "callable" -> first instanceof FunctionValue ? Value.TRUE : null;
            case "chr" ->
                first instanceof Value.IntegerValue code && code.value() >= 0 && code.value() < 0x11_0000
                        ? Text.of(Character.toString((int) code.value()))
                        : null;
            case "ord" ->
                first instanceof Text text && text.value().length() == 1
                        ? Value.of(text.value().charAt(0))
                        : null;
            case "super" -> superOf(arguments, interpreter);
            case "input" -> Value.Unknown.of("input()");
            default -> null;
        };
    }

    private static Value truth(Value value) {
        return value instanceof Value.Test
                ? value
                : switch (Operators.truth(value)) {
                    case TRUE -> Value.TRUE;
                    case FALSE -> Value.FALSE;
                    case UNKNOWN ->
                        value instanceof Value.Unknown unknown ? unknown : new Value.Operator("bool", List.of(value));
                };
    }

    private static Value length(@Nullable Value value, Interpreter interpreter) {
        if (value instanceof Text text) {
            return text.isKnown() ? Value.of(text.value().length()) : Value.Unknown.of("the length of a text");
        }
        List<Value> items = value == null ? null : interpreter.items(value);
        if (items != null) {
            for (Value item : items) {
                if (item instanceof Value.Choice) {
                    return Value.Unknown.of("a length");
                }
            }
            return Value.of(items.size());
        }
        if (value == null) {
            return Value.Unknown.of("a length");
        }
        return value instanceof Value.Unknown ? value : new Value.Operator("len", List.of(value));
    }

    private static @Nullable Value integer(@Nullable Value value) {
        if (value instanceof Value.IntegerValue) {
            return value;
        }
        if (value instanceof Value.FloatValue number) {
            return Value.of((long) number.value());
        }
        if (value == Value.TRUE || value == Value.FALSE) {
            return Value.of(value == Value.TRUE ? 1 : 0);
        }
        if (value instanceof Text text) {
            try {
                return Value.of(Long.parseLong(text.value().trim()));
            } catch (NumberFormatException notANumber) {
                return Value.Unknown.of("a number");
            }
        }
        return value == null ? Value.of(0) : value instanceof Value.Unknown ? value : null;
    }

    private static @Nullable Value number(@Nullable Value value) {
        if (value instanceof Value.IntegerValue number) {
            return new Value.FloatValue(number.value());
        }
        return value instanceof Value.FloatValue || value instanceof Value.Unknown ? value : null;
    }

    private static Value list(String name, @Nullable Value value, Interpreter interpreter) {
        if (value == null) {
            return new ListValue(List.of());
        }
        List<Value> items = interpreter.items(value);
        if (items == null) {
            return value instanceof Value.Unknown ? value : new Value.Operator(name, List.of(value));
        }
        interpreter.spend(items.size());
        ListValue list = new ListValue(items);
        if (name.equals("reversed")) {
            Collections.reverse(list.mutableItems());
        }
        return list;
    }

    private static Value tuple(@Nullable Value value, Interpreter interpreter) {
        Value list = list("tuple", value, interpreter);
        return list instanceof ListValue items ? new Value.TupleValue(items.items()) : list;
    }

    private static Value set(@Nullable Value value, Interpreter interpreter) {
        Value list = list("set", value, interpreter);
        return list instanceof ListValue items ? new SetValue(items.items()) : list;
    }

    private static Value dict(CallArguments arguments, Interpreter interpreter) {
        DictValue dict = new DictValue(Map.of());
        Value first = arguments.get(0);
        if (first instanceof DictValue other) {
            dict.mutableEntries().putAll(other.entries());
            if (!other.isComplete()) {
                dict.markIncomplete();
            }
        } else if (first != null) {
            List<Value> items = interpreter.items(first);
            for (Value item : items == null ? List.<Value>of() : items) {
                List<Value> pair = interpreter.items(item);
                if (pair != null && pair.size() == 2) {
                    dict.mutableEntries().put(pair.get(0), pair.get(1));
                } else {
                    dict.markIncomplete();
                }
            }
            if (items == null) {
                dict.markIncomplete();
            }
        }
        arguments.keywords().forEach((key, value) -> dict.mutableEntries().put(Text.of(key), value));
        if (arguments.open()) {
            dict.markIncomplete();
        }
        return dict;
    }

    private static Value range(CallArguments arguments) {
        long[] bounds = new long[3];
        for (int i = 0; i < arguments.count() && i < 3; i++) {
            if (!(arguments.positional().get(i) instanceof Value.IntegerValue number)) {
                return Value.Unknown.of("a range");
            }
            bounds[i] = number.value();
        }
        long start = arguments.count() > 1 ? bounds[0] : 0;
        long stop = arguments.count() > 1 ? bounds[1] : bounds[0];
        long step = arguments.count() > 2 ? bounds[2] : 1;
        if (arguments.count() == 0 || step == 0 || Math.abs(stop - start) / Math.abs(step) > RANGE) {
            return Value.Unknown.of("a range");
        }
        ListValue list = new ListValue(List.of());
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            list.mutableItems().add(Value.of(i));
        }
        return list;
    }

    private static Value enumerate(CallArguments arguments, Interpreter interpreter) {
        Value first = arguments.get(0);
        List<Value> items = first == null ? null : interpreter.items(first);
        if (items == null) {
            return first instanceof Value.Unknown ? first : Value.Unknown.of("items that are not known");
        }
        long index = arguments.get(1, "start") instanceof Value.IntegerValue start ? start.value() : 0;
        ListValue list = new ListValue(List.of());
        for (Value item : items) {
            list.mutableItems().add(new Value.TupleValue(List.of(Value.of(index++), item)));
        }
        return list;
    }

    private static Value zip(CallArguments arguments, Interpreter interpreter) {
        List<List<Value>> columns = new ArrayList<>();
        for (Value argument : arguments.positional()) {
            List<Value> items = interpreter.items(argument);
            if (items == null) {
                return argument instanceof Value.Unknown ? argument : Value.Unknown.of("items that are not known");
            }
            columns.add(items);
        }
        ListValue list = new ListValue(List.of());
        for (int row = 0; !columns.isEmpty(); row++) {
            List<Value> tuple = new ArrayList<>(columns.size());
            for (List<Value> column : columns) {
                if (row >= column.size()) {
                    return list;
                }
                tuple.add(column.get(row));
            }
            list.mutableItems().add(new Value.TupleValue(tuple));
        }
        return list;
    }

    private static Value sorted(@Nullable Value value, CallArguments arguments, Interpreter interpreter) {
        List<Value> items = value == null ? null : interpreter.items(value);
        if (items == null) {
            return value instanceof Value.Unknown ? value : Value.Unknown.of("items that are not known");
        }
        List<Value> sorted = Sorting.sorted(items, arguments, interpreter);
        return new ListValue(sorted == null ? items : sorted);
    }

    private static Value map(CallArguments arguments, Interpreter interpreter) {
        Value function = arguments.get(0);
        Value second = arguments.get(1);
        List<Value> items = second == null ? null : interpreter.items(second);
        if (items == null || function == null) {
            return second instanceof Value.Unknown ? second : Value.Unknown.of("items that are not known");
        }
        ListValue list = new ListValue(List.of());
        for (Value item : List.copyOf(items)) {
            list.mutableItems().add(interpreter.call(function, List.of(item)));
        }
        return list;
    }

    private static Value filter(CallArguments arguments, Interpreter interpreter) {
        Value function = arguments.get(0);
        Value second = arguments.get(1);
        List<Value> items = second == null ? null : interpreter.items(second);
        if (items == null || function == null) {
            return second instanceof Value.Unknown ? second : Value.Unknown.of("items that are not known");
        }
        ListValue list = new ListValue(List.of());
        for (Value item : List.copyOf(items)) {
            Value kept = function == Value.NONE ? item : interpreter.call(function, List.of(item));
            switch (Operators.truth(kept)) {
                case TRUE -> list.mutableItems().add(item);
                case UNKNOWN -> list.markIncomplete();
                case FALSE -> {}
            }
        }
        return list;
    }

    private static Value any(@Nullable Value value, Interpreter interpreter, boolean any) {
        List<Value> items = value == null ? null : interpreter.items(value);
        if (items == null
                && any
                && value instanceof ListValue list
                && !list.items().isEmpty()) {
            // one of the items that are known may be a test of the schema, and stands for all of its kind
            items = list.items();
        }
        if (items == null) {
            return value instanceof Value.Unknown ? value : Value.Unknown.of(any ? "any(…)" : "all(…)");
        }
        Value result = Value.of(!any);
        for (Value item : items) {
            Value truth = truth(item);
            boolean known = truth == Value.TRUE || truth == Value.FALSE || truth instanceof Value.Test;
            if (!known) {
                return Value.Unknown.of(any ? "any(…)" : "all(…)");
            }
            result = any ? Conditions.or(result, truth) : Conditions.and(result, truth);
        }
        return result;
    }

    private static Value extreme(CallArguments arguments, Interpreter interpreter, int sign) {
        Value first = arguments.get(0);
        List<Value> items = arguments.count() == 1 && first != null ? interpreter.items(first) : arguments.positional();
        if (items == null || items.isEmpty() || arguments.keywords().containsKey("key")) {
            return Value.Unknown.of("an extreme value");
        }
        Value best = items.get(0);
        for (Value item : items) {
            Integer order = Comparisons.order(item, best);
            if (order == null) {
                return Value.Unknown.of("an extreme value");
            }
            best = Integer.signum(order) == sign ? item : best;
        }
        return best;
    }

    private static Value sum(@Nullable Value value, Interpreter interpreter) {
        List<Value> items = value == null ? null : interpreter.items(value);
        long sum = 0;
        for (Value item : items == null ? List.<Value>of() : items) {
            if (!(item instanceof Value.IntegerValue number)) {
                return Value.Unknown.of("a sum");
            }
            sum += number.value();
        }
        return items == null ? Value.Unknown.of("a sum") : Value.of(sum);
    }

    private static Value next(@Nullable Value value, CallArguments arguments, Interpreter interpreter) {
        List<Value> items = value == null ? null : interpreter.items(value);
        if (items != null && !items.isEmpty() && !(items.get(0) instanceof Value.Choice)) {
            return items.get(0);
        }
        Value otherwise = arguments.get(1);
        if (items != null && items.isEmpty() && otherwise != null) {
            return otherwise;
        }
        return value instanceof Value.Unknown ? value : Value.Unknown.of("next(…)");
    }

    private static @Nullable Value isInstance(@Nullable Value value, @Nullable Value type) {
        if (type instanceof Value.TupleValue types) {
            Value result = Value.FALSE;
            for (Value one : types.items()) {
                Value truth = isInstance(value, one);
                if (truth == null || truth == Value.TRUE) {
                    return truth;
                }
                result = truth;
            }
            return result;
        }
        String actual = typeName(value);
        if (value instanceof InstanceValue instance && type instanceof ClassValue wanted) {
            return Value.of(instance.type() == wanted || instance.type().derivesFrom(wanted.name()));
        }
        if (actual.isEmpty()
                || !(type instanceof Value.Symbol wanted)
                || !wanted.root().equals("builtins")) {
            return null;
        }
        boolean same = wanted.name().equals(actual)
                || wanted.name().equals("basestring") && actual.equals("str")
                || wanted.name().equals("int") && actual.equals("bool");
        return Value.of(same);
    }

    private static String typeName(@Nullable Value value) {
        if (value instanceof Text) {
            return "str";
        }
        if (value instanceof Value.IntegerValue) {
            return "int";
        }
        if (value instanceof Value.FloatValue) {
            return "float";
        }
        if (value instanceof ListValue) {
            return "list";
        }
        if (value instanceof Value.TupleValue) {
            return "tuple";
        }
        if (value instanceof DictValue) {
            return "dict";
        }
        if (value instanceof SetValue) {
            return "set";
        }
        if (value instanceof Value.BytesValue) {
            return "bytes";
        }
        if (value == Value.TRUE || value == Value.FALSE) {
            return "bool";
        }
        return value == Value.NONE ? "NoneType" : "";
    }

    private static Value hasAttribute(@Nullable Value value, @Nullable Value name) {
        if (value instanceof InstanceValue instance && name instanceof Text text) {
            return Value.of(instance.attribute(text.value()) != null);
        }
        return Value.Unknown.of("hasattr(…)");
    }

    private static @Nullable Value getAttribute(
            @Nullable Value value, CallArguments arguments, Interpreter interpreter) {
        if (value == null || !(arguments.get(1) instanceof Text name) || !name.isKnown()) {
            return Value.Unknown.of("getattr(…)");
        }
        Value otherwise = arguments.get(2);
        if (value instanceof InstanceValue instance && otherwise != null && instance.attribute(name.value()) == null) {
            return otherwise;
        }
        return interpreter.expressions.attribute(value, name.value());
    }

    private static Value setAttribute(CallArguments arguments, Interpreter interpreter) {
        Value owner = arguments.get(0);
        Value value = arguments.get(2);
        if (owner != null && value != null && arguments.get(1) instanceof Text name && name.isKnown()) {
            interpreter.expressions.setAttribute(owner, name.value(), value);
        }
        return Value.NONE;
    }

    /** {@code super()}, also as {@code super(Class, self)}. */
    private static Value superOf(CallArguments arguments, Interpreter interpreter) {
        Frame frame = interpreter.frame();
        Value receiver = arguments.get(1);
        if (receiver == null && frame.function != null) {
            List<String> parameters = frame.function.parameterNames();
            receiver = parameters.isEmpty() ? null : frame.scope.own(parameters.get(0));
        }
        ClassValue type = receiver instanceof InstanceValue instance
                ? instance.type()
                : receiver instanceof ClassValue itself ? itself : null;
        if (receiver == null || type == null) {
            return Value.Unknown.of("super()");
        }
        ClassValue owner = arguments.get(0) instanceof ClassValue named
                ? named
                : frame.function == null ? null : type.definer(frame.function);
        return owner == null ? Value.Unknown.of("super()") : new Value.Super(receiver, owner);
    }

    private static Value names(Scope scope) {
        Map<Value, Value> names = new LinkedHashMap<>();
        scope.names().forEach((name, value) -> names.put(Text.of(name), value));
        return new DictValue(names);
    }
}
