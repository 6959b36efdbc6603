// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.source.MigrationSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running module, class body or function. */
final class Frame {

    final Scope scope;
    final MigrationSource file;
    /** Where the conditions begin that came into force since the frame was entered. */
    final int pathMark;

    /** What a {@code return} gave, each with the condition under which it was reached. */
    final List<Returned> returns = new ArrayList<>(2);
    /** What a generator yielded, or null in anything else. */
    final @Nullable ListValue yields;
    /** The function that runs, or null for a module or a class body. */
    final @Nullable FunctionValue function;

    private @Nullable Set<String> globals;
    private @Nullable Set<String> nonlocals;
    private @Nullable Consumer<Value> onYield;

    record Returned(Condition condition, Value value) {}

    /** The frame of a module or a class body. */
    Frame(Scope scope, MigrationSource file, int pathMark) {
        this.scope = scope;
        this.file = file;
        this.pathMark = pathMark;
        this.yields = null;
        this.function = null;
    }

    /** The frame of a call. */
    Frame(Scope scope, FunctionValue function, int pathMark) {
        this.scope = scope;
        this.file = function.file();
        this.pathMark = pathMark;
        this.yields = function.isGenerator() ? new ListValue(List.of()) : null;
        this.function = function;
    }

    void declareGlobal(String name) {
        if (globals == null) {
            globals = new HashSet<>();
        }
        globals.add(name);
    }

    void declareNonlocal(String name) {
        if (nonlocals == null) {
            nonlocals = new HashSet<>();
        }
        nonlocals.add(name);
    }

    /** The scope in which an assignment to a name takes place. */
    Scope target(String name) {
        if (globals != null && globals.contains(name)) {
            return scope.module();
        }
        return nonlocals != null && nonlocals.contains(name) ? scope.owner(name) : scope;
    }

    /** What runs at a {@code yield}: the body of a {@code with}, for a context manager. */
    @Nullable
    Consumer<Value> onYield() {
        return onYield;
    }

    void setOnYield(@Nullable Consumer<Value> action) {
        onYield = action;
    }

    /** The value of the call as a whole. */
    Value result(boolean endsWithReturn) {
        if (yields != null) {
            return yields;
        }
        Value result = Value.NONE;
        int last = returns.size() - 1;
        if (endsWithReturn && last >= 0) {
            result = returns.get(last--).value();
        }
        for (int i = last; i >= 0; i--) {
            Returned returned = returns.get(i);
            result = returned.condition() instanceof Condition.Always
                    ? returned.value()
                    : Merging.join(returned.condition(), returned.value(), result);
        }
        return result;
    }
}
