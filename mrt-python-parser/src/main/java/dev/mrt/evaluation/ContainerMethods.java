// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Methods of lists, tuples, dictionaries and sets. */
final class ContainerMethods {

    private ContainerMethods() {}

    static Value call(Value owner, String name, CallArguments arguments, Interpreter interpreter) {
        if (owner instanceof ListValue list) {
            return onList(list, name, arguments, interpreter);
        }
        if (owner instanceof DictValue dict) {
            return onDict(dict, name, arguments, interpreter);
        }
        if (owner instanceof SetValue set) {
            return onSet(set, name, arguments, interpreter);
        }
        return onTuple((Value.TupleValue) owner, name, arguments);
    }

    // ---- lists

    private static Value onList(ListValue list, String name, CallArguments arguments, Interpreter interpreter) {
        Value first = arguments.get(0);
        Value given = first == null ? Value.NONE : first;
        switch (name) {
            case "append", "appendleft" -> {
                add(list, interpreter);
                list.mutableItems().add(name.equals("append") ? list.items().size() : 0, given);
                return Value.NONE;
            }
            case "extend" -> {
                extend(list, given, interpreter);
                return Value.NONE;
            }
            case "insert" -> {
                change(list, interpreter);
                int size = list.items().size();
                long at = given instanceof Value.IntegerValue number ? number.value() : size;
                at = Math.max(0, Math.min(size, at < 0 ? at + size : at));
                Value item = arguments.get(1);
                list.mutableItems().add((int) at, item == null ? Value.NONE : item);
                return Value.NONE;
            }
            case "pop", "popleft" -> {
                return pop(list, first, name.equals("popleft"), interpreter);
            }
            case "remove" -> {
                change(list, interpreter);
                if (!list.mutableItems().remove(given)) {
                    list.markIncomplete();
                }
                return Value.NONE;
            }
            case "clear" -> {
                change(list, interpreter);
                list.mutableItems().clear();
                return Value.NONE;
            }
            case "reverse" -> {
                change(list, interpreter);
                Collections.reverse(list.mutableItems());
                return Value.NONE;
            }
            case "sort" -> {
                change(list, interpreter);
                List<Value> sorted = Sorting.sorted(list.items(), arguments, interpreter);
                if (sorted != null) {
                    list.restore(new ListValue(sorted).snapshot());
                }
                return Value.NONE;
            }
            case "copy" -> {
                ListValue copy = new ListValue(list.items());
                copy.markAs(list);
                return copy;
            }
            case "index" -> {
                int at = list.items().indexOf(given);
                return at < 0 ? Value.Unknown.of("a position in a list") : Value.of(at);
            }
            case "count" -> {
                return list.isComplete()
                        ? Value.of(Collections.frequency(list.items(), given))
                        : Value.Unknown.of("a number");
            }
            default -> {
                return Value.Unknown.of("list." + name);
            }
        }
    }

    /** Before an item is added, which in a loop of unknown length happens any number of times. */
    private static void add(ListValue list, Interpreter interpreter) {
        interpreter.journal.touch(list);
        if (interpreter.context().repeated()) {
            list.markRepeated();
        }
    }

    private static void change(ListValue list, Interpreter interpreter) {
        interpreter.journal.touch(list);
        if (interpreter.context().repeated()) {
            list.markIncomplete();
        }
    }

    private static Value pop(ListValue list, @Nullable Value index, boolean left, Interpreter interpreter) {
        change(list, interpreter);
        int size = list.items().size();
        long at = left ? 0 : index instanceof Value.IntegerValue number ? number.value() : -1;
        at = at < 0 ? at + size : at;
        if (at < 0 || at >= size || !list.isComplete()) {
            return Value.Unknown.of("an item of a list");
        }
        return list.mutableItems().remove((int) at);
    }

    /** {@code list += other}. */
    static Value extend(ListValue list, Value other, Interpreter interpreter) {
        List<Value> items = interpreter.items(other);
        add(list, interpreter);
        if (items == null) {
            if (other instanceof ListValue known) {
                list.mutableItems().addAll(List.copyOf(known.items()));
                list.markAs(known);
            } else {
                list.markIncomplete();
            }
        } else {
            interpreter.spend(items.size());
            list.mutableItems().addAll(List.copyOf(items));
        }
        return list;
    }

