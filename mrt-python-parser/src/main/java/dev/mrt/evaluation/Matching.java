// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.Expression;
import dev.mrt.python.MatchCase;
import dev.mrt.python.Pattern;
import dev.mrt.python.Statement;
import java.util.ArrayList;
import java.util.List;

/** Evaluates {@code match} statements. */
final class Matching {

    private final Interpreter interpreter;

    Matching(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    Completion run(Statement.Match node, Value subject, int from) {
        for (int i = from; i < node.cases().size(); i++) {
            MatchCase option = node.cases().get(i);
            Value test = test(option.pattern(), subject);
            if (test == Value.FALSE) {
                continue;
            }
            bind(option.pattern(), subject);
            Expression guard = option.guard();
            if (guard != null) {
                test = Conditions.and(test, interpreter.expressions.test(guard));
            }
            if (test == Value.TRUE) {
                return interpreter.statements.run(option.body());
            }
            if (test instanceof Value.Test unknown) {
                int next = i + 1;
                return interpreter.branches.run(
                        unknown.condition(),
                        () -> interpreter.statements.run(option.body()),
                        () -> run(node, subject, next));
            }
        }
        return Completion.NORMAL;
    }

    private Value test(Pattern pattern, Value subject) {
        if (pattern instanceof Pattern.MatchValue match) {
            Value wanted = interpreter.expressions.evaluate(match.value());
            return interpreter.expressions.equality(subject, wanted, interpreter.snippet(pattern));
        }
        if (pattern instanceof Pattern.MatchSingleton match) {
            return interpreter.expressions.equality(subject, constant(match.value()), interpreter.snippet(pattern));
        }
        if (pattern instanceof Pattern.MatchAs match) {
            Pattern inner = match.pattern();
            return inner == null ? Value.TRUE : test(inner, subject);
        }
        if (pattern instanceof Pattern.MatchOr match) {
            List<Condition> conditions = new ArrayList<>();
            for (Pattern part : match.patterns()) {
                Value test = test(part, subject);
                if (test == Value.TRUE) {
                    return test;
                }
                if (test instanceof Value.Test unknown) {
                    conditions.add(unknown.condition());
                }
            }
            return conditions.isEmpty() ? Value.FALSE : new Value.Test(ConditionPath.any(conditions));
        }
        if (pattern instanceof Pattern.MatchSequence match && subject instanceof Value.TupleValue tuple) {
            return testItems(match, tuple.items());
        }
        return new Value.Test(new Condition.Unknown("matches " + interpreter.snippet(pattern)));
    }

    private Value testItems(Pattern.MatchSequence match, List<Value> items) {
        if (match.patterns().size() != items.size()) {
            return Value.FALSE;
        }
        Value result = Value.TRUE;
        for (int i = 0; i < items.size(); i++) {
            result = Conditions.and(result, test(match.patterns().get(i), items.get(i)));
        }
        return result;
    }

    private void bind(Pattern pattern, Value subject) {
        if (pattern instanceof Pattern.MatchAs match) {
            Pattern inner = match.pattern();
            String name = match.name();
            if (name != null) {
                interpreter.statements.set(name, subject);
            }
            if (inner != null) {
                bind(inner, subject);
            }
        } else if (pattern instanceof Pattern.MatchSequence match) {
            List<Value> items = interpreter.items(subject);
            for (int i = 0; i < match.patterns().size(); i++) {
                bind(
                        match.patterns().get(i),
                        items != null && i < items.size() ? items.get(i) : Value.Unknown.of("a part of a match"));
            }
        }
    }

    private static Value constant(ConstantValue value) {
        if (value == ConstantValue.Singleton.TRUE) {
            return Value.TRUE;
        }
        return value == ConstantValue.Singleton.FALSE ? Value.FALSE : Value.NONE;
    }
}
