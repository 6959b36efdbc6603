// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Comprehension;
import dev.mrt.python.Expression;
import dev.mrt.python.ExpressionContext;
import dev.mrt.python.WithItem;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** What stands between parentheses that are not those of a call; only its end tells what it is. */
final class Parenthesized {

    private final List<Expression> items = new ArrayList<>(2);
    private @Nullable List<@Nullable Expression> variables;
    private @Nullable PythonToken as;
    private @Nullable List<Comprehension> generators;
    private boolean tuple = true;

    void add(Expression item) {
        tuple = !items.isEmpty();
        items.add(item);
    }

    void comma() {
        tuple = true;
    }

    void generator(List<Comprehension> clauses) {
        generators = clauses;
    }

    /** The target of the item that came last: this can only be the items of a {@code with} statement. */
    void variable(Token token, Expression target) {
        if (variables == null) {
            as = (PythonToken) token;
            variables = new ArrayList<>();
        }
        while (variables.size() < items.size() - 1) {
            variables.add(null);
        }
        variables.add(target);
    }

    Expression toExpression(TreeParser parser, Token open, int end) {
        int start = ((PythonToken) open).start;
        if (generators != null) {
            Expression element = items.get(0);
            ExpressionBuilder.requireNotStarred(element, "iterable unpacking cannot be used in a generator expression");
            return new Expression.GeneratorExp(element, generators, start, end);
        }
        if (as != null && variables != null) {
            return withItems(parser, open.getTokenIndex(), as, variables, start, end);
        }
        if (tuple) {
            return new Expression.Tuple(items, ExpressionContext.LOAD, start, end);
        }
        ExpressionBuilder.requireNotStarred(items.get(0), "a starred expression cannot stand in parentheses alone");
        return items.get(0);
    }

    private Expression withItems(
            TreeParser parser, int index, PythonToken as, List<@Nullable Expression> targets, int start, int end) {
        if (index == 0 || parser.tokens.get(index - 1).type != PythonGrammar.WITH) {
            throw SyntaxProblem.invalid(as.start, "unexpected 'as'");
        }
        List<WithItem> withItems = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Expression item = items.get(i);
            Expression target = i < targets.size() ? targets.get(i) : null;
            withItems.add(new WithItem(item, target, item.start(), target == null ? item.end() : target.end()));
        }
        Expression placeholder = new Expression.Tuple(items, ExpressionContext.LOAD, start, end);
        parser.statements.parenthesizedItems(placeholder, withItems, as.start);
        return placeholder;
    }
}
