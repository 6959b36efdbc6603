// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's built-in functions that make something to iterate over, or go through it. */
final class IterableFunctions {

    private static final int RANGE = 10_000;

    private IterableFunctions() {}

    static Value list(String name, @Nullable Value value, Interpreter interpreter) {
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

    static Value tuple(@Nullable Value value, Interpreter interpreter) {
        Value list = list("tuple", value, interpreter);
        return list instanceof ListValue items ? new Value.TupleValue(items.items()) : list;
    }

    static Value set(@Nullable Value value, Interpreter interpreter) {
        Value list = list("set", value, interpreter);
        return list instanceof ListValue items ? new SetValue(items.items()) : list;
    }

    static Value dict(CallArguments arguments, Interpreter interpreter) {
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

    static Value range(CallArguments arguments) {
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

    static Value enumerate(CallArguments arguments, Interpreter interpreter) {
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

    static Value zip(CallArguments arguments, Interpreter interpreter) {
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

    static Value sorted(@Nullable Value value, CallArguments arguments, Interpreter interpreter) {
        List<Value> items = value == null ? null : interpreter.items(value);
        if (items == null) {
            return value instanceof Value.Unknown ? value : Value.Unknown.of("items that are not known");
        }
        List<Value> sorted = Sorting.sorted(items, arguments, interpreter);
        return new ListValue(sorted == null ? items : sorted);
    }

    static Value map(CallArguments arguments, Interpreter interpreter) {
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

    static Value filter(CallArguments arguments, Interpreter interpreter) {
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

    static Value any(@Nullable Value value, Interpreter interpreter, boolean any) {
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
            Value truth = truthIfThere(item, any);
            boolean known = truth == Value.TRUE || truth == Value.FALSE || truth instanceof Value.Test;
            if (!known) {
                return Value.Unknown.of(any ? "any(…)" : "all(…)");
            }
            result = any ? Conditions.or(result, truth) : Conditions.and(result, truth);
        }
        return result;
    }

    /** The truth of an item; one that is there under a condition only counts where it is there. */
    private static Value truthIfThere(Value item, boolean any) {
        if (item instanceof Value.Choice choice && choice.whenFalse() == Value.Singleton.ABSENT) {
            Value truth = BuiltIns.truth(choice.whenTrue());
            return any
                    ? Conditions.and(new Value.Test(choice.condition()), truth)
                    : Conditions.or(new Value.Test(choice.condition().negated()), truth);
        }
        return BuiltIns.truth(item);
    }

    static Value extreme(CallArguments arguments, Interpreter interpreter, int sign) {
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

    static Value sum(@Nullable Value value, Interpreter interpreter) {
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

    static Value next(@Nullable Value value, CallArguments arguments, Interpreter interpreter) {
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
}
