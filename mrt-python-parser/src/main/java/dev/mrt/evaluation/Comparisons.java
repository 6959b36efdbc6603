// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.ComparisonOperator;
import dev.mrt.schema.Truth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's comparisons of values, of which parts may not be known. */
final class Comparisons {

    private static final int COMPARED = 2_000;

    private Comparisons() {}

    /** A comparison kept as an expression, such as {@code column == "x"}. */
    static Value compared(ComparisonOperator operator, Value left, Value right) {
        String sign = switch (operator) {
            case EQ -> "==";
            case NOT_EQ -> "!=";
            case LT -> "<";
            case LT_E -> "<=";
            case GT -> ">";
            case GT_E -> ">=";
            case IS -> "is";
            case IS_NOT -> "is not";
            case IN -> "in";
            case NOT_IN -> "not in";
        };
        return new Value.Operator(sign, List.of(left, right));
    }

    static Truth compare(ComparisonOperator operator, Value left, Value right) {
        return switch (operator) {
            case EQ -> equal(left, right);
            case NOT_EQ -> equal(left, right).not();
            case IS -> identical(left, right);
            case IS_NOT -> identical(left, right).not();
            case IN -> contains(right, left);
            case NOT_IN -> contains(right, left).not();
            case LT -> ordered(left, right, -1, -1);
            case LT_E -> ordered(left, right, -1, 0);
            case GT -> ordered(left, right, 1, 1);
            case GT_E -> ordered(left, right, 1, 0);
        };
    }

    private static Truth ordered(Value left, Value right, int wanted, int alsoWanted) {
        Integer order = order(left, right);
        if (order == null) {
            return Truth.UNKNOWN;
        }
        int sign = Integer.signum(order);
        return Truth.of(sign == wanted || sign == alsoWanted);
    }

    /** The order of two values, or null where it is not known. */
    static @Nullable Integer order(Value left, Value right) {
        if (Operators.isNumber(left) && Operators.isNumber(right)) {
            return left instanceof Value.IntegerValue one && right instanceof Value.IntegerValue other
                    ? Long.compare(one.value(), other.value())
                    : Double.compare(Operators.number(left), Operators.number(right));
        }
        if (left instanceof Text one && right instanceof Text other && one.isKnown() && other.isKnown()) {
            return one.value().compareTo(other.value());
        }
        List<Value> items = left instanceof Value.TupleValue tuple ? tuple.items() : null;
        List<Value> others = right instanceof Value.TupleValue tuple ? tuple.items() : null;
        if (items == null || others == null) {
            return null;
        }
        for (int i = 0; i < Math.min(items.size(), others.size()); i++) {
            boolean nested = items.get(i) instanceof Value.TupleValue;
            Integer order = nested ? null : order(items.get(i), others.get(i));
            if (order == null || order != 0) {
                return order;
            }
        }
        return Integer.compare(items.size(), others.size());
    }

    private static Truth identical(Value left, Value right) {
        if (left == right) {
            return left instanceof Value.Unknown ? Truth.UNKNOWN : Truth.TRUE;
        }
        if (isKnown(left) && isKnown(right)) {
            return left instanceof Value.Singleton || right instanceof Value.Singleton
                    ? Truth.FALSE
                    : equal(left, right);
        }
        // an object that was just made is not None
        boolean againstNone = left == Value.NONE && isObject(right) || right == Value.NONE && isObject(left);
        return againstNone ? Truth.FALSE : Truth.UNKNOWN;
    }

    private static boolean isObject(Value value) {
        return value instanceof CallValue call
                && call.callee() instanceof Value.Symbol symbol
                && Character.isUpperCase(symbol.name().charAt(0));
    }

    private static boolean isKnown(Value value) {
        return value instanceof Value.Singleton
                || Operators.isNumber(value)
                || value instanceof Text text && text.isKnown()
                || value instanceof Value.BytesValue
                || value instanceof Value.TupleValue
                || value instanceof ListValue
                || value instanceof DictValue
                || value instanceof SetValue
                || value instanceof FunctionValue
                || value instanceof ClassValue
                || value instanceof InstanceValue;
    }

    private static Truth equal(Value left, Value right) {
        int[] budget = {COMPARED};
        return equal(left, right, budget, 0);
    }

