// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import static dev.mrt.python.parser.internal.PythonGrammar.FALSE;
import static dev.mrt.python.parser.internal.PythonGrammar.NONE;
import static dev.mrt.python.parser.internal.PythonGrammar.TRUE;

import dev.mrt.python.Comprehension;
import dev.mrt.python.ConstantValue.Singleton;
import dev.mrt.python.Expression;
import dev.mrt.python.ExpressionContext;
import java.util.List;
import java.util.Objects;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Makes expressions of what the grammar's rules have matched. */
final class ExpressionBuilder {

    private final String source;

    ExpressionBuilder(String source) {
        this.source = source;
    }

    static String text(Token name) {
        return Objects.requireNonNull(((PythonToken) name).name, "a name");
    }

    static void requireNotStarred(Expression expression, String message) {
        if (expression instanceof Expression.Starred) {
            throw SyntaxProblem.invalid(expression.start(), message);
        }
    }

    Expression name(Token token) {
        PythonToken name = (PythonToken) token;
        return new Expression.Name(text(name), ExpressionContext.LOAD, name.start, name.end);
    }

    Expression number(Token token) {
        PythonToken number = (PythonToken) token;
        return new Expression.Constant(
                NumberLiteral.decode(source, number.start, number.end), null, number.start, number.end);
    }

    Expression singleton(Token token) {
        PythonToken word = (PythonToken) token;
        return new Expression.Constant(singletonValue(word), null, word.start, word.end);
    }

    static Singleton singletonValue(PythonToken word) {
        return switch (word.type) {
            case NONE -> Singleton.NONE;
            case TRUE -> Singleton.TRUE;
            case FALSE -> Singleton.FALSE;
            default -> Singleton.ELLIPSIS;
        };
    }

    Expression attribute(Expression value, Token name, int start, int end) {
        return new Expression.Attribute(value, text(name), ExpressionContext.LOAD, start, end);
    }

    Expression call(Expression function, Token open, ArgumentList arguments, int start, int end) {
        return arguments.toCall(function, ((PythonToken) open).start, start, end);
    }

    Expression subscript(Expression value, Expression slice, int start, int end) {
        return new Expression.Subscript(value, slice, ExpressionContext.LOAD, start, end);
    }

    /** A starred slice is a tuple even without a comma. */
    Expression onlySlice(Expression slice, int start, int end) {
        return slice instanceof Expression.Starred ? tuple(List.of(slice), start, end) : slice;
    }

    Expression starred(Expression value, int start, int end) {
        return new Expression.Starred(value, ExpressionContext.LOAD, start, end);
    }

    Expression tuple(List<Expression> elements, int start, int end) {
        return new Expression.Tuple(elements, ExpressionContext.LOAD, start, end);
    }

    Expression list(List<Expression> elements, @Nullable List<Comprehension> generators, int start, int end) {
        if (generators == null) {
            return new Expression.ListExpression(elements, ExpressionContext.LOAD, start, end);
        }
        requireNotStarred(elements.get(0), "iterable unpacking cannot be used in a comprehension");
        return new Expression.ListComp(elements.get(0), generators, start, end);
    }

    Expression named(Expression target, Expression value, int start, int end) {
        if (!(target instanceof Expression.Name name) || target.start() != start) {
            throw SyntaxProblem.invalid(start, "only a plain name can be assigned with ':='");
        }
        Expression stored = new Expression.Name(name.id(), ExpressionContext.STORE, name.start(), name.end());
        return new Expression.NamedExpr(stored, value, start, end);
    }
}
