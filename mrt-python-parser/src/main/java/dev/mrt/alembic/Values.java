// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.ListValue;
import dev.mrt.evaluation.SetValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads plain facts out of values: names, flags, lists of names. */
final class Values {

    private Values() {}

    /** The text of a name, also where it is wrapped in {@code op.f()} or {@code quoted_name()}; null where it is not known. */
    static @Nullable String name(@Nullable Value value) {
        Text text = text(value);
        return text != null && text.isKnown() && !text.value().isEmpty() ? text.value() : null;
    }

    /** A text, perhaps with gaps; null where the value is none. */
    static @Nullable Text text(@Nullable Value value) {
        if (value instanceof Text text) {
            return text;
        }
        if (value instanceof CallValue call && wrapsName(call.name())) {
            return text(call.argument(0));
        }
        if (value instanceof InstanceValue member
                && member.type().isEnum()
                && member.attribute("value") instanceof Text text) {
            return text;
        }
        return null;
    }

    private static boolean wrapsName(String function) {
        return switch (function) {
            case "f", "quoted_name", "conv", "_truncated_label" -> true;
            default -> false;
        };
    }

    /** Whether the value is missing or {@code None}. */
    static boolean isNone(@Nullable Value value) {
        return value == null || value == Value.NONE;
    }

    /** Whether the value is {@code True}. */
    static boolean isTrue(@Nullable Value value) {
        return value == Value.TRUE;
    }

    /** The truth of a flag, with what counts where it is not given. */
    static Truth truth(@Nullable Value value, Truth otherwise) {
        if (isNone(value)) {
            return otherwise;
        }
        if (value == Value.TRUE || value == Value.FALSE) {
            return Truth.of(value == Value.TRUE);
        }
        return Truth.UNKNOWN;
    }

    /** The items of a list, tuple or set; a single value counts as a list of one; null where they are not known. */
    static @Nullable List<Value> items(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        if (value instanceof ListValue list) {
            return list.isComplete() ? list.items() : null;
        }
        if (value instanceof Value.TupleValue tuple) {
            return tuple.items();
        }
        if (value instanceof SetValue set) {
            return new ArrayList<>(set.items());
        }
        return value instanceof Value.Unknown ? null : List.of(value);
    }

    /** The names in a list; null where one of them is not known. */
    static @Nullable List<String> names(@Nullable Value value) {
        List<Value> items = items(value);
        return items == null ? null : names(items);
    }

    static @Nullable List<String> names(List<Value> items) {
        List<String> names = new ArrayList<>(items.size());
        for (Value item : items) {
            String name = columnName(item);
            if (name == null) {
                return null;
            }
            names.add(name);
        }
        return names;
    }

    /** The name of a column: a text, {@code sa.column("x")}, {@code table.c.x}, {@code Model.x}; null where it is not known. */
    static @Nullable String columnName(@Nullable Value value) {
        String name = name(value);
        if (name != null) {
            return name;
        }
        if (value instanceof CallValue call) {
            return switch (call.name()) {
                case "column", "Column", "literal_column" -> name(call.argument(0, "name"));
                case "desc", "asc", "label", "nullslast", "nulls_last", "nullsfirst", "nulls_first" -> {
                    Value receiver = call.receiver();
                    boolean method = receiver != null && !(receiver instanceof Value.Symbol);
                    yield method ? columnName(receiver) : columnName(call.argument(0));
                }
                default -> null;
            };
        }
        if (value instanceof Value.Attribute attribute) {
            return attribute.name();
        }
        if (value instanceof Value.Subscript subscript
                && subscript.owner() instanceof Value.Attribute owner
                && (owner.name().equals("c") || owner.name().equals("columns"))) {
            return name(subscript.index());
        }
        return null;
    }

    /** Whether a value names something of a package, such as {@code sqlalchemy}. */
    static boolean isFrom(Value value, String root) {
        return value instanceof Value.Symbol symbol && symbol.root().equals(root);
    }
}
