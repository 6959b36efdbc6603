// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.python.Comprehension;
import dev.mrt.python.Expression;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Evaluates comprehensions. */
final class Comprehensions {

    private final Interpreter interpreter;

    Comprehensions(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    ListValue list(Expression element, List<Comprehension> generators) {
        ListValue result = new ListValue(List.of());
        inOwnScope(() -> {
            boolean counted = run(generators, 0, Condition.always(), condition -> {
                Value item = interpreter.expressions.evaluate(element);
                boolean certain = condition instanceof Condition.Always;
                result.mutableItems().add(certain ? item : Merging.join(condition, item, Value.Singleton.ABSENT));
            });
            if (!counted) {
                result.markRepeated();
            }
        });
        return result;
    }

    DictValue dict(Expression key, Expression value, List<Comprehension> generators) {
        DictValue result = new DictValue(Map.of());
        inOwnScope(() -> {
            boolean counted = run(generators, 0, Condition.always(), condition -> {
                Value name = interpreter.expressions.evaluate(key);
                result.mutableEntries().put(name, interpreter.expressions.evaluate(value));
                if (!(condition instanceof Condition.Always)) {
                    result.markIncomplete();
                }
            });
            if (!counted) {
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

    /**
     * Adds for each combination of items, with the condition under which there is one; false where it is not known how many
     * combinations there are.
     */
    private boolean run(List<Comprehension> generators, int index, Condition condition, Consumer<Condition> add) {
        if (index == generators.size()) {
            add.accept(condition);
            return true;
        }
        Comprehension generator = generators.get(index);
        Value iterable = interpreter.expressions.evaluate(generator.iter());
        List<Value> items = interpreter.items(iterable);
        if (items == null) {
            Host.Rounds rounds = interpreter.statements.roundsOf(iterable);
            interpreter.targets.assign(generator.target(), rounds.item());
            filter(generators, index, both(condition, rounds.condition()), add);
            return false;
        }
        boolean counted = true;
        for (Value item : List.copyOf(items)) {
            interpreter.spend();
            counted &= round(generators, index, item, condition, add);
        }
        return counted;
    }

    private boolean round(
            List<Comprehension> generators, int index, Value item, Condition condition, Consumer<Condition> add) {
        if (item == Value.Singleton.ABSENT) {
            return true;
        }
        if (item instanceof Value.Choice choice && choice.whenFalse() == Value.Singleton.ABSENT) {
            return round(generators, index, choice.whenTrue(), both(condition, choice.condition()), add);
        }
        if (item instanceof Value.Choice choice && choice.whenTrue() == Value.Singleton.ABSENT) {
            Condition opposite = choice.condition().negated();
            return round(generators, index, choice.whenFalse(), both(condition, opposite), add);
        }
        interpreter.targets.assign(generators.get(index).target(), item);
        return filter(generators, index, condition, add);
    }

    private boolean filter(List<Comprehension> generators, int index, Condition condition, Consumer<Condition> add) {
        Condition filtered = condition;
        for (Expression test : generators.get(index).ifs()) {
            Value value = interpreter.expressions.test(test);
            if (value == Value.FALSE) {
                return true;
            }
            if (value instanceof Value.Test unknown) {
                filtered = both(filtered, unknown.condition());
            }
        }
        return run(generators, index + 1, filtered, add);
    }

    private static Condition both(Condition one, Condition other) {
        return ConditionPath.all(List.of(one, other));
    }
}
