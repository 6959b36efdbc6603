// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Expression;
import dev.mrt.python.ExpressionContext;
import dev.mrt.python.Node;
import dev.mrt.python.NodeVisitor;
import java.util.ArrayList;
import java.util.List;

/** Turns expressions into what is assigned or deleted, and refuses those that cannot be. */
final class AssignmentTargets {

    /** The target of an assignment, a loop or a {@code with}. */
    Expression store(Expression expression) {
        return convert(expression, ExpressionContext.STORE, "assign to");
    }

    /** The target of {@code del}. */
    Expression delete(Expression expression) {
        if (expression instanceof Expression.Starred) {
            throw refused(expression, "delete");
        }
        return convert(expression, ExpressionContext.DEL, "delete");
    }

    /** The target of an augmented or annotated assignment: a name, an attribute or a subscript. */
    Expression storeSingle(Expression expression, String message) {
        if (expression instanceof Expression.Name
                || expression instanceof Expression.Attribute
                || expression instanceof Expression.Subscript) {
            return store(expression);
        }
        throw SyntaxProblem.invalid(expression.start(), message + " " + expression.accept(DESCRIPTION));
    }

    private Expression convert(Expression e, ExpressionContext context, String verb) {
        if (e instanceof Expression.Name name) {
            return new Expression.Name(name.id(), context, e.start(), e.end());
        }
        if (e instanceof Expression.Attribute attribute) {
            return new Expression.Attribute(attribute.value(), attribute.attr(), context, e.start(), e.end());
        }
        if (e instanceof Expression.Subscript subscript) {
            return new Expression.Subscript(subscript.value(), subscript.slice(), context, e.start(), e.end());
        }
        if (e instanceof Expression.Tuple tuple) {
            return new Expression.Tuple(convertAll(tuple.elts(), context, verb), context, e.start(), e.end());
        }
        if (e instanceof Expression.ListExpression list) {
            return new Expression.ListExpression(convertAll(list.elts(), context, verb), context, e.start(), e.end());
        }
        if (e instanceof Expression.Starred starred
                && context == ExpressionContext.STORE
                && !(starred.value() instanceof Expression.Starred)) {
            return new Expression.Starred(convert(starred.value(), context, verb), context, e.start(), e.end());
        }
        throw refused(e, verb);
    }

    private List<Expression> convertAll(List<Expression> elements, ExpressionContext context, String verb) {
        List<Expression> result = new ArrayList<>(elements.size());
        for (Expression element : elements) {
            result.add(convert(element, context, verb));
        }
        return result;
    }

    private static SyntaxProblem refused(Expression expression, String verb) {
        return SyntaxProblem.invalid(expression.start(), "cannot " + verb + " " + expression.accept(DESCRIPTION));
    }

    private static final NodeVisitor<String> DESCRIPTION = new NodeVisitor<>() {
        @Override
        public String visitNode(Node node) {
            return "expression";
        }

        @Override
        public String visitCall(Expression.Call node) {
            return "function call";
        }

        @Override
        public String visitConstant(Expression.Constant node) {
            return "literal";
        }

        @Override
        public String visitJoinedStr(Expression.JoinedStr node) {
            return "f-string";
        }

        @Override
        public String visitCompare(Expression.Compare node) {
            return "comparison";
        }

        @Override
        public String visitLambda(Expression.Lambda node) {
            return "lambda";
        }

        @Override
        public String visitIfExp(Expression.IfExp node) {
            return "conditional expression";
        }

        @Override
        public String visitNamedExpr(Expression.NamedExpr node) {
            return "named expression";
        }

        @Override
        public String visitTuple(Expression.Tuple node) {
            return "tuple";
        }

        @Override
        public String visitListExpression(Expression.ListExpression node) {
            return "list";
        }

        @Override
        public String visitStarred(Expression.Starred node) {
            return "starred expression";
        }

        @Override
        public String visitDict(Expression.Dict node) {
            return "dictionary";
        }

        @Override
        public String visitSetExpression(Expression.SetExpression node) {
            return "set";
        }

        @Override
        public String visitYield(Expression.Yield node) {
            return "yield expression";
        }

        @Override
        public String visitYieldFrom(Expression.YieldFrom node) {
            return "yield expression";
        }

        @Override
        public String visitAwait(Expression.Await node) {
            return "await expression";
        }

        @Override
        public String visitGeneratorExp(Expression.GeneratorExp node) {
            return "generator expression";
        }
    };
}
