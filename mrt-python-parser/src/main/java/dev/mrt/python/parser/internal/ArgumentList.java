// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Comprehension;
import dev.mrt.python.Expression;
import dev.mrt.python.Keyword;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a call or a class header as they come; refuses those that are out of order. */
final class ArgumentList {

    private final List<Expression> positional = new ArrayList<>(4);
    private List<Keyword> keywords = List.of();
    private boolean unpacked;
    private boolean trailingComma;
    private @Nullable Expression generated;
    private List<Comprehension> generators = List.of();

    void positional(Expression value) {
        if (!keywords.isEmpty()) {
            throw SyntaxProblem.invalid(
                    value.start(), "positional argument follows keyword argument" + (unpacked ? " unpacking" : ""));
        }
        positional.add(value);
    }

    void starred(Expression value) {
        if (unpacked) {
            throw SyntaxProblem.invalid(value.start(), "'*' argument follows '**' argument");
        }
        positional.add(value);
    }

    void unpacked(Expression value, int start, int end) {
        unpacked = true;
        keywords = TreeParser.append(keywords, new Keyword(null, value, start, end));
    }

    void keyword(Expression name, Expression value, int start, int end) {
        if (!(name instanceof Expression.Name bare) || bare.start() != start) {
            throw SyntaxProblem.invalid(start, "the name of a keyword argument must be a plain name; '==' compares");
        }
        keywords = TreeParser.append(keywords, new Keyword(bare.id(), value, start, end));
    }

    /** An argument that is a generator without parentheses of its own. */
    void generator(Expression element, List<Comprehension> clauses) {
        positional(element);
        generated = element;
        generators = clauses;
    }

    void trailingComma() {
        trailingComma = true;
    }

    /** The call; {@code open} is where its opening parenthesis stands. */
    Expression toCall(Expression function, int open, int start, int end) {
        if (generated == null) {
            return new Expression.Call(function, positional, keywords, start, end);
        }
        if (positional.size() + keywords.size() > 1 || trailingComma) {
            throw generatorNeedsParentheses(generated);
        }
        Expression generator = new Expression.GeneratorExp(generated, generators, open, end);
        return new Expression.Call(function, List.of(generator), List.of(), start, end);
    }

    /** The bases of a class. */
    List<Expression> bases() {
        if (generated != null) {
            throw generatorNeedsParentheses(generated);
        }
        return positional;
    }

    List<Keyword> keywords() {
        return keywords;
    }

    private static SyntaxProblem generatorNeedsParentheses(Expression generated) {
        return SyntaxProblem.invalid(generated.start(), "the generator expression needs parentheses");
    }
}
