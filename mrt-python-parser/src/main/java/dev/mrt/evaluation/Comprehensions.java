// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.Comprehension;
import dev.mrt.python.Expression;
import java.util.List;
import java.util.Map;

/** Evaluates comprehensions. */
final class Comprehensions {

    private final Interpreter interpreter;

    Comprehensions(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    ListValue list(Expression element, List<Comprehension> generators) {
        ListValue result = new ListValue(List.of());
        inOwnScope(() -> {
            boolean complete =
                    run(generators, 0, () -> result.mutableItems().add(interpreter.expressions.evaluate(element)));
            if (!complete) {
                result.markIncomplete();
            }
        });
        return result;
    }

    DictValue dict(Expression key, Expression value, List<Comprehension> generators) {
        DictValue result = new DictValue(Map.of());
        inOwnScope(() -> {
            boolean complete = run(generators, 0, () -> {
                Value name = interpreter.expressions.evaluate(key);
                result.mutableEntries().put(name, interpreter.expressions.evaluate(value));
            });
            if (!complete) {
                result.markIncomplete();
            }
        });
        return result;
    }

    private void inOwnScope(Runnable work) {
        Frame outer = interpreter.frame();
        interpreter.setFrame(new Frame(Scope.ofFunction(outer.scope), outer.file, outer.pathMark));
        try {
            work.run();
        } finally {
            interpreter.setFrame(outer);
        }
    }

    /** Adds for each combination of items; false where there may be more or fewer of them. */
    private boolean run(List<Comprehension> generators, int index, Runnable add) {
        if (index == generators.size()) {
            add.run();
            return true;
        }
        Comprehension generator = generators.get(index);
        Value iterable = interpreter.expressions.evaluate(generator.iter());
        List<Value> items = interpreter.items(iterable);
        if (items == null) {
            Value item = interpreter.statements.roundsOf(iterable).item();
            interpreter.targets.assign(generator.target(), item);
            filter(generator, generators, index, add);
            return false;
        }
        boolean complete = true;
        for (Value item : List.copyOf(items)) {
            interpreter.spend();
            interpreter.targets.assign(generator.target(), item);
            complete &= filter(generator, generators, index, add);
        }
        return complete;
    }

    private boolean filter(Comprehension generator, List<Comprehension> generators, int index, Runnable add) {
        boolean certain = true;
        for (Expression test : generator.ifs()) {
            Value value = interpreter.expressions.test(test);
            if (value == Value.FALSE) {
                return true;
            }
            certain &= value == Value.TRUE;
        }
        boolean complete = run(generators, index + 1, add);
        return complete && certain;
    }
}
