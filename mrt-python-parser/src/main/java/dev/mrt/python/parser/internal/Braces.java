// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Comprehension;
import dev.mrt.python.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands between braces: a dictionary or a set, listed or generated. */
final class Braces {

    /** Null for the elements of a set, and for {@code **value}. */
    private final List<@Nullable Expression> keys = new ArrayList<>();

    private final List<Expression> values = new ArrayList<>();
    private boolean set;
    private @Nullable List<Comprehension> generators;

    /** {@code key: value}; the item starts at {@code start}. */
    void entry(Expression key, Expression value, int start) {
        if (key instanceof Expression.NamedExpr && key.start() == start) {
            throw SyntaxProblem.invalid(start, "a named expression as a key needs parentheses");
        }
        add(key, value);
    }

    void unpacked(Expression value) {
        add(null, value);
    }

    void element(Expression value) {
        if (!set && !values.isEmpty()) {
            throw SyntaxProblem.invalid(value.start(), "expected 'key: value' within a dictionary");
        }
        set = true;
        keys.add(null);
        values.add(value);
    }

    void comprehension(List<Comprehension> clauses) {
        generators = clauses;
    }

    Expression toExpression(int start, int end) {
        if (generators != null) {
            return toComprehension(generators, start, end);
        }
        return set ? new Expression.SetExpression(values, start, end) : new Expression.Dict(keys, values, start, end);
    }

    private Expression toComprehension(List<Comprehension> clauses, int start, int end) {
        Expression key = keys.get(0);
        Expression value = values.get(0);
        if (set) {
            ExpressionBuilder.requireNotStarred(value, "iterable unpacking cannot be used in a comprehension");
            return new Expression.SetComp(value, clauses, start, end);
        }
        if (key == null) {
            throw SyntaxProblem.invalid(value.start(), "dict unpacking cannot be used in a dict comprehension");
        }
        return new Expression.DictComp(key, value, clauses, start, end);
    }

    private void add(@Nullable Expression key, Expression value) {
        if (set) {
            throw SyntaxProblem.invalid(value.start(), "unexpected value within a set");
        }
        keys.add(key);
        values.add(value);
    }
}
