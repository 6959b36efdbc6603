// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code str()}, {@code repr()}, {@code %}, {@code str.format} and format specifications. */
final class Formatting {

    private static final int DEPTH = 6;
    private static final int WIDTH = 10_000;

    private Formatting() {}

    /** {@code str(value)}; what is not known is {@link Text#UNKNOWN_PIECE}. */
    static Text string(Value value) {
        return value instanceof Text text ? text : string(value, DEPTH);
    }

    private static Text string(Value value, int depth) {
        if (value instanceof Text text) {
            return text;
        }
        if (value instanceof InstanceValue instance && instance.type().isEnum()) {
            boolean plain =
                    instance.type().derivesFrom("StrEnum") || instance.type().derivesFrom("TextChoices");
            Value member = instance.attribute(plain ? "value" : "name");
            Text text = member == null ? Text.unknown() : string(member, depth - 1);
            return plain ? text : Text.of(instance.type().name() + ".").plus(text);
        }
        if (value instanceof CallValue call && Paths.isPath(call)) {
            return Paths.text(call);
        }
        if (value instanceof CallValue call && isWrappedText(call)) {
            Value inner = call.argument(0);
            return inner == null || depth <= 0 ? Text.unknown() : string(inner, depth - 1);
        }
        return representation(value, depth);
    }

    /** Objects whose {@code str()} is the text they were made of. */
    private static boolean isWrappedText(CallValue call) {
        return switch (call.path()) {
            case "sqlalchemy.text",
                    "sqlalchemy.sql.text",
                    "sqlalchemy.sql.expression.text",
                    "alembic.op.f",
                    "uuid.UUID",
                    "decimal.Decimal" -> true;
            default -> false;
        };
    }

    /** {@code repr(value)}. */
    static Text representation(Value value) {
        return representation(value, DEPTH);
    }

    private static Text representation(Value value, int depth) {
        if (value instanceof Value.Singleton singleton) {
            return Text.of(
                    switch (singleton) {
                        case NONE -> "None";
                        case TRUE -> "True";
                        case FALSE -> "False";
                        case ELLIPSIS -> "Ellipsis";
                        case ABSENT -> String.valueOf(Text.UNKNOWN_PIECE);
                    });
        }
        if (value instanceof Value.IntegerValue number) {
            return Text.of(Long.toString(number.value()));
        }
        if (value instanceof Value.FloatValue number) {
            return Text.of(Double.toString(number.value()));
        }
        if (value instanceof Text text) {
            return quoted(text);
        }
        if (depth <= 0) {
            return Text.unknown();
        }
        if (value instanceof Value.TupleValue tuple) {
            return list(tuple.items(), "(", tuple.items().size() == 1 ? ",)" : ")", depth);
        }
        if (value instanceof ListValue list && list.isComplete()) {
            return list(list.items(), "[", "]", depth);
        }
        if (value instanceof DictValue dict && dict.isComplete()) {
            return dict(dict, depth);
        }
        return Text.unknown();
    }

    private static Text quoted(Text text) {
        boolean hasSingle = text.value().indexOf('\'') >= 0;
        boolean useDouble = hasSingle && text.value().indexOf('"') < 0;
        if (hasSingle && !useDouble
                || text.value().indexOf('\\') >= 0
                || text.value().indexOf('\n') >= 0) {
            return Text.of(
                    "'" + text.value().replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'");
        }
        String quote = useDouble ? "\"" : "'";
        return new Text.Builder().append(quote).append(text).append(quote).build();
    }

    private static Text list(List<Value> items, String open, String close, int depth) {
        Text.Builder builder = new Text.Builder().append(open);
        for (int i = 0; i < items.size() && builder.length() < WIDTH * 10; i++) {
            builder.append(i == 0 ? "" : ", ").append(representation(items.get(i), depth - 1));
        }
        return builder.append(close).build();
    }

    private static Text dict(DictValue dict, int depth) {
        Text.Builder builder = new Text.Builder().append("{");
        String separator = "";
        for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
            if (builder.length() > WIDTH * 10) {
                break;
            }
            builder.append(separator)
                    .append(representation(entry.getKey(), depth - 1))
                    .append(": ")
                    .append(representation(entry.getValue(), depth - 1));
            separator = ", ";
        }
        return builder.append("}").build();
    }

