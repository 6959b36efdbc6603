// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.python.BooleanOperator;
import dev.mrt.python.ComparisonOperator;
import dev.mrt.python.Expression;
import dev.mrt.schema.Truth;
import java.util.List;

/** Evaluates comparisons, {@code and}, {@code or}, {@code not}: what is not known becomes a {@link Value.Test}. */
final class Conditions {

    private final Interpreter interpreter;

    Conditions(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** The operands from one on. Where the first is not known, the others are evaluated under the condition that they count. */
    Value bool(Expression.BoolOp node, int from) {
        Value first = interpreter.expressions.evaluate(node.values().get(from));
        if (from == node.values().size() - 1) {
            return first;
        }
        boolean and = node.op() == BooleanOperator.AND;
        Value test = truth(first, node.values().get(from));
        if (!(test instanceof Value.Test unknown)) {
            return (test == Value.TRUE) == and ? bool(node, from + 1) : first;
        }
        Condition condition = unknown.condition();
        Value[] rest = {Value.Singleton.ABSENT};
        interpreter.under(and ? condition : condition.negated(), () -> rest[0] = bool(node, from + 1));
        if (rest[0] == Value.Singleton.ABSENT) {
            return Value.Unknown.of(interpreter.snippet(node));
        }
        if (isTruthValue(first) && isTruthValue(rest[0])) {
            return and ? and(test, rest[0]) : or(test, rest[0]);
        }
        if (first instanceof Value.Test) {
            return and ? Merging.join(condition, rest[0], Value.FALSE) : Merging.join(condition, Value.TRUE, rest[0]);
        }
        // `setting or "default"`: either the setting, which nobody knows, or the default
        return Value.Unknown.of(interpreter.snippet(node));
    }

    private static boolean isTruthValue(Value value) {
        return value instanceof Value.Test || value == Value.TRUE || value == Value.FALSE;
    }

    static Value not(Value test) {
        if (test instanceof Value.Test unknown) {
            return new Value.Test(unknown.condition().negated());
        }
        return Value.of(test == Value.FALSE);
    }

    static Value and(Value first, Value second) {
        if (first == Value.FALSE || second == Value.FALSE) {
            return Value.FALSE;
        }
        if (first == Value.TRUE) {
            return second;
        }
        if (second == Value.TRUE) {
            return first;
        }
        return first instanceof Value.Test one && second instanceof Value.Test other
                ? new Value.Test(ConditionPath.all(List.of(one.condition(), other.condition())))
                : Value.Unknown.of("a condition");
    }

    static Value or(Value first, Value second) {
        if (first == Value.TRUE || second == Value.TRUE) {
            return Value.TRUE;
        }
        if (first == Value.FALSE) {
            return second;
        }
        if (second == Value.FALSE) {
            return first;
        }
        return first instanceof Value.Test one && second instanceof Value.Test other
                ? new Value.Test(ConditionPath.any(List.of(one.condition(), other.condition())))
                : Value.Unknown.of("a condition");
    }

    /** A comparison, also a chain of them. */
    Value compare(Expression.Compare node) {
        Value left = interpreter.expressions.evaluate(node.left());
        Value result = Value.TRUE;
        for (int i = 0; i < node.ops().size(); i++) {
            Value right = interpreter.expressions.evaluate(node.comparators().get(i));
            Value one = compare(node.ops().get(i), left, right, node);
            if (node.ops().size() == 1) {
                return one;
            }
            // SQLAlchemy: an expression a == b is false as a truth value, so a == b == c is a == b
            if (result == Value.TRUE
                    && one instanceof Value.Operator expression
                    && expression.operator().equals("==")) {
                return one;
            }
            result = and(result, truth(one, node));
            left = right;
        }
        return result;
    }

    private Value compare(ComparisonOperator operator, Value left, Value right, Expression.Compare node) {
        if (left instanceof Value.Choice choice) {
            return chosen(
                    choice.condition(),
                    compare(operator, choice.whenTrue(), right, node),
                    compare(operator, choice.whenFalse(), right, node));
        }
        if (right instanceof Value.Choice choice) {
            return chosen(
                    choice.condition(),
                    compare(operator, left, choice.whenTrue(), node),
                    compare(operator, left, choice.whenFalse(), node));
        }
        Value one = interpreter.resolve(left);
        Value other = interpreter.resolve(right);
        Truth known = Comparisons.compare(operator, one, other);
        if (!known.isUnknown()) {
            return Value.of(known.isTrue());
        }
        Condition condition = interpreter.host().compare(operator, one, other);
        if (condition != null) {
            return new Value.Test(described(condition, node));
        }
        Value.Unknown unknown = one instanceof Value.Unknown u ? u : other instanceof Value.Unknown u ? u : null;
        if (unknown != null) {
            return new Value.Test(
                    unknown.fromData()
                            ? new Condition.DependsOnData(interpreter.snippet(node))
                            : new Condition.Unknown(interpreter.snippet(node)));
        }
        return Comparisons.compared(operator, one, other);
    }

    private static Value chosen(Condition condition, Value whenTrue, Value whenFalse) {
        if (whenTrue == Value.TRUE && whenFalse == Value.FALSE) {
            return new Value.Test(condition);
        }
        if (whenTrue == Value.FALSE && whenFalse == Value.TRUE) {
            return new Value.Test(condition.negated());
        }
        return Merging.join(condition, whenTrue, whenFalse);
    }

    /** Whether two values are equal: {@code True}, {@code False} or a {@link Value.Test}. */
    Value equality(Value left, Value right, String description) {
        Value one = interpreter.resolve(left);
        Truth known = Comparisons.compare(ComparisonOperator.EQ, one, right);
        if (!known.isUnknown()) {
            return Value.of(known.isTrue());
        }
        Condition condition = interpreter.host().compare(ComparisonOperator.EQ, one, right);
        return new Value.Test(condition == null ? new Condition.Unknown(description) : condition);
    }

    /** The truth of a value that an expression gave. */
    Value truth(Value value, Expression expression) {
        if (value instanceof Value.Choice choice) {
            Value whenTrue = truth(choice.whenTrue(), expression);
            Value whenFalse = truth(choice.whenFalse(), expression);
            return or(
                    and(new Value.Test(choice.condition()), whenTrue),
                    and(new Value.Test(choice.condition().negated()), whenFalse));
        }
        Value known = interpreter.resolve(value);
        Truth truth = Operators.truth(known);
        if (!truth.isUnknown()) {
            return Value.of(truth.isTrue());
        }
        if (known instanceof Value.Test) {
            return known;
        }
        Condition condition = interpreter.host().test(known);
        if (condition instanceof Condition.Always) {
            return Value.TRUE;
        }
        if (condition != null) {
            return new Value.Test(described(condition, expression));
        }
        if (known instanceof Value.Unknown unknown && unknown.fromData()) {
            return new Value.Test(new Condition.DependsOnData(interpreter.snippet(expression)));
        }
        return new Value.Test(new Condition.Unknown(interpreter.snippet(expression)));
    }

    /** What depends on data is described as it is written. */
    private Condition described(Condition condition, Expression expression) {
        return condition instanceof Condition.DependsOnData
                ? new Condition.DependsOnData(interpreter.snippet(expression))
                : condition;
    }
}
