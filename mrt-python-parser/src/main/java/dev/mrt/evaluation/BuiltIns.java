// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's built-in functions. */
final class BuiltIns {

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
            case "list", "iter", "reversed" -> IterableFunctions.list(name, first, interpreter);
            case "tuple" -> IterableFunctions.tuple(first, interpreter);
            case "set", "frozenset" -> IterableFunctions.set(first, interpreter);
            case "dict" -> IterableFunctions.dict(arguments, interpreter);
            case "range", "xrange" -> IterableFunctions.range(arguments);
            case "enumerate" -> IterableFunctions.enumerate(arguments, interpreter);
            case "zip" -> IterableFunctions.zip(arguments, interpreter);
            case "sorted" -> IterableFunctions.sorted(first, arguments, interpreter);
            case "map" -> IterableFunctions.map(arguments, interpreter);
            case "filter" -> IterableFunctions.filter(arguments, interpreter);
            case "any" -> IterableFunctions.any(first, interpreter, true);
            case "all" -> IterableFunctions.any(first, interpreter, false);
            case "min" -> IterableFunctions.extreme(arguments, interpreter, -1);
            case "max" -> IterableFunctions.extreme(arguments, interpreter, 1);
            case "sum" -> IterableFunctions.sum(first, interpreter);
            case "next" -> IterableFunctions.next(first, arguments, interpreter);
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

    static Value truth(Value value) {
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
