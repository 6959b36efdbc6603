// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.List;
import java.util.Map;

/** {@code json.dumps} without options. */
final class Json {

    private static final int DEPTH = 12;

    private Json() {}

    static Text text(Value value) {
        StringBuilder builder = new StringBuilder();
        return append(value, builder, DEPTH) ? Text.of(builder.toString()) : Text.unknown();
    }

    private static boolean append(Value value, StringBuilder to, int depth) {
        if (depth == 0 || to.length() > 100_000) {
            return false;
        }
        if (value == Value.NONE) {
            to.append("null");
        } else if (value == Value.TRUE || value == Value.FALSE) {
            to.append(value == Value.TRUE);
        } else if (value instanceof Value.IntegerValue number) {
            to.append(number.value());
        } else if (value instanceof Value.FloatValue number) {
            to.append(number.value());
        } else if (value instanceof Text text) {
            if (!text.isKnown()) {
                return false;
            }
            quote(text.value(), to);
        } else if (value instanceof DictValue dict && dict.isComplete()) {
            return appendEntries(dict, to, depth);
        } else {
            List<Value> items =
                    value instanceof ListValue || value instanceof Value.TupleValue ? Iteration.items(value) : null;
            return items != null && appendItems(items, to, depth);
        }
        return true;
    }

    private static boolean appendItems(List<Value> items, StringBuilder to, int depth) {
        to.append('[');
        for (int i = 0; i < items.size(); i++) {
            to.append(i == 0 ? "" : ", ");
            if (!append(items.get(i), to, depth - 1)) {
                return false;
            }
        }
        to.append(']');
        return true;
    }

    private static boolean appendEntries(DictValue dict, StringBuilder to, int depth) {
        to.append('{');
        String separator = "";
        for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
            to.append(separator);
            quote(Formatting.string(entry.getKey()).value(), to);
            to.append(": ");
            if (!append(entry.getValue(), to, depth - 1)) {
                return false;
            }
            separator = ", ";
        }
        to.append('}');
        return true;
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> to.append('\\').append(c);
                case '\n' -> to.append("\\n");
                case '\t' -> to.append("\\t");
                default -> to.append(c);
            }
        }
        to.append('"');
    }
}
