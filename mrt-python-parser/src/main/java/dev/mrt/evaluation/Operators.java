// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.BinaryOperator;
import dev.mrt.python.ComparisonOperator;
import dev.mrt.python.UnaryOperator;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's operators on values. */
final class Operators {

    private static final int LIST_LENGTH = 100_000;
    private static final int COMPARED = 2_000;

    private Operators() {}

    // ---- arithmetic

    static Value binary(BinaryOperator operator, Value left, Value right, Limits limits) {
        if (left instanceof Text || right instanceof Text) {
            Value text = onText(operator, left, right, limits);
            if (text != null) {
                return text;
            }
        }
        if (left instanceof Value.IntegerValue one && right instanceof Value.IntegerValue other) {
            return onIntegers(operator, one.value(), other.value());
        }
        if (isNumber(left) && isNumber(right)) {
            return onNumbers(operator, number(left), number(right));
        }
        if (operator == BinaryOperator.ADD && left instanceof ListValue one && right instanceof ListValue other) {
            return concatenated(one, other);
        }
        if (operator == BinaryOperator.ADD
                && left instanceof Value.TupleValue one
                && right instanceof Value.TupleValue other) {
            List<Value> items = new ArrayList<>(one.items());
            items.addAll(other.items());
            return items.size() > LIST_LENGTH ? tooLarge() : new Value.TupleValue(items);
        }
        if (operator == BinaryOperator.MULT
                && left instanceof ListValue list
                && right instanceof Value.IntegerValue n) {
            return repeated(list, n.value());
        }
        if (left instanceof SetValue one && right instanceof SetValue other) {
            return onSets(operator, one, other);
        }
        if (operator == BinaryOperator.BITOR && left instanceof DictValue one && right instanceof DictValue other) {
            DictValue result = new DictValue(one.entries());
            result.mutableEntries().putAll(other.entries());
            return result;
        }
        if (operator == BinaryOperator.DIV && left instanceof CallValue path && Paths.isPath(path)) {
            return Paths.resolve(path, right);
        }
        if (left instanceof Value.Unknown) {
            return left;
        }
        return right instanceof Value.Unknown ? right : new Value.Operator(symbol(operator), List.of(left, right));
    }

    private static @Nullable Value onText(BinaryOperator operator, Value left, Value right, Limits limits) {
        if (operator == BinaryOperator.ADD) {
            if (left instanceof Text one && right instanceof Text other) {
                return one.plus(other);
            }
            // a text plus something not known is a text with a gap
            if (left instanceof Text one && isOpaque(right)) {
                return one.plus(Text.unknown());
            }
            return right instanceof Text other && isOpaque(left)
                    ? Text.unknown().plus(other)
                    : null;
        }
        if (operator == BinaryOperator.MOD && left instanceof Text format) {
            return Formatting.percent(format, right);
        }
        if (operator == BinaryOperator.MULT) {
            Text text = left instanceof Text one ? one : (Text) right;
            Value count = left instanceof Text ? right : left;
            if (count instanceof Value.IntegerValue times) {
                long length = Math.max(0, times.value()) * text.value().length();
                return times.value() > limits.textLength() || length > limits.textLength()
                        ? Text.unknown()
                        : Text.of(text.value().repeat((int) Math.max(0, times.value())));
            }
        }
        return null;
    }

    private static boolean isOpaque(Value value) {
        return value instanceof Value.Unknown
                || value instanceof Value.Symbol
                || value instanceof CallValue
                || value instanceof Value.Attribute
                || value instanceof Value.Subscript
                || value instanceof Value.Operator;
    }

    private static Value onIntegers(BinaryOperator operator, long left, long right) {
        try {
            return switch (operator) {
                case ADD -> Value.of(Math.addExact(left, right));
                case SUB -> Value.of(Math.subtractExact(left, right));
                case MULT -> Value.of(Math.multiplyExact(left, right));
                case FLOORDIV -> Value.of(Math.floorDiv(left, right));
                case MOD -> Value.of(Math.floorMod(left, right));
                case DIV -> right == 0 ? tooLarge() : new Value.FloatValue((double) left / right);
                case BITAND -> Value.of(left & right);
                case BITOR -> Value.of(left | right);
                case BITXOR -> Value.of(left ^ right);
                case POW -> power(left, right);
                case LSHIFT -> right >= 0 && right < 62 ? Value.of(Math.multiplyExact(left, 1L << right)) : tooLarge();
                case RSHIFT -> right >= 0 ? Value.of(left >> Math.min(right, 63)) : tooLarge();
                case MATMULT -> Value.Unknown.of("@");
            };
        } catch (ArithmeticException overflow) {
            return tooLarge();
        }
    }

    private static Value power(long base, long exponent) {
        if (exponent < 0 || exponent > 64) {
            return tooLarge();
        }
        long result = 1;
        for (long i = 0; i < exponent; i++) {
            result = Math.multiplyExact(result, base);
        }
        return Value.of(result);
    }

