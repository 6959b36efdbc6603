// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import static dev.mrt.python.parser.internal.ExpressionBuilder.text;

import dev.mrt.python.BinaryOperator;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.Expression;
import dev.mrt.python.Pattern;
import dev.mrt.python.UnaryOperator;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Makes patterns of what the grammar's rules have matched. */
final class PatternBuilder {

    private static final String WILDCARD = "_";

    private final ExpressionBuilder expressions;

    PatternBuilder(ExpressionBuilder expressions) {
        this.expressions = expressions;
    }

    /** The pattern of a {@code case} clause; with a comma it is a sequence without brackets. */
    Pattern open(List<Pattern> items, boolean sequence, int start, int end) {
        if (sequence) {
            return new Pattern.MatchSequence(items, start, end);
        }
        return single(items);
    }

    Pattern parenthesized(List<Pattern> items, boolean sequence, int start, int end) {
        return open(items, sequence, start, end);
    }

    Pattern star(Token name, int start, int end) {
        return new Pattern.MatchStar(captured(name), start, end);
    }

    Pattern as(Pattern pattern, Token name, int start, int end) {
        return new Pattern.MatchAs(pattern, target(name), start, end);
    }

    Pattern singleton(Token token, int start, int end) {
        return new Pattern.MatchSingleton(ExpressionBuilder.singletonValue((PythonToken) token), start, end);
    }

    /** A bare name captures, a dotted one is compared. */
    Pattern captureOrValue(Expression name, int start, int end) {
        if (name instanceof Expression.Name bare) {
            return new Pattern.MatchAs(null, bare.id().equals(WILDCARD) ? null : bare.id(), start, end);
        }
        return new Pattern.MatchValue(name, start, end);
    }

    Expression mappingKey(Expression name) {
        if (name instanceof Expression.Name) {
            throw SyntaxProblem.invalid(
                    name.start(), "the key of a mapping pattern must be a literal or a dotted name");
        }
        return name;
    }

    Expression number(@Nullable Token minus, Token number, int start, int end) {
        Expression value = expressions.number(number);
        return minus == null ? value : new Expression.UnaryOp(UnaryOperator.USUB, value, start, end);
    }

    Expression complex(Expression real, Token sign, Token imaginary, int start, int end) {
        Expression left = real instanceof Expression.UnaryOp negative ? negative.operand() : real;
        if (left instanceof Expression.Constant constant && constant.value() instanceof ConstantValue.ComplexValue) {
            throw SyntaxProblem.invalid(start, "expected a real number before the imaginary part");
        }
        Expression right = expressions.number(imaginary);
        if (!(right instanceof Expression.Constant constant
                && constant.value() instanceof ConstantValue.ComplexValue)) {
            throw SyntaxProblem.invalid(right.start(), "expected an imaginary number");
        }
        BinaryOperator operator = sign.getType() == PythonGrammar.PLUS ? BinaryOperator.ADD : BinaryOperator.SUB;
        return new Expression.BinOp(real, operator, right, start, end);
    }

    /** The name that a pattern binds, null for the wildcard. */
    static @Nullable String captured(Token name) {
        return text(name).equals(WILDCARD) ? null : text(name);
    }

    /** A name after {@code as} or {@code **}, where the wildcard makes no sense. */
    static String target(Token name) {
        if (text(name).equals(WILDCARD)) {
            throw SyntaxProblem.invalid(((PythonToken) name).start, "cannot use '_' as a target");
        }
        return text(name);
    }

    private static Pattern single(List<Pattern> items) {
        if (items.get(0) instanceof Pattern.MatchStar star) {
            throw SyntaxProblem.invalid(star.start(), "a starred pattern must stand in a sequence");
        }
        return items.get(0);
    }
}