    /** A replacement field: conversion {@code s}, {@code r}, {@code a} or -1, and format specification. */
    static Text formatted(Value value, int conversion, String format) {
        if (conversion == 'r' || conversion == 'a') {
            return padded(representation(value), format);
        }
        if (format.isEmpty()) {
            return string(value);
        }
        char type = format.charAt(format.length() - 1);
        if (value instanceof Value.IntegerValue number && "dxXob".indexOf(type) >= 0) {
            String digits = switch (type) {
                case 'x' -> Long.toHexString(number.value());
                case 'X' -> Long.toHexString(number.value()).toUpperCase(Locale.ROOT);
                case 'o' -> Long.toOctalString(number.value());
                case 'b' -> Long.toBinaryString(number.value());
                default -> Long.toString(number.value());
            };
            return padded(Text.of(digits), ">" + format.substring(0, format.length() - 1));
        }
        boolean plain = type == 's' || Character.isDigit(type) || "<>^".indexOf(type) >= 0;
        if (!plain || format.indexOf('.') >= 0 || format.indexOf(Text.UNKNOWN_PIECE) >= 0) {
            return Text.unknown();
        }
        String width = type == 's' ? format.substring(0, format.length() - 1) : format;
        boolean number = value instanceof Value.IntegerValue || value instanceof Value.FloatValue;
        return padded(string(value), number ? ">" + width : width);
    }

