// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.source.MigrationSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code os.path}, {@code pathlib.Path} and {@code open} over the files of the project. */
final class Paths {

    private static final Value.Symbol PATH = new Value.Symbol("pathlib.Path");

    private Paths() {}

    static boolean isPath(CallValue call) {
        return switch (call.path()) {
            case "pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath" -> true;
            default -> false;
        };
    }

    /** The path's text. */
    static Text text(CallValue path) {
        Text result = Text.of("");
        for (Value argument : path.arguments()) {
            result = join(result, Formatting.string(argument));
        }
        return result;
    }

    private static CallValue path(CallValue from, Text text) {
        return new CallValue(PATH, List.of(text), Map.of(), false, from.file(), from.range());
    }

    /** {@code path / other}. */
    static Value resolve(CallValue path, Value other) {
        return path(path, join(text(path), Formatting.string(other)));
    }

    static Text join(Text first, Text second) {
        if (second.value().startsWith("/") || first.value().isEmpty()) {
            return second;
        }
        return first.value().endsWith("/")
                ? first.plus(second)
                : first.plus(Text.of("/")).plus(second);
    }

    private static Text parent(Text path) {
        int slash = path.value().lastIndexOf('/');
        return slash < 0
                ? Text.of(path.value().isEmpty() || path.value().equals(".") ? ".." : ".")
                : path.substring(0, slash);
    }

    private static Text fileName(Text path) {
        return path.substring(path.value().lastIndexOf('/') + 1, path.value().length());
    }

    /** An attribute of a {@code Path}, or null where this is none. */
    static @Nullable Value attribute(CallValue call, String name) {
        if (!isPath(call)) {
            return null;
        }
        Text text = text(call);
        Text fileName = fileName(text);
        int dot = fileName.value().lastIndexOf('.');
        return switch (name) {
            case "parent" -> path(call, parent(text));
            case "parents" -> parents(call, text);
            case "name" -> fileName;
            case "stem" -> dot <= 0 ? fileName : fileName.substring(0, dot);
            case "suffix" ->
                dot <= 0
                        ? Text.of("")
                        : fileName.substring(dot, fileName.value().length());
            default -> null;
        };
    }

    private static Value parents(CallValue call, Text text) {
        ListValue parents = new ListValue(List.of());
        Text parent = text;
        for (int i = 0; i < 20 && !parent.value().equals(".."); i++) {
            parent = parent(parent);
            parents.mutableItems().add(path(call, parent));
        }
        return parents;
    }

    /** A method of a {@code Path} or an open file, or null where this is neither. */
    static @Nullable Value method(CallValue call, String name, CallArguments arguments, Interpreter interpreter) {
        if (isPath(call)) {
            return switch (name) {
                case "resolve", "absolute", "expanduser" -> call;
                case "joinpath" -> {
                    Text text = text(call);
                    for (Value argument : arguments.positional()) {
                        text = join(text, Formatting.string(argument));
                    }
                    yield path(call, text);
                }
                case "with_name" ->
                    arguments.count() == 0
                            ? Value.Unknown.of("a path")
                            : path(
                                    call,
                                    join(
                                            parent(text(call)),
                                            Formatting.string(
                                                    arguments.positional().get(0))));
                case "with_suffix" -> withSuffix(call, arguments);
                case "read_text", "read_bytes" -> content(text(call), interpreter);
                case "open" -> open(text(call), call);
                case "exists", "is_file" -> exists(normal(text(call)), interpreter);
                default -> null;
            };
        }
        if (call.path().equals("builtins.open")) {
            Value path = call.argument(0, "file");
            Text text = path == null ? Text.unknown() : Formatting.string(path);
            return switch (name) {
                case "read" -> content(text, interpreter);
                case "readlines" ->
                    content(text, interpreter) instanceof Text content
                            ? new ListValue(List.copyOf(content.lines()))
                            : Value.Unknown.of("the lines of a file");
                case "close" -> Value.NONE;
                default -> null;
            };
        }
        return null;
    }

    private static Value withSuffix(CallValue call, CallArguments arguments) {
        Text text = text(call);
        int dot = text.value().lastIndexOf('.');
        Value suffix = arguments.get(0);
        return dot < 0 || suffix == null
                ? Value.Unknown.of("a path")
                : path(call, text.substring(0, dot).plus(Formatting.string(suffix)));
    }

    private static CallValue open(Text path, CallValue from) {
        return new CallValue(
                new Value.Symbol("builtins.open"), List.of(path), Map.of(), false, from.file(), from.range());
    }

    private static Value content(Text path, Interpreter interpreter) {
        String normal = normal(path);
        MigrationSource file = normal == null ? null : interpreter.file(normal);
        return file == null
                ? Value.Unknown.of("the content of the file " + path.value().replace(Text.UNKNOWN_PIECE, '?'))
                : Text.of(file.text());
    }

    private static Value exists(@Nullable String path, Interpreter interpreter) {
        return path != null && interpreter.file(path) != null ? Value.TRUE : Value.Unknown.of("whether a file exists");
    }

    /** The path without {@code .} and {@code ..}, or null where it is not known or leads out of the project. */
    private static @Nullable String normal(Text path) {
        if (!path.isKnown() || path.value().startsWith("/")) {
            return null;
        }
        Deque<String> segments = new ArrayDeque<>();
        int start = 0;
        String text = path.value().replace('\\', '/');
        while (start <= text.length()) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            String segment = text.substring(start, end);
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return null;
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
            start = end + 1;
        }
        return String.join("/", segments);
    }

    /** A function of {@code os.path}, or null. */
    static @Nullable Value function(String name, CallArguments arguments) {
        Value first = arguments.get(0);
        if (first == null) {
            return null;
        }
        Text text = Formatting.string(first);
        return switch (name) {
            case "abspath", "realpath", "normpath", "expanduser", "fspath" -> text;
            case "dirname" -> parent(text);
            case "basename" -> fileName(text);
            case "join" -> {
                Text joined = text;
                for (int i = 1; i < arguments.count(); i++) {
                    joined = join(
                            joined, Formatting.string(arguments.positional().get(i)));
                }
                yield joined;
            }
            case "splitext" -> {
                int dot = text.value().lastIndexOf('.');
                yield dot < 0
                        ? new Value.TupleValue(List.of(text, Text.of("")))
                        : new Value.TupleValue(List.of(
                                text.substring(0, dot),
                                text.substring(dot, text.value().length())));
            }
            default -> null;
        };
    }
}
