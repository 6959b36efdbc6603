// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import static dev.mrt.python.parser.internal.PythonGrammar.*;

import dev.mrt.python.BinaryOperator;
import dev.mrt.python.BooleanOperator;
import dev.mrt.python.ComparisonOperator;
import dev.mrt.python.Expression;
import dev.mrt.python.UnaryOperator;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Gives a flat list of operands and operators its structure, by precedence, without recursion. Lists nest where an operand holds
 * another list in brackets: each {@link #open} begins one and its {@link #close} yields its expression.
 */
final class OperatorStack {

    private static final int OR_PRECEDENCE = 1;
    private static final int AND_PRECEDENCE = 2;
    private static final int NOT_PRECEDENCE = 3;
    private static final int COMPARISON_PRECEDENCE = 4;
    private static final int UNARY_PRECEDENCE = 11;
    private static final int POWER_PRECEDENCE = 12;

    /** Marks a prefix operator among the binary ones that share its token. */
    private static final int PREFIX = 1 << 16;

    private Expression[] operands = new Expression[32];
    /** Ranges of the operands, with the parentheses around them. */
    private int[] starts = new int[32];

    private int[] ends = new int[32];
    private int operandCount;

    private int[] operators = new int[32];
    private int[] operatorStarts = new int[32];
    private int operatorCount;

    private int[] bases = new int[32];
    private int depth;
    private boolean looserThanBitwise;

    void reset() {
        operandCount = 0;
        operatorCount = 0;
        depth = 0;
    }

    void open() {
        if (depth == bases.length) {
            bases = Arrays.copyOf(bases, depth * 2);
        }
        bases[depth++] = operatorCount;
    }

    Expression close() {
        int base = bases[--depth];
        if (operatorCount == base) {
            looserThanBitwise = false;
        } else {
            reduceAbove(base, 0);
        }
        return operands[--operandCount];
    }

    /** Returns the expression that was closed last, unless it is a comparison or a boolean operation without parentheses. */
    Expression requireBitwise(Expression expression) {
        if (looserThanBitwise) {
            throw SyntaxProblem.invalid(expression.start(), "parentheses are needed after '*' or '**' here");
        }
        return expression;
    }

    void operand(Expression expression, int start, int end) {
        if (operandCount == operands.length) {
            operands = Arrays.copyOf(operands, operandCount * 2);
            starts = Arrays.copyOf(starts, operandCount * 2);
            ends = Arrays.copyOf(ends, operandCount * 2);
        }
        operands[operandCount] = expression;
        starts[operandCount] = start;
        ends[operandCount] = end;
        operandCount++;
    }

    void await(Token await, Expression value, int end) {
        int start = ((PythonToken) await).start;
        operand(new Expression.Await(value, start, end), start, end);
    }

    void prefix(Token operator) {
        int type = operator.getType();
        if (type == NOT && operatorCount > bases[depth - 1]) {
            int before = operators[operatorCount - 1];
            if (precedence(before) > NOT_PRECEDENCE) {
                throw SyntaxProblem.invalid(
                        ((PythonToken) operator).start, "'not' after an operator needs parentheses");
            }
        }
        pushOperator(type | PREFIX, ((PythonToken) operator).start);
    }

    void binary(Token operator) {
        int type = operator.getType();
        int precedence = precedence(type);
        // What associates to the right waits for its right operand; chains are made into one node at their end.
        boolean waits = precedence == POWER_PRECEDENCE || precedence <= COMPARISON_PRECEDENCE;
        reduceAbove(bases[depth - 1], waits ? precedence + 1 : precedence);
        pushOperator(type, 0);
    }

    private void pushOperator(int operator, int start) {
        if (operatorCount == operators.length) {
            operators = Arrays.copyOf(operators, operatorCount * 2);
            operatorStarts = Arrays.copyOf(operatorStarts, operatorCount * 2);
        }
        operators[operatorCount] = operator;
        operatorStarts[operatorCount] = start;
        operatorCount++;
    }

    /** Applies the operators at the top that bind at least as strongly as {@code precedence}. */
    private void reduceAbove(int base, int precedence) {
        while (operatorCount > base) {
            int operator = operators[operatorCount - 1];
            int top = precedence(operator);
            if (top < precedence) {
                return;
            }
            looserThanBitwise = top <= COMPARISON_PRECEDENCE;
            if ((operator & PREFIX) != 0) {
                reduceUnary(operator);
            } else if (top <= COMPARISON_PRECEDENCE) {
                reduceChain(base, top);
            } else {
                reduceBinary(operator);
            }
        }
    }

    private void reduceUnary(int operator) {
        operatorCount--;
        int last = operandCount - 1;
        int start = operatorStarts[operatorCount];
        operands[last] = new Expression.UnaryOp(unaryOperator(operator & ~PREFIX), operands[last], start, ends[last]);
        starts[last] = start;
    }

    private void reduceBinary(int operator) {
        operatorCount--;
        int right = --operandCount;
        int left = right - 1;
        operands[left] = new Expression.BinOp(
                operands[left], binaryOperator(operator), operands[right], starts[left], ends[right]);
        ends[left] = ends[right];
    }

    /** Makes one node of the operators of one precedence at the top. */
    private void reduceChain(int base, int precedence) {
        int first = operatorCount - 1;
        while (first > base && precedence(operators[first - 1]) == precedence) {
            first--;
        }
        int left = operandCount - 1 - (operatorCount - first);
        int start = starts[left];
        int end = ends[operandCount - 1];
        if (precedence == COMPARISON_PRECEDENCE) {
            ComparisonOperator[] comparisons = new ComparisonOperator[operatorCount - first];
            for (int i = 0; i < comparisons.length; i++) {
                comparisons[i] = comparisonOperator(operators[first + i]);
            }
            List<Expression> comparators = List.of(Arrays.copyOfRange(operands, left + 1, operandCount));
            operands[left] = new Expression.Compare(operands[left], List.of(comparisons), comparators, start, end);
        } else {
            BooleanOperator operator = precedence == AND_PRECEDENCE ? BooleanOperator.AND : BooleanOperator.OR;
            List<Expression> values = List.of(Arrays.copyOfRange(operands, left, operandCount));
            operands[left] = new Expression.BoolOp(operator, values, start, end);
        }
        ends[left] = end;
        operandCount = left + 1;
        operatorCount = first;
    }

    private static int precedence(int operator) {
        return switch (operator) {
            case OR -> OR_PRECEDENCE;
            case AND -> AND_PRECEDENCE;
            case NOT | PREFIX -> NOT_PRECEDENCE;
            case VERTICAL_BAR -> 5;
            case CIRCUMFLEX -> 6;
            case AMPERSAND -> 7;
            case LEFT_SHIFT, RIGHT_SHIFT -> 8;
            case PLUS, MINUS -> 9;
            case STAR, AT, SLASH, DOUBLE_SLASH, PERCENT -> 10;
            case PLUS | PREFIX, MINUS | PREFIX, TILDE | PREFIX -> UNARY_PRECEDENCE;
            case DOUBLE_STAR -> POWER_PRECEDENCE;
            default -> COMPARISON_PRECEDENCE;
        };
    }

    private static UnaryOperator unaryOperator(int type) {
        return switch (type) {
            case NOT -> UnaryOperator.NOT;
            case PLUS -> UnaryOperator.UADD;
            case MINUS -> UnaryOperator.USUB;
            case TILDE -> UnaryOperator.INVERT;
            default -> throw new IllegalArgumentException("No prefix operator: " + type);
        };
    }

    private static BinaryOperator binaryOperator(int type) {
        return switch (type) {
            case PLUS -> BinaryOperator.ADD;
            case MINUS -> BinaryOperator.SUB;
            case STAR -> BinaryOperator.MULT;
            case AT -> BinaryOperator.MATMULT;
            case SLASH -> BinaryOperator.DIV;
            case PERCENT -> BinaryOperator.MOD;
            case DOUBLE_STAR -> BinaryOperator.POW;
            case LEFT_SHIFT -> BinaryOperator.LSHIFT;
            case RIGHT_SHIFT -> BinaryOperator.RSHIFT;
            case VERTICAL_BAR -> BinaryOperator.BITOR;
            case CIRCUMFLEX -> BinaryOperator.BITXOR;
            case AMPERSAND -> BinaryOperator.BITAND;
            case DOUBLE_SLASH -> BinaryOperator.FLOORDIV;
            default -> throw new IllegalArgumentException("No arithmetic operator: " + type);
        };
    }

    private static ComparisonOperator comparisonOperator(int type) {
        return switch (type) {
            case EQUAL_EQUAL -> ComparisonOperator.EQ;
            case NOT_EQUAL -> ComparisonOperator.NOT_EQ;
            case LESS -> ComparisonOperator.LT;
            case LESS_EQUAL -> ComparisonOperator.LT_E;
            case GREATER -> ComparisonOperator.GT;
            case GREATER_EQUAL -> ComparisonOperator.GT_E;
            case IS -> ComparisonOperator.IS;
            case IS_NOT -> ComparisonOperator.IS_NOT;
            case IN -> ComparisonOperator.IN;
            case NOT_IN -> ComparisonOperator.NOT_IN;
            default -> throw new IllegalArgumentException("No comparison: " + type);
        };
    }
}