    /** Fills up to a width; {@code format} is {@code [[fill]align][0][width]}, the last alignment in front wins. */
    private static Text padded(Text text, String format) {
        char fill = ' ';
        char align = '<';
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            if (at + 1 < format.length() && "<>^".indexOf(format.charAt(at + 1)) >= 0 && "<>^".indexOf(c) < 0) {
                fill = c;
                align = format.charAt(at + 1);
                at += 2;
            } else if ("<>^".indexOf(c) >= 0) {
                align = c;
                at++;
            } else {
                break;
            }
        }
        if (at < format.length() && format.charAt(at) == '0') {
            fill = '0';
        }
        int width = 0;
        for (; at < format.length(); at++) {
            if (!Character.isDigit(format.charAt(at)) || width > WIDTH) {
                return Text.unknown();
            }
            width = width * 10 + format.charAt(at) - '0';
        }
        int missing = Math.min(width, WIDTH) - text.value().length();
        if (missing <= 0) {
            return text;
        }
        int left = align == '<' ? 0 : align == '>' ? missing : missing / 2;
        return new Text.Builder()
                .append(String.valueOf(fill).repeat(left))
                .append(text)
                .append(String.valueOf(fill).repeat(missing - left))
                .build();
    }

    // ---- %

    /** {@code format % arguments}. */
    static Value percent(Text format, Value arguments) {
        String text = format.value();
        Text.Builder builder = new Text.Builder();
        int next = 0;
        int copied = 0;
        int at = text.indexOf('%');
        while (at >= 0 && at + 1 < text.length()) {
            builder.append(format, copied, at);
            int end = at + 1;
            String key = null;
            if (text.charAt(end) == '(') {
                int close = text.indexOf(')', end);
                if (close < 0) {
                    return Text.unknown();
                }
                key = text.substring(end + 1, close);
                end = close + 1;
            }
            int flags = end;
            while (end < text.length() && "-+ #0123456789.*hlL".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            if (end >= text.length()) {
                return Text.unknown();
            }
            char type = text.charAt(end);
            String width = text.substring(flags, end);
            if (type == '%') {
                builder.append(format, at, at + 1);
            } else {
                Value argument = key == null ? argument(arguments, next++) : named(arguments, key);
                builder.append(converted(argument, type, width));
            }
            copied = end + 1;
            at = text.indexOf('%', copied);
        }
        return builder.append(format, copied, text.length()).build();
    }

    private static @Nullable Value argument(Value arguments, int position) {
        if (arguments instanceof Value.TupleValue tuple) {
            return position < tuple.items().size() ? tuple.items().get(position) : null;
        }
        return position == 0 ? arguments : null;
    }

    private static @Nullable Value named(Value arguments, String key) {
        return arguments instanceof DictValue dict ? dict.get(key) : null;
    }

    private static Text converted(@Nullable Value value, char type, String width) {
        if (value == null) {
            return Text.unknown();
        }
        if (type == 'r' || type == 'a') {
            return representation(value);
        }
        if (width.isEmpty()) {
            boolean truncates =
                    "di".indexOf(type) >= 0 && value instanceof Value.FloatValue || "eEfFgG".indexOf(type) >= 0;
            return truncates
                    ? Text.unknown()
                    : type == 's' || type == 'd' || type == 'i' || type == 'c'
                            ? string(value)
                            : formatted(value, -1, String.valueOf(type));
        }
        boolean left = width.startsWith("-");
        String digits = left ? width.substring(1) : width;
        return type == 's' || type == 'd' || type == 'x'
                ? formatted(value, -1, (left ? "<" : ">") + digits + type)
                : Text.unknown();
    }

    // ---- str.format

    /** {@code format.format(arguments)}. */
    static Value format(Text format, CallArguments arguments, Interpreter interpreter) {
        String text = format.value();
        Text.Builder builder = new Text.Builder();
        int next = 0;
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int close = text.indexOf('}', at);
            int stop = open < 0 ? close : close < 0 ? open : Math.min(open, close);
            if (stop < 0) {
                break;
            }
            builder.append(format, at, stop);
            char c = text.charAt(stop);
            if (stop + 1 < text.length() && text.charAt(stop + 1) == c) {
                builder.append(format, stop, stop + 1);
                at = stop + 2;
                continue;
            }
            int end = c == '{' ? fieldEnd(text, stop) : -1;
            if (end < 0) {
                return Text.unknown();
            }
            String field = text.substring(stop + 1, end);
            boolean automatic = field.isEmpty()
                    || field.charAt(0) == ':'
                    || field.charAt(0) == '!'
                    || field.charAt(0) == '.'
                    || field.charAt(0) == '[';
            builder.append(field(automatic ? next++ + field : field, arguments, interpreter));
            at = end + 1;
        }
        return builder.append(format, Math.min(at, text.length()), text.length())
                .build();
    }

    private static int fieldEnd(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static Text field(String field, CallArguments arguments, Interpreter interpreter) {
        int colon = field.indexOf(':');
        String head = colon < 0 ? field : field.substring(0, colon);
        String format = colon < 0 ? "" : field.substring(colon + 1);
        int mark = head.indexOf('!');
        int conversion = mark >= 0 && mark + 1 < head.length() ? head.charAt(mark + 1) : -1;
        String path = mark < 0 ? head : head.substring(0, mark);
        Value value = lookUp(path, arguments, interpreter);
        return value == null || format.indexOf('{') >= 0
                ? Text.unknown()
                : formatted(interpreter.resolve(value), conversion, format);
    }

    private static @Nullable Value lookUp(String path, CallArguments arguments, Interpreter interpreter) {
        List<String> segments = segments(path);
        if (segments.isEmpty()) {
            return null;
        }
        String first = segments.get(0);
        Value value = isNumber(first)
                ? arguments.get(Integer.parseInt(first))
                : arguments.keywords().get(first);
        for (int i = 1; i < segments.size() && value != null; i++) {
            String segment = segments.get(i);
            if (segment.startsWith("[")) {
                String key = segment.substring(1);
                value = interpreter.expressions.subscript(
                        value, isNumber(key) ? Value.of(Integer.parseInt(key)) : Text.of(key));
            } else {
                value = interpreter.expressions.attribute(value, segment);
            }
        }
        return value;
    }

    /** {@code a.b[c]} as {@code a}, {@code b}, {@code [c}. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(2);
        StringBuilder segment = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '.' || c == '[') {
                segments.add(segment.toString());
                segment.setLength(0);
                segment.append(c == '[' ? "[" : "");
            } else if (c != ']') {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
        return segments;
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 6) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
