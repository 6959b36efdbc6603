// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code owner[index]}, {@code owner[from:to:step]} and assignments to them. */
final class Subscripts {

    private Subscripts() {}

    static Value get(Value owner, Value index, Interpreter interpreter) {
        if (owner instanceof Value.Unknown) {
            return owner;
        }
        if (owner instanceof DictValue dict) {
            return fromDict(dict, index, interpreter);
        }
        if (owner instanceof ClassValue type && type.isEnum() && index instanceof Text name) {
            Value member = type.attribute(name.value());
            return member == null ? Value.Unknown.of("an enum member") : member;
        }
        if (owner instanceof ClassValue) {
            return owner;
        }
        if (owner instanceof ListValue || owner instanceof Value.TupleValue || owner instanceof Text) {
            Value item = item(owner, index);
            return item == null ? unknownItem(owner) : item;
        }
        if (owner instanceof InstanceValue instance) {
            List<Value> items = Iteration.items(instance);
            if (items != null && index instanceof Value.IntegerValue number) {
                Value item = at(items, number.value());
                return item == null ? Value.Unknown.of("an item") : item;
            }
        }
        if (owner instanceof Value.Symbol symbol && symbol.root().equals("typing")) {
            return owner;
        }
        return new Value.Subscript(owner, index);
    }

    private static Value fromDict(DictValue dict, Value index, Interpreter interpreter) {
        Value value = dict.entries().get(index);
        if (value != null) {
            return value;
        }
        if (index instanceof Value.Unknown unknown) {
            return unknown;
        }
        Value factory = dict.factory();
        if (factory != null && dict.isComplete()) {
            Value made = interpreter.calls.call(factory, CallArguments.NONE, null, true);
            interpreter.journal.touch(dict);
            dict.mutableEntries().put(index, made);
            return made;
        }
        return Value.Unknown.of("an entry of a dictionary");
    }

    private static Value.Unknown unknownItem(Value owner) {
        if (owner instanceof ListValue list) {
            for (Value item : list.items()) {
                if (item instanceof Value.Unknown unknown && unknown.fromData()) {
                    return unknown;
                }
            }
        }
        return Value.Unknown.of("an item of a list");
    }

    private static @Nullable Value item(Value owner, Value index) {
        if (!(index instanceof Value.IntegerValue number)) {
            return null;
        }
        if (owner instanceof Text text) {
            long at = number.value() < 0 ? number.value() + text.value().length() : number.value();
            return at < 0 || at >= text.value().length() ? null : text.substring((int) at, (int) at + 1);
        }
        List<Value> items = Iteration.items(owner);
        return items == null ? null : at(items, number.value());
    }

    private static @Nullable Value at(List<Value> items, long index) {
        long at = index < 0 ? index + items.size() : index;
        return at < 0 || at >= items.size() ? null : items.get((int) at);
    }

    /** One part of a value that is unpacked although its items are not all known. */
    static Value part(Value value, int index, Interpreter interpreter) {
        if (value instanceof Value.Unknown || value instanceof DictValue || value instanceof SetValue) {
            return value instanceof Value.Unknown ? value : Value.Unknown.of("a part of an unpacked value");
        }
        return value instanceof Value.Choice choice
                ? Merging.join(
                        choice.condition(),
                        part(choice.whenTrue(), index, interpreter),
                        part(choice.whenFalse(), index, interpreter))
                : get(interpreter.resolve(value), Value.of(index), interpreter);
    }

    static Value slice(Value owner, Value lower, Value upper, Value step) {
        int length;
        List<Value> items = null;
        if (owner instanceof Text text) {
            length = text.value().length();
        } else {
            items = Iteration.items(owner);
            if (items == null) {
                return owner instanceof Value.Unknown ? owner : Value.Unknown.of("a slice");
            }
            length = items.size();
        }
        boolean plain = step == Value.NONE || step instanceof Value.IntegerValue one && one.value() == 1;
        boolean reversed = step instanceof Value.IntegerValue minus
                && minus.value() == -1
                && lower == Value.NONE
                && upper == Value.NONE;
        boolean known = isBound(lower) && isBound(upper) && (plain || reversed);
        if (!known || owner instanceof Text text && !text.isKnown()) {
            return owner instanceof Text ? Text.unknown() : Value.Unknown.of("a slice");
        }
        int from = bound(lower, 0, length);
        int to = Math.max(from, bound(upper, length, length));
        if (owner instanceof Text text) {
            return reversed ? Text.of(new StringBuilder(text.value()).reverse().toString()) : text.substring(from, to);
        }
        List<Value> part = new ArrayList<>(items == null ? List.of() : items.subList(from, to));
        if (reversed) {
            Collections.reverse(part);
        }
        return owner instanceof Value.TupleValue ? new Value.TupleValue(part) : new ListValue(part);
    }

    private static boolean isBound(Value value) {
        return value == Value.NONE || value instanceof Value.IntegerValue;
    }

    private static int bound(Value value, int otherwise, int length) {
        if (!(value instanceof Value.IntegerValue number)) {
            return otherwise;
        }
        long at = number.value() < 0 ? number.value() + length : number.value();
        return (int) Math.max(0, Math.min(length, at));
    }

    static void set(Value owner, Value index, Value value, Interpreter interpreter) {
        if (owner instanceof DictValue dict) {
            interpreter.journal.touch(dict);
            dict.mutableEntries().put(index, value);
            if (index instanceof Value.Unknown || interpreter.context().repeated()) {
                dict.markIncomplete();
            }
        } else if (owner instanceof ListValue list) {
            interpreter.journal.touch(list);
            int size = list.items().size();
            long at = index instanceof Value.IntegerValue number ? number.value() : size;
            at = at < 0 ? at + size : at;
            if (at >= 0 && at < size) {
                list.mutableItems().set((int) at, value);
            } else {
                list.markIncomplete();
            }
        }
    }
}
