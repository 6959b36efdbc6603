// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import java.util.List;
import java.util.Objects;

/**
 * What a Python expression evaluates to, as far as it is known. Values of the outside world (SQLAlchemy, Django, settings)
 * keep the shape in which they were written: a {@link Symbol} names something imported, a {@link CallValue} is the result of
 * calling it, {@link Attribute}, {@link Subscript} and {@link Operator} are what was done with such values.
 *
 * <p>Constants, tuples and symbols compare by content. All others compare by identity: lists and the like because they can
 * change, expressions because they can share parts without bound.
 */
public sealed interface Value
        permits Value.Singleton,
                Value.IntegerValue,
                Value.FloatValue,
                Value.BytesValue,
                Text,
                Value.TupleValue,
                ListValue,
                SetValue,
                DictValue,
                FunctionValue,
                ClassValue,
                InstanceValue,
                Value.BoundMethod,
                Value.Super,
                Value.ModuleValue,
                Value.Symbol,
                CallValue,
                Value.Attribute,
                Value.Subscript,
                Value.Operator,
                Value.Test,
                Value.Choice,
                Value.Unknown {

    /** {@code None}, {@code True}, {@code False}, {@code ...}; {@code ABSENT} is no value at all (an unset name). */
    enum Singleton implements Value {
        NONE,
        TRUE,
        FALSE,
        ELLIPSIS,
        ABSENT
    }

    /** {@code None}. */
    Value NONE = Singleton.NONE;

    /** {@code True}. */
    Value TRUE = Singleton.TRUE;

    /** {@code False}. */
    Value FALSE = Singleton.FALSE;

    /** An {@code int}; larger ones than 64 bits are {@link Unknown}. */
    record IntegerValue(long value) implements Value {}

    /** A {@code float}. */
    record FloatValue(double value) implements Value {}

    /** A {@code bytes} object, one character from 0 to 255 for each byte. */
    record BytesValue(String value) implements Value {}

    /** A {@code tuple}. */
    record TupleValue(List<Value> items) implements Value {
        public TupleValue {
            items = List.copyOf(items);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TupleValue tuple && Comparisons.same(this, tuple);
        }

        /** Of the length and the plain items only: tuples of tuples can share parts, and hashing them would not end. */
        @Override
        public int hashCode() {
            int hash = items.size();
            for (Value item : items) {
                hash = 31 * hash + (item instanceof TupleValue ? 1 : item.hashCode());
            }
            return hash;
        }
    }

    /** A method of a class together with the object (or, for a class method, the class) it is called on. */
    record BoundMethod(Value receiver, FunctionValue function) implements Value {}

    /**
     * {@code super()}: an object (or, in a class method, the class) seen as its class's bases see it.
     *
     * @param type the class whose bases are meant
     */
    record Super(Value receiver, ClassValue type) implements Value {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A module of the project whose file was found and evaluated. */
    record ModuleValue(String path, Scope scope) implements Value {}

    /**
     * Something imported from outside of what was evaluated, such as {@code sqlalchemy.String}, or a built-in such as
     * {@code builtins.len}.
     *
     * @param path the dotted path as imported, whatever the local alias
     */
    record Symbol(String path) implements Value {
        /** The last segment of the path. */
        public String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        /** The first segment of the path. */
        public String root() {
            int dot = path.indexOf('.');
            return dot < 0 ? path : path.substring(0, dot);
        }
    }

    /** {@code owner.name}, where the owner is not something that the evaluator looks into. */
    record Attribute(Value owner, String name) implements Value {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** {@code owner[index]}, where the owner is not something that the evaluator looks into. */
    record Subscript(Value owner, Value index) implements Value {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * An operator applied to values that it does not compute, such as {@code column == "x"} of SQLAlchemy.
     *
     * @param operator as in Python: {@code ==}, {@code +}, {@code not in}, {@code and}; {@code -x}, {@code ~x} and
     *     {@code not x} have one operand
     * @param operands one or two, or more of {@code and} and {@code or}
     */
    record Operator(String operator, List<Value> operands) implements Value {
        public Operator {
            if (operands.isEmpty()) {
                throw new IllegalArgumentException("An operator has operands");
            }
            operands = List.copyOf(operands);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A truth value that is not known but of which is known what it depends on. */
    record Test(Condition condition) implements Value {}

    /** One value where a condition holds, another where it does not. */
    record Choice(Condition condition, Value whenTrue, Value whenFalse) implements Value {

        /** A choice, or the value itself where both are the same. */
        public static Value of(Condition condition, Value whenTrue, Value whenFalse) {
            return whenTrue.equals(whenFalse) ? whenTrue : new Choice(condition, whenTrue, whenFalse);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * A value of which nothing is known.
     *
     * @param reason why, such as {@code result of a query} or {@code datetime.now()}
     * @param fromData whether it comes from rows of the database
     */
    record Unknown(String reason, boolean fromData) implements Value {
        public Unknown {
            Objects.requireNonNull(reason, "reason");
        }

        /** Not known, for a reason that has nothing to do with data. */
        public static Unknown of(String reason) {
            return new Unknown(reason, false);
        }

        /** The condition that a test of this value makes. */
        public Condition asCondition() {
            return fromData ? new Condition.DependsOnData(reason) : new Condition.Unknown(reason);
        }
    }

    /** {@code True} or {@code False}. */
    static Value of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** An integer. */
    static Value of(long value) {
        return new IntegerValue(value);
    }

    /** A string without a place in the source. */
    static Text of(String value) {
        return Text.of(value);
    }
}
