// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.python.ComparisonOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a front end tells the evaluator about the framework that migrations are written for: which calls are operations, and
 * which tests ask for the dialect or the schema. An instance serves one file and need not be thread-safe.
 */
public interface Host {

    /**
     * A call of something that Python itself does not explain.
     *
     * @param call what is called with which arguments; none of them is a {@link Value.Choice}
     * @return the result, or null where this host knows nothing about it: the call itself is then the result, or the function
     *     is looked for in the project
     */
    @Nullable
    Value call(CallValue call, Interpreter interpreter);

    /**
     * An attribute of a value from outside.
     *
     * @return its value, or null where nothing is known about it
     */
    default @Nullable Value attribute(Value owner, String name, Interpreter interpreter) {
        return null;
    }

    /**
     * A comparison of values that are not both known.
     *
     * @param operator one of Python's
     * @return what the result depends on, or null where nothing is known about it
     */
    default @Nullable Condition compare(ComparisonOperator operator, Value left, Value right) {
        return null;
    }

    /**
     * A test ({@code if value}) of a value from outside.
     *
     * @return what the result depends on, or null where nothing is known about it
     */
    default @Nullable Condition test(Value value) {
        return null;
    }

    /**
     * Enters {@code with manager as …}.
     *
     * @return the value behind {@code as}
     */
    default Value enter(Value manager, Interpreter interpreter) {
        return manager;
    }

    /** Leaves a {@code with} entered before. */
    default void exit(Value manager, Interpreter interpreter) {}

    /**
     * What a loop over a value gives each time, where its items are not known.
     *
     * @return the item and the condition under which there is one
     */
    default Rounds rounds(Value iterable) {
        return Rounds.of(Value.Unknown.of("an item that is not known"));
    }

    /**
     * The rounds of a loop over something that is not known.
     *
     * @param item an item
     * @param condition when there is one
     */
    record Rounds(Value item, Condition condition) {

        /** Rounds with an item of which nothing is known. */
        public static Rounds of(Value.Unknown item) {
            return new Rounds(item, item.asCondition());
        }
    }

    /** An attribute is set on a value from outside. */
    default void assigned(Value owner, String name, Value value, Interpreter interpreter) {}

    /** A call that {@link #call} knew nothing about and whose result nobody uses: it was made for its effect. */
    default void discarded(CallValue call, Interpreter interpreter) {}

    /** A function or class was defined with a decorator that the evaluator does not apply. */
    default void decorated(Value decorator, Value target, Interpreter interpreter) {}

    /** A class was defined. */
    default void defined(ClassValue type) {}
}
