// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of Python's standard library that migrations build their operations with. */
final class StandardLibrary {

    private static final int PRODUCT = 10_000;

    private StandardLibrary() {}

    /** The result of a call, or null where nothing is known about the function. */
    static @Nullable Value call(Value.Symbol symbol, CallArguments arguments, Interpreter interpreter) {
        String path = symbol.path();
        if (path.startsWith("builtins.")) {
            return BuiltIns.call(path.substring("builtins.".length()), arguments, interpreter);
        }
        Value first = arguments.get(0);
        return switch (symbol.root()) {
            case "os" ->
                path.startsWith("os.path.") || path.equals("os.fspath")
                        ? Paths.function(symbol.name(), arguments)
                        : path.equals("os.getcwd") ? Text.unknown() : null;
            case "textwrap" -> textwrap(symbol.name(), arguments);
            case "inspect" -> path.equals("inspect.cleandoc") && first instanceof Text text ? dedent(text) : null;
            case "itertools" -> itertools(symbol.name(), arguments, interpreter);
            case "collections" -> collections(symbol.name(), arguments, interpreter);
            case "functools" -> functools(symbol.name(), arguments, interpreter);
            case "copy" -> first;
            case "typing" -> path.equals("typing.cast") ? arguments.get(1) : null;
            case "json" -> json(symbol.name(), first);
            case "contextlib" -> path.equals("contextlib.suppress") ? Value.Unknown.of("suppress") : null;
            case "types" -> path.equals("types.SimpleNamespace") ? namespace(symbol, arguments, interpreter) : null;
            case "enum" -> null;
            case "random", "secrets", "time" -> Value.Unknown.of(path + "()");
            default -> null;
        };
    }

    private static @Nullable Value textwrap(String name, CallArguments arguments) {
        if (!(arguments.get(0, "text") instanceof Text text)) {
            return Text.unknown();
        }
        if (name.equals("dedent")) {
            return dedent(text);
        }
        if (name.equals("indent") && arguments.get(1, "prefix") instanceof Text prefix) {
            Text.Builder builder = new Text.Builder();
            for (Text line : text.lines()) {
                builder.append(line.value().isBlank() ? Text.of("") : prefix).append(line);
            }
            return builder.build();
        }
        return null;
    }

    private static Text dedent(Text text) {
        List<Text> lines = text.lines();
        String margin = null;
        for (Text line : lines) {
            if (line.value().isBlank()) {
                continue;
            }
            int width = 0;
            while (line.value().charAt(width) == ' ' || line.value().charAt(width) == '\t') {
                width++;
            }
            String indent = line.value().substring(0, width);
            margin = margin == null ? indent : common(margin, indent);
        }
        if (margin == null || margin.isEmpty()) {
            return text;
        }
        Text.Builder builder = new Text.Builder();
        for (Text line : lines) {
            int end = line.value().length();
            if (line.value().isBlank()) {
                builder.append(line, line.value().endsWith("\n") ? end - 1 : end, end);
            } else {
                builder.append(line, margin.length(), end);
            }
        }
        return builder.build();
    }

    private static String common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }

    private static @Nullable Value itertools(String name, CallArguments arguments, Interpreter interpreter) {
        List<List<Value>> parts = new ArrayList<>();
        for (Value argument : arguments.positional()) {
            List<Value> items = interpreter.items(argument);
            if (items == null) {
                return argument instanceof Value.Unknown ? argument : Value.Unknown.of("items that are not known");
            }
            parts.add(items);
        }
        if (name.equals("chain")) {
            ListValue list = new ListValue(List.of());
            parts.forEach(list.mutableItems()::addAll);
            return list;
        }
        if (name.equals("from_iterable") && parts.size() == 1) {
            ListValue list = new ListValue(List.of());
            for (Value part : parts.get(0)) {
                ContainerMethods.extend(list, part, interpreter);
            }
            return list;
        }
        return name.equals("product") ? product(parts, interpreter) : null;
    }

    private static Value product(List<List<Value>> parts, Interpreter interpreter) {
        List<List<Value>> rows = List.of(List.of());
        for (List<Value> part : parts) {
            if ((long) rows.size() * part.size() > PRODUCT) {
                return Value.Unknown.of("a product that is too large");
            }
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> row : rows) {
                for (Value item : part) {
                    List<Value> extended = new ArrayList<>(row);
                    extended.add(item);
                    longer.add(extended);
                }
            }
            rows = longer;
            interpreter.spend(rows.size());
        }
        ListValue list = new ListValue(List.of());
        rows.forEach(row -> list.mutableItems().add(new Value.TupleValue(row)));
        return list;
    }

    private static @Nullable Value collections(String name, CallArguments arguments, Interpreter interpreter) {
        switch (name) {
            case "OrderedDict" -> {
                return BuiltIns.call("dict", arguments, interpreter);
            }
            case "defaultdict" -> {
                DictValue dict = new DictValue(Map.of());
                Value factory = arguments.get(0);
                if (factory != null && factory != Value.NONE) {
                    dict.setFactory(factory);
                }
                return dict;
            }
            case "deque" -> {
                return BuiltIns.call("list", arguments, interpreter);
            }
            case "namedtuple" -> {
                return namedTuple(arguments, interpreter);
            }
            default -> {
                return null;
            }
        }
    }

    private static Value namedTuple(CallArguments arguments, Interpreter interpreter) {
        Value fields = arguments.get(1, "field_names");
        List<Value> names = null;
        if (fields instanceof Text text) {
            names = interpreter.items(TextMethods.call(
                    Text.of(text.value().replace(',', ' ')), "split", CallArguments.NONE, interpreter));
        } else if (fields != null) {
            names = interpreter.items(fields);
        }
        if (names == null || !(arguments.get(0, "typename") instanceof Text typeName)) {
            return Value.Unknown.of("a named tuple");
        }
        Scope scope = Scope.ofClass(interpreter.frame().scope);
        names.forEach(name -> scope.fields().add(name.toString()));
        return new ClassValue(typeName.value(), List.of(new Value.Symbol("typing.NamedTuple")), Map.of(), scope);
    }

    private static Value namespace(Value.Symbol symbol, CallArguments arguments, Interpreter interpreter) {
        ClassValue type = new ClassValue(symbol.name(), List.of(), Map.of(), Scope.ofClass(interpreter.frame().scope));
        InstanceValue namespace = new InstanceValue(type, arguments.positional(), arguments.keywords());
        arguments.keywords().forEach(namespace::set);
        return namespace;
    }

    private static @Nullable Value functools(String name, CallArguments arguments, Interpreter interpreter) {
        Value first = arguments.get(0);
        return switch (name) {
            case "wraps", "lru_cache", "cache" -> first instanceof FunctionValue ? first : null;
            case "reduce" -> reduce(arguments, interpreter);
            default -> null;
        };
    }

    private static @Nullable Value reduce(CallArguments arguments, Interpreter interpreter) {
        Value function = arguments.get(0);
        Value second = arguments.get(1);
        List<Value> items = second == null ? null : interpreter.items(second);
        Value result = arguments.get(2);
        if (function == null || items == null || result == null && items.isEmpty()) {
            return null;
        }
        List<Value> rest = result == null ? items.subList(1, items.size()) : items;
        Value accumulated = result == null ? items.get(0) : result;
        for (Value item : List.copyOf(rest)) {
            accumulated = interpreter.call(function, List.of(accumulated, item));
        }
        return accumulated;
    }

    private static @Nullable Value json(String name, @Nullable Value value) {
        if (!name.equals("dumps") || value == null) {
            return null;
        }
        return Json.text(value);
    }
}
