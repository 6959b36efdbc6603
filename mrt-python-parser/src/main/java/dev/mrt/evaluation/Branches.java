// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.schema.Truth;
import java.util.List;
import java.util.function.Supplier;

/** Evaluates both sides of a condition that is not known, and joins what they leave behind. */
final class Branches {

    private final Interpreter interpreter;

    Branches(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Runs what happens where the condition holds and what happens where it does not; only one of them where it is decided. */
    Completion run(Condition condition, Supplier<Completion> whenTrue, Supplier<Completion> whenFalse) {
        Truth decided = interpreter.path.decide(condition);
        if (decided.isTrue()) {
            return whenTrue.get();
        }
        if (decided.isFalse()) {
            return whenFalse.get();
        }
        int mark = interpreter.path.mark();
        Attempt first = attempt(condition, whenTrue);
        interpreter.path.truncate(mark);
        Condition opposite = condition.negated();
        Attempt second = attempt(opposite, whenFalse);
        interpreter.path.truncate(mark);
        return join(condition, first, second);
    }

    /** Evaluates both alternatives of a value. */
    Value choose(Condition condition, Supplier<Value> whenTrue, Supplier<Value> whenFalse) {
        Value[] values = {Value.Singleton.ABSENT, Value.Singleton.ABSENT};
        Completion completion = run(
                condition,
                () -> {
                    values[0] = whenTrue.get();
                    return Completion.NORMAL;
                },
                () -> {
                    values[1] = whenFalse.get();
                    return Completion.NORMAL;
                });
        if (completion == Completion.RAISE) {
            throw Raised.again();
        }
        if (values[0] == Value.Singleton.ABSENT) {
            return values[1];
        }
        return values[1] == Value.Singleton.ABSENT ? values[0] : Merging.join(condition, values[0], values[1]);
    }

    /** How one side ended. */
    private record Attempt(Completion completion, Journal.Changes changes, List<ConditionPath.Guard> guards) {}

    private Attempt attempt(Condition condition, Supplier<Completion> body) {
        int mark = interpreter.path.mark();
        int outerNesting = interpreter.nesting();
        interpreter.journal.open();
        interpreter.path.push(condition);
        Completion completion;
        try {
            completion = body.get();
        } catch (Raised raised) {
            interpreter.reportUnlessCaught(raised);
            completion = Completion.RAISE;
            interpreter.setNesting(outerNesting);
        }
        List<ConditionPath.Guard> guards = interpreter.path.guardsSince(mark);
        return new Attempt(completion, interpreter.journal.rollback(), guards);
    }

    private Completion join(Condition condition, Attempt first, Attempt second) {
        boolean firstGoesOn = first.completion() == Completion.NORMAL;
        boolean secondGoesOn = second.completion() == Completion.NORMAL;
        interpreter.path.keep(condition, first.guards());
        interpreter.path.keep(condition.negated(), second.guards());
        if (firstGoesOn && secondGoesOn) {
            interpreter.journal.merge(condition, first.changes(), second.changes());
            return Completion.NORMAL;
        }
        if (firstGoesOn || !secondGoesOn && first.completion().compareTo(second.completion()) <= 0) {
            interpreter.journal.apply(first.changes());
            guard(condition, first.completion(), second.completion());
            return first.completion();
        }
        interpreter.journal.apply(second.changes());
        guard(condition.negated(), second.completion(), first.completion());
        return second.completion();
    }

    /**
     * What follows runs only where the side was taken that goes on. An exception ends the migration, so what follows runs in
     * every migration that comes to its end; only the dialect is worth remembering then.
     */
    private void guard(Condition condition, Completion own, Completion other) {
        if (own == other) {
            return;
        }
        if (other != Completion.RAISE || isAboutDialect(condition)) {
            interpreter.path.push(condition, other);
        }
    }

    private static boolean isAboutDialect(Condition condition) {
        return condition instanceof Condition.DialectIs
                || condition instanceof Condition.Not not && not.condition() instanceof Condition.DialectIs;
    }
}
