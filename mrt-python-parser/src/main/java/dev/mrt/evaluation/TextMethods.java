// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of {@code str}. Where a text has gaps, what depends on them is not known. */
final class TextMethods {

    private TextMethods() {}

    static Value call(Text text, String name, CallArguments arguments, Interpreter interpreter) {
        String value = text.value();
        return switch (name) {
            case "format" -> Formatting.format(text, arguments, interpreter);
            case "format_map" ->
                arguments.get(0) instanceof DictValue dict
                        ? Formatting.format(text, named(dict), interpreter)
                        : Text.unknown();
            case "join" -> join(text, arguments.get(0), interpreter);
            case "strip" -> strip(text, arguments, true, true);
            case "lstrip" -> strip(text, arguments, true, false);
            case "rstrip" -> strip(text, arguments, false, true);
            case "upper" -> text.withCharacters(value.toUpperCase(Locale.ROOT));
            case "lower", "casefold" -> text.withCharacters(value.toLowerCase(Locale.ROOT));
            case "capitalize" -> capitalize(text);
            case "title" -> title(text);
            case "replace" -> replace(text, arguments, interpreter);
            case "split" -> split(text, arguments, interpreter);
            case "rsplit" -> rsplit(text, arguments);
            case "splitlines" -> lines(text);
            case "partition" -> partition(text, arguments, false);
            case "rpartition" -> partition(text, arguments, true);
            case "startswith" -> test(text, arguments, true);
            case "endswith" -> test(text, arguments, false);
            case "encode" -> new Value.BytesValue(value);
            case "removeprefix" -> {
                Text prefix = Formatting.string(first(arguments));
                yield value.startsWith(prefix.value())
                        ? text.substring(prefix.value().length(), value.length())
                        : text;
            }
            case "removesuffix" -> {
                Text suffix = Formatting.string(first(arguments));
                yield value.endsWith(suffix.value()) && !suffix.value().isEmpty()
                        ? text.substring(0, value.length() - suffix.value().length())
                        : text;
            }
            case "zfill" ->
                first(arguments) instanceof Value.IntegerValue width
                        ? Formatting.formatted(text, -1, "0>" + Math.max(0, Math.min(width.value(), 999)))
                        : Text.unknown();
            case "ljust", "rjust", "center" -> Text.unknown();
            case "find", "index", "rfind", "rindex" ->
                first(arguments) instanceof Text part && text.isKnown()
                        ? Value.of(name.startsWith("r") ? value.lastIndexOf(part.value()) : value.indexOf(part.value()))
                        : Value.Unknown.of("a position");
            case "count" ->
                first(arguments) instanceof Text part
                                && text.isKnown()
                                && !part.value().isEmpty()
                        ? Value.of(count(value, part.value()))
                        : Value.Unknown.of("a number");
            case "isdigit", "isdecimal", "isnumeric" -> known(text, !value.isEmpty() && all(value, true));
            case "isalpha" -> known(text, !value.isEmpty() && all(value, false));
            case "isupper" ->
                known(
                        text,
                        !value.equals(value.toLowerCase(Locale.ROOT)) && value.equals(value.toUpperCase(Locale.ROOT)));
            case "islower" ->
                known(
                        text,
                        !value.equals(value.toUpperCase(Locale.ROOT)) && value.equals(value.toLowerCase(Locale.ROOT)));
            default -> Value.Unknown.of("str." + name);
        };
    }

    private static CallArguments named(DictValue dict) {
        Map<String, Value> keywords = new HashMap<>();
        dict.entries().forEach((key, value) -> keywords.put(key.toString(), value));
        return new CallArguments(List.of(), keywords, false);
    }

    private static Value first(CallArguments arguments) {
        Value first = arguments.get(0);
        return first == null ? Value.NONE : first;
    }

    private static Value known(Text text, boolean answer) {
        return text.isKnown() ? Value.of(answer) : Value.Unknown.of("a test of a text");
    }