    private static Value onTuple(Value.TupleValue tuple, String name, CallArguments arguments) {
        Value first = arguments.get(0);
        return switch (name) {
            case "index" -> Value.of(tuple.items().indexOf(first));
            case "count" -> Value.of(Collections.frequency(tuple.items(), first));
            default -> Value.Unknown.of("tuple." + name);
        };
    }

    // ---- dictionaries

    private static Value onDict(DictValue dict, String name, CallArguments arguments, Interpreter interpreter) {
        Value key = arguments.get(0);
        switch (name) {
            case "get", "setdefault", "pop" -> {
                return entry(dict, name, key, arguments.get(1), interpreter);
            }
            case "items" -> {
                ListValue items = new ListValue(List.of());
                for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
                    items.mutableItems().add(new Value.TupleValue(List.of(entry.getKey(), entry.getValue())));
                }
                return derived(items, dict);
            }
            case "keys" -> {
                return derived(new ListValue(new ArrayList<>(dict.entries().keySet())), dict);
            }
            case "values" -> {
                return derived(new ListValue(new ArrayList<>(dict.entries().values())), dict);
            }
            case "update" -> {
                interpreter.journal.touch(dict);
                if (key instanceof DictValue other) {
                    new LinkedHashMap<>(other.entries()).forEach(dict.mutableEntries()::put);
                    if (!other.isComplete()) {
                        dict.markIncomplete();
                    }
                } else if (key != null) {
                    dict.markIncomplete();
                }
                arguments
                        .keywords()
                        .forEach((word, value) -> dict.mutableEntries().put(Text.of(word), value));
                return Value.NONE;
            }
            case "copy" -> {
                DictValue copy = new DictValue(dict.entries());
                if (!dict.isComplete()) {
                    copy.markIncomplete();
                }
                return copy;
            }
            case "clear" -> {
                interpreter.journal.touch(dict);
                dict.mutableEntries().clear();
                return Value.NONE;
            }
            default -> {
                return Value.Unknown.of("dict." + name);
            }
        }
    }

    private static Value derived(ListValue list, DictValue dict) {
        if (!dict.isComplete()) {
            list.markIncomplete();
        }
        return list;
    }

    private static Value entry(
            DictValue dict, String name, @Nullable Value key, @Nullable Value otherwise, Interpreter interpreter) {
        if (key == null || key instanceof Value.Unknown) {
            return Value.Unknown.of("an entry of a dictionary");
        }
        Value value = dict.entries().get(key);
        if (value != null) {
            if (name.equals("pop")) {
                interpreter.journal.touch(dict);
                dict.mutableEntries().remove(key);
            }
            return value;
        }
        if (!dict.isComplete() || key instanceof Text text && !text.isKnown()) {
            return Value.Unknown.of("an entry of a dictionary");
        }
        Value result = otherwise == null ? Value.NONE : otherwise;
        if (name.equals("setdefault")) {
            interpreter.journal.touch(dict);
            dict.mutableEntries().put(key, result);
        }
        return result;
    }

    // ---- sets

    private static Value onSet(SetValue set, String name, CallArguments arguments, Interpreter interpreter) {
        Value first = arguments.get(0);
        Value given = first == null ? Value.NONE : first;
        List<Value> other = first == null ? List.of() : interpreter.items(first);
        Set<Value> items = new LinkedHashSet<>(set.items());
        switch (name) {
            case "add" -> {
                interpreter.journal.touch(set);
                set.mutableItems().add(given);
                return Value.NONE;
            }
            case "discard", "remove" -> {
                interpreter.journal.touch(set);
                set.mutableItems().remove(given);
                return Value.NONE;
            }
            case "update" -> {
                interpreter.journal.touch(set);
                if (other != null) {
                    set.mutableItems().addAll(other);
                }
                return Value.NONE;
            }
            case "union" -> {
                if (other == null) {
                    return Value.Unknown.of("a set");
                }
                items.addAll(other);
                return new SetValue(items);
            }
            case "difference" -> {
                if (other == null) {
                    return Value.Unknown.of("a set");
                }
                other.forEach(items::remove);
                return new SetValue(items);
            }
            case "intersection" -> {
                if (other == null) {
                    return Value.Unknown.of("a set");
                }
                items.retainAll(new LinkedHashSet<>(other));
                return new SetValue(items);
            }
            case "copy" -> {
                return new SetValue(items);
            }
            default -> {
                return Value.Unknown.of("set." + name);
            }
        }
    }
}