    private static Value onNumbers(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case ADD -> new Value.FloatValue(left + right);
            case SUB -> new Value.FloatValue(left - right);
            case MULT -> new Value.FloatValue(left * right);
            case DIV -> new Value.FloatValue(left / right);
            default -> Value.Unknown.of("a number");
        };
    }

    private static Value.Unknown tooLarge() {
        return Value.Unknown.of("a value that is too large");
    }

    private static Value concatenated(ListValue one, ListValue other) {
        if (one.items().size() + other.items().size() > LIST_LENGTH) {
            return tooLarge();
        }
        ListValue result = new ListValue(one.items());
        result.mutableItems().addAll(other.items());
        if (!one.isComplete() || !other.isComplete()) {
            result.markIncomplete();
        }
        return result;
    }

    private static Value repeated(ListValue list, long times) {
        if (times > LIST_LENGTH || times * list.items().size() > LIST_LENGTH) {
            return tooLarge();
        }
        ListValue result = new ListValue(List.of());
        for (long i = 0; i < times; i++) {
            result.mutableItems().addAll(list.items());
        }
        return result;
    }

    private static Value onSets(BinaryOperator operator, SetValue one, SetValue other) {
        Set<Value> items = new LinkedHashSet<>(one.items());
        switch (operator) {
            case BITOR -> items.addAll(other.items());
            case BITAND -> items.retainAll(other.items());
            case SUB -> items.removeAll(other.items());
            case BITXOR -> {
                for (Value item : other.items()) {
                    if (!items.remove(item)) {
                        items.add(item);
                    }
                }
            }
            default -> {
                return Value.Unknown.of("a set");
            }
        }
        return new SetValue(items);
    }

    static Value unary(UnaryOperator operator, Value operand) {
        if (operand instanceof Value.IntegerValue number) {
            return switch (operator) {
                case USUB -> number.value() == Long.MIN_VALUE ? tooLarge() : Value.of(-number.value());
                case INVERT -> Value.of(~number.value());
                default -> operand;
            };
        }
        if (operand instanceof Value.FloatValue number) {
            return operator == UnaryOperator.USUB ? new Value.FloatValue(-number.value()) : operand;
        }
        if (operand instanceof Value.Unknown) {
            return operand;
        }
        return new Value.Operator(operator == UnaryOperator.INVERT ? "~" : "-", List.of(operand));
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.IntegerValue || value instanceof Value.FloatValue;
    }

    private static double number(Value value) {
        return value instanceof Value.IntegerValue integer ? integer.value() : ((Value.FloatValue) value).value();
    }

    private static String symbol(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> "+";
            case SUB -> "-";
            case MULT -> "*";
            case MATMULT -> "@";
            case DIV -> "/";
            case MOD -> "%";
            case POW -> "**";
            case LSHIFT -> "<<";
            case RSHIFT -> ">>";
            case BITOR -> "|";
            case BITXOR -> "^";
            case BITAND -> "&";
            case FLOORDIV -> "//";
        };
    }

    // ---- comparison

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
        if (isNumber(left) && isNumber(right)) {
            return left instanceof Value.IntegerValue one && right instanceof Value.IntegerValue other
                    ? Long.compare(one.value(), other.value())
                    : Double.compare(number(left), number(right));
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
                || isNumber(value)
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
        if (isNumber(left) && isNumber(right)) {
            return Truth.of(number(left) == number(right));
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

    // ---- truth

    static Truth truth(Value value) {
        if (value instanceof Value.Singleton singleton) {
            return Truth.of(singleton == Value.Singleton.TRUE || singleton == Value.Singleton.ELLIPSIS);
        }
        if (value instanceof Value.IntegerValue number) {
            return Truth.of(number.value() != 0);
        }
        if (value instanceof Value.FloatValue number) {
            return Truth.of(number.value() != 0);
        }
        if (value instanceof Text text) {
            boolean gapsOnly = text.hasNothingKnown();
            return gapsOnly ? Truth.UNKNOWN : Truth.of(!text.value().isEmpty());
        }
        if (value instanceof Value.BytesValue bytes) {
            return Truth.of(!bytes.value().isEmpty());
        }
        if (value instanceof ListValue list) {
            return list.isComplete() ? sizeOf(list.items()) : Truth.UNKNOWN;
        }
        if (value instanceof Value.TupleValue tuple) {
            return Truth.of(!tuple.items().isEmpty());
        }
        if (value instanceof DictValue dict) {
            return dict.entries().isEmpty() && !dict.isComplete()
                    ? Truth.UNKNOWN
                    : Truth.of(!dict.entries().isEmpty());
        }
        if (value instanceof SetValue set) {
            return Truth.of(!set.items().isEmpty());
        }
        boolean object = value instanceof FunctionValue
                || value instanceof ClassValue
                || value instanceof InstanceValue
                || value instanceof Value.BoundMethod
                || value instanceof Value.ModuleValue;
        return object ? Truth.TRUE : Truth.UNKNOWN;
    }

    private static Truth sizeOf(List<Value> items) {
        for (Value item : items) {
            boolean certain = !(item instanceof Value.Choice choice)
                    || choice.whenTrue() != Value.Singleton.ABSENT && choice.whenFalse() != Value.Singleton.ABSENT;
            if (certain) {
                return Truth.TRUE;
            }
        }
        return items.isEmpty() ? Truth.FALSE : Truth.UNKNOWN;
    }
}