    private static boolean all(String value, boolean digits) {
        for (int i = 0; i < value.length(); i++) {
            if (!(digits ? Character.isDigit(value.charAt(i)) : Character.isLetter(value.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private static int count(String value, String part) {
        int count = 0;
        for (int at = value.indexOf(part); at >= 0; at = value.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static Value join(Text separator, @Nullable Value parts, Interpreter interpreter) {
        List<Value> items = parts == null ? null : interpreter.items(parts);
        if (items == null) {
            return Text.unknown();
        }
        Text.Builder builder = new Text.Builder();
        for (int i = 0; i < items.size(); i++) {
            if (builder.length() > interpreter.limits().textLength()) {
                return Text.unknown();
            }
            if (i > 0) {
                builder.append(separator);
            }
            Value item = interpreter.resolve(items.get(i));
            boolean textual = item instanceof Text || item instanceof InstanceValue;
            builder.append(textual ? textOf(item) : Text.unknown());
        }
        interpreter.spend(builder.length() / 256);
        return builder.build();
    }

    private static Text textOf(Value item) {
        if (item instanceof InstanceValue instance
                && instance.type().isEnum()
                && instance.attribute("value") instanceof Text value) {
            return value;
        }
        return Formatting.string(item);
    }

    private static Value strip(Text text, CallArguments arguments, boolean left, boolean right) {
        Value given = arguments.get(0);
        String characters = given instanceof Text some ? some.value() : null;
        String value = text.value();
        int start = 0;
        int end = value.length();
        while (left && start < end && strips(value.charAt(start), characters)) {
            start++;
        }
        while (right && end > start && strips(value.charAt(end - 1), characters)) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean strips(char c, @Nullable String characters) {
        return characters == null ? Character.isWhitespace(c) : characters.indexOf(c) >= 0;
    }

    private static Value capitalize(Text text) {
        String value = text.value();
        return value.isEmpty()
                ? text
                : text.withCharacters(value.substring(0, 1).toUpperCase(Locale.ROOT)
                        + value.substring(1).toLowerCase(Locale.ROOT));
    }

    private static Value title(Text text) {
        StringBuilder title = new StringBuilder(text.value().length());
        boolean first = true;
        for (int i = 0; i < text.value().length(); i++) {
            char c = text.value().charAt(i);
            title.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
            first = !Character.isLetter(c);
        }
        return text.withCharacters(title.toString());
    }

    private static Value replace(Text text, CallArguments arguments, Interpreter interpreter) {
        Value with = arguments.get(1);
        if (!(arguments.get(0) instanceof Text old)
                || with == null
                || old.value().isEmpty()
                || !old.isKnown()) {
            return Text.unknown();
        }
        Text replacement = Formatting.string(with);
        Text.Builder builder = new Text.Builder();
        int at = 0;
        for (int next = text.value().indexOf(old.value());
                next >= 0;
                next = text.value().indexOf(old.value(), at)) {
            builder.append(text, at, next).append(replacement);
            at = next + old.value().length();
            if (builder.length() > interpreter.limits().textLength()) {
                return Text.unknown();
            }
        }
        return at == 0 ? text : builder.append(text, at, text.value().length()).build();
    }

    private static Value split(Text text, CallArguments arguments, Interpreter interpreter) {
        Value separator = arguments.get(0, "sep");
        Value limit = arguments.get(1, "maxsplit");
        long most = limit instanceof Value.IntegerValue number && number.value() >= 0 ? number.value() : Long.MAX_VALUE;
        if (!text.isKnown()) {
            return Value.Unknown.of("the parts of a text");
        }
        List<Value> parts = new ArrayList<>();
        String value = text.value();
        if (separator instanceof Text mark && !mark.value().isEmpty()) {
            int at = 0;
            int next = value.indexOf(mark.value());
            while (next >= 0 && parts.size() < most) {
                parts.add(text.substring(at, next));
                at = next + mark.value().length();
                next = value.indexOf(mark.value(), at);
            }
            parts.add(text.substring(at, value.length()));
        } else if (separator == null || separator == Value.NONE) {
            words(text, most, parts);
        } else {
            return Value.Unknown.of("the parts of a text");
        }
        interpreter.spend(parts.size());
        return new ListValue(parts);
    }

    private static void words(Text text, long most, List<Value> parts) {
        String value = text.value();
        int at = 0;
        while (true) {
            while (at < value.length() && Character.isWhitespace(value.charAt(at))) {
                at++;
            }
            if (at == value.length()) {
                return;
            }
            int end = at;
            while (end < value.length() && (parts.size() >= most || !Character.isWhitespace(value.charAt(end)))) {
                end++;
            }
            parts.add(text.substring(at, end));
            at = end;
        }
    }

    private static Value rsplit(Text text, CallArguments arguments) {
        boolean once = arguments.get(1, "maxsplit") instanceof Value.IntegerValue limit && limit.value() == 1;
        if (!once || !(arguments.get(0) instanceof Text mark) || !text.isKnown()) {
            return Value.Unknown.of("the parts of a text");
        }
        int at = text.value().lastIndexOf(mark.value());
        return at < 0
                ? new ListValue(List.of(text))
                : new ListValue(List.of(
                        text.substring(0, at),
                        text.substring(at + mark.value().length(), text.value().length())));
    }

    private static Value lines(Text text) {
        List<Value> lines = new ArrayList<>();
        for (Text line : text.lines()) {
            int end = line.value().length();
            while (end > 0 && "\r\n".indexOf(line.value().charAt(end - 1)) >= 0) {
                end--;
            }
            lines.add(line.substring(0, end));
        }
        return new ListValue(lines);
    }

    private static Value partition(Text text, CallArguments arguments, boolean last) {
        if (!(arguments.get(0) instanceof Text mark) || !text.isKnown()) {
            return Value.Unknown.of("the parts of a text");
        }
        int at = last ? text.value().lastIndexOf(mark.value()) : text.value().indexOf(mark.value());
        if (at < 0) {
            Text empty = Text.of("");
            return new Value.TupleValue(last ? List.of(empty, empty, text) : List.of(text, empty, empty));
        }
        return new Value.TupleValue(List.of(
                text.substring(0, at),
                mark,
                text.substring(at + mark.value().length(), text.value().length())));
    }

    private static Value test(Text text, CallArguments arguments, boolean start) {
        Value given = first(arguments);
        List<Value> options = given instanceof Value.TupleValue tuple ? tuple.items() : List.of(given);
        for (Value option : options) {
            if (!(option instanceof Text part) || !part.isKnown()) {
                return Value.Unknown.of("a test of a text");
            }
            boolean matches =
                    start ? text.value().startsWith(part.value()) : text.value().endsWith(part.value());
            if (matches) {
                return Value.TRUE;
            }
        }
        return known(text, false);
    }
}
