// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.BinaryOperator;
import dev.mrt.python.UnaryOperator;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's operators on values, but for comparisons. */
final class Operators {

    private static final int LIST_LENGTH = 100_000;

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
        result.markAs(one);
        result.markAs(other);
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

    static boolean isNumber(Value value) {
        return value instanceof Value.IntegerValue || value instanceof Value.FloatValue;
    }

    static double number(Value value) {
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
