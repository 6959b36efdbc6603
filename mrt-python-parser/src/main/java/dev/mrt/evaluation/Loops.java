// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import java.util.List;
import java.util.function.Supplier;

/** Runs loops: round by round where the items are known, once for all rounds where they are not. */
final class Loops {

    private final Interpreter interpreter;

    Loops(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Runs {@code for target in iterable}. */
    Completion over(Expression target, Value iterable, List<Statement> body, List<Statement> orElse) {
        if (iterable instanceof Value.Choice choice) {
            return interpreter.branches.run(
                    choice.condition(),
                    () -> over(target, choice.whenTrue(), body, orElse),
                    () -> over(target, choice.whenFalse(), body, orElse));
        }
        List<Value> items = interpreter.items(iterable);
        if (items == null) {
            return iterable instanceof ListValue list && isCountless(list)
                    ? overRepeated(target, list, body)
                    : loopOnce(target, roundsOf(iterable), body);
        }
        if (items.size() > interpreter.limits().rounds()) {
            Value.Unknown item = Value.Unknown.of("one of " + items.size() + " items");
            return loopOnce(target, new Host.Rounds(item, Condition.always()), body);
        }
        int mark = interpreter.path.mark();
        for (Value item : List.copyOf(items)) {
            int round = interpreter.path.mark();
            Completion completion = round(target, item, body);
            interpreter.path.forget(round, Completion.CONTINUE);
            if (completion.compareTo(Completion.BREAK) >= 0) {
                interpreter.path.forget(mark, Completion.BREAK);
                return completion == Completion.BREAK ? Completion.NORMAL : completion;
            }
        }
        Completion completion = interpreter.statements.run(orElse);
        interpreter.path.forget(mark, Completion.BREAK);
        return completion;
    }

    private boolean isCountless(ListValue list) {
        return list.isRepeated() && list.items().size() <= interpreter.limits().rounds();
    }

    /** A loop of which the items are known, but not how many there are of each. */
    private Completion overRepeated(Expression target, ListValue list, List<Statement> body) {
        for (Value item : List.copyOf(list.items())) {
            Completion completion = loopOnce(() -> endOfRound(round(target, item, body)));
            if (completion != Completion.NORMAL) {
                return completion;
            }
        }
        return Completion.NORMAL;
    }

    private Completion round(Expression target, Value item, List<Statement> body) {
        if (item instanceof Value.Choice choice
                && (choice.whenTrue() == Value.Singleton.ABSENT || choice.whenFalse() == Value.Singleton.ABSENT)) {
            return interpreter.branches.run(
                    choice.condition(),
                    () -> round(target, choice.whenTrue(), body),
                    () -> round(target, choice.whenFalse(), body));
        }
        if (item == Value.Singleton.ABSENT) {
            return Completion.NORMAL;
        }
        interpreter.spend();
        interpreter.targets.assign(target, item);
        return interpreter.statements.run(body);
    }

    /** A loop of which the number of rounds is not known. */
    private Completion loopOnce(Expression target, Host.Rounds rounds, List<Statement> body) {
        Supplier<Completion> round = () -> {
            interpreter.targets.assign(target, rounds.item());
            return endOfRound(interpreter.statements.run(body));
        };
        return loopOnce(
                rounds.condition() instanceof Condition.Always
                        ? round
                        : () -> interpreter.branches.run(rounds.condition(), round, () -> Completion.NORMAL));
    }

    private Completion loopOnce(Supplier<Completion> rounds) {
        int mark = interpreter.path.mark();
        Step.Context outer = interpreter.context();
        interpreter.setContext(outer.inLoop());
        Completion completion = rounds.get();
        interpreter.setContext(outer);
        interpreter.path.forget(mark, Completion.CONTINUE);
        interpreter.path.forget(mark, Completion.BREAK);
        return completion;
    }

    /** What a loop over a value gives whose items are not known. */
    Host.Rounds roundsOf(Value iterable) {
        if (iterable instanceof Value.Unknown unknown) {
            return Host.Rounds.of(unknown);
        }
        if (iterable instanceof ListValue list) {
            for (Value item : list.items()) {
                if (item instanceof Value.Choice choice && choice.condition() instanceof Condition.DependsOnData data) {
                    return Host.Rounds.of(new Value.Unknown(data.description(), true));
                }
                if (item instanceof Value.Unknown unknown && unknown.fromData()) {
                    return Host.Rounds.of(unknown);
                }
            }
        }
        return interpreter.host().rounds(iterable);
    }

    private static Completion endOfRound(Completion completion) {
        return completion == Completion.BREAK || completion == Completion.CONTINUE ? Completion.NORMAL : completion;
    }

    /** Runs a {@code while}. */
    Completion during(Statement.While node) {
        int mark = interpreter.path.mark();
        boolean endless =
                node.test() instanceof Expression.Constant constant && constant.value() == ConstantValue.Singleton.TRUE;
        Value test = endless ? Value.TRUE : interpreter.expressions.test(node.test());
        if (endless || test instanceof Value.Test) {
            return whileUnknown(node, test, mark);
        }
        while (test == Value.TRUE) {
            int round = interpreter.path.mark();
            Completion completion = interpreter.statements.run(node.body());
            interpreter.path.forget(round, Completion.CONTINUE);
            if (completion.compareTo(Completion.BREAK) >= 0) {
                interpreter.path.forget(mark, Completion.BREAK);
                return completion == Completion.BREAK ? Completion.NORMAL : completion;
            }
            test = interpreter.expressions.test(node.test());
            if (test instanceof Value.Test || interpreter.path.hasGuard(mark)) {
                return whileUnknown(node, test, mark);
            }
        }
        return interpreter.statements.run(node.orElse());
    }

    private Completion whileUnknown(Statement.While node, Value test, int mark) {
        Step.Context outer = interpreter.context();
        interpreter.setContext(outer.inLoop());
        Completion completion = test instanceof Value.Test unknown
                ? interpreter.branches.run(
                        whileRowsLast(unknown.condition()),
                        () -> endOfRound(interpreter.statements.run(node.body())),
                        () -> Completion.NORMAL)
                : endOfRound(interpreter.statements.run(node.body()));
        interpreter.setContext(outer);
        interpreter.path.forget(mark, Completion.CONTINUE);
        interpreter.path.forget(mark, Completion.BREAK);
        return completion;
    }

    /** Back-fills run in batches until nothing is left to do: what a {@code while} asks for that is not known is up to the rows. */
    private static Condition whileRowsLast(Condition test) {
        if (test instanceof Condition.Unknown unknown) {
            return new Condition.DependsOnData(unknown.description());
        }
        return test instanceof Condition.All all
                ? new Condition.All(
                        all.conditions().stream().map(Loops::whileRowsLast).toList())
                : test;
    }
}