    private static Truth equal(Value left, Value right, int[] budget, int depth) {
        if (--budget[0] < 0 || depth > 20) {
            return Truth.UNKNOWN;
        }
        if (left instanceof InstanceValue member && right instanceof Text && isTextEnum(member)) {
            return equal(member.attributes().getOrDefault("value", Value.NONE), right, budget, depth + 1);
        }
        if (right instanceof InstanceValue member && left instanceof Text && isTextEnum(member)) {
            return equal(left, member.attributes().getOrDefault("value", Value.NONE), budget, depth + 1);
        }
        if (!isKnown(left) || !isKnown(right)) {
            boolean sameSymbol = left instanceof Value.Symbol symbol
                    && left.equals(right)
                    && symbol.root().equals("builtins");
            return sameSymbol ? Truth.TRUE : Truth.UNKNOWN;
        }
        if (left == right) {
            return Truth.TRUE;
        }
        if (Operators.isNumber(left) && Operators.isNumber(right)) {
            return Truth.of(Operators.number(left) == Operators.number(right));
        }
        if (left instanceof Text && right instanceof Text || left instanceof Value.BytesValue) {
            return Truth.of(left.equals(right));
        }
        List<Value> items = sequence(left);
        List<Value> others = sequence(right);
        if (items != null && others != null && left.getClass() == right.getClass()) {
            return allEqual(items, others, budget, depth);
        }
        if (left instanceof SetValue one && right instanceof SetValue other) {
            return Truth.of(one.items().equals(other.items()));
        }
        if (left instanceof DictValue one && right instanceof DictValue other) {
            return equalEntries(one, other, budget, depth);
        }
        boolean incomplete = left instanceof ListValue && right instanceof ListValue;
        return incomplete ? Truth.UNKNOWN : Truth.FALSE;
    }

    private static boolean isTextEnum(InstanceValue instance) {
        return instance.type().isEnum()
                && (instance.type().derivesFrom("str") || instance.type().derivesFrom("StrEnum"));
    }

    private static @Nullable List<Value> sequence(Value value) {
        return value instanceof ListValue || value instanceof Value.TupleValue ? Iteration.items(value) : null;
    }

    private static Truth allEqual(List<Value> items, List<Value> others, int[] budget, int depth) {
        if (items.size() != others.size()) {
            return Truth.FALSE;
        }
        Truth truth = Truth.TRUE;
        for (int i = 0; i < items.size() && !truth.isFalse(); i++) {
            truth = truth.and(equal(items.get(i), others.get(i), budget, depth + 1));
        }
        return truth;
    }

    private static Truth equalEntries(DictValue one, DictValue other, int[] budget, int depth) {
        if (!one.isComplete() || !other.isComplete()) {
            return Truth.UNKNOWN;
        }
        if (one.entries().size() != other.entries().size()) {
            return Truth.FALSE;
        }
        Truth truth = Truth.TRUE;
        for (Map.Entry<Value, Value> entry : one.entries().entrySet()) {
            Value value = other.entries().get(entry.getKey());
            truth = truth.and(value == null ? Truth.FALSE : equal(entry.getValue(), value, budget, depth + 1));
        }
        return truth;
    }

    /** Whether two tuples have the same items, as far as that can be told at bounded cost. */
    static boolean same(Value.TupleValue left, Value.TupleValue right) {
        int[] budget = {COMPARED};
        return same(left, right, budget, 0);
    }

    private static boolean same(Value left, Value right, int[] budget, int depth) {
        if (--budget[0] < 0 || depth > 20) {
            return false;
        }
        if (left instanceof Value.TupleValue one && right instanceof Value.TupleValue other) {
            if (one.items().size() != other.items().size()) {
                return false;
            }
            for (int i = 0; i < one.items().size(); i++) {
                if (!same(one.items().get(i), other.items().get(i), budget, depth + 1)) {
                    return false;
                }
            }
            return true;
        }
        return left.equals(right);
    }

    private static Truth contains(Value container, Value item) {
        if (container instanceof Text text) {
            return item instanceof Text part && part.isKnown() && text.isKnown()
                    ? Truth.of(text.value().contains(part.value()))
                    : Truth.UNKNOWN;
        }
        if (!isKnown(item) && !(item instanceof Value.Symbol)) {
            return Truth.UNKNOWN;
        }
        if (container instanceof DictValue dict) {
            if (dict.entries().containsKey(item)) {
                return Truth.TRUE;
            }
            return dict.isComplete() ? Truth.FALSE : Truth.UNKNOWN;
        }
        List<Value> items = Iteration.items(container);
        boolean complete = items != null;
        if (items == null && container instanceof ListValue list) {
            items = list.items();
        }
        if (items == null) {
            return Truth.UNKNOWN;
        }
        Truth truth = complete ? Truth.FALSE : Truth.UNKNOWN;
        int[] budget = {COMPARED};
        for (Value candidate : items) {
            truth = truth.or(equal(candidate, item, budget, 0));
            if (truth.isTrue()) {
                return truth;
            }
        }
        return truth;
    }
}
