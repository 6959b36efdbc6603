// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.Expression;
import dev.mrt.python.Node;
import dev.mrt.python.Statement;
import java.util.List;

/** Finds out whether a function is a generator. */
final class Yields {

    private Yields() {}

    static boolean in(List<Statement> body) {
        for (Statement statement : body) {
            if (in(statement)) {
                return true;
            }
        }
        return false;
    }

    private static boolean in(Statement statement) {
        if (statement instanceof Statement.ExpressionStatement expression) {
            return isYield(expression.value());
        }
        if (statement instanceof Statement.Assign assign) {
            return isYield(assign.value());
        }
        if (statement instanceof Statement.If branch) {
            return in(branch.body()) || in(branch.orElse());
        }
        if (statement instanceof Statement.For loop) {
            return in(loop.body()) || in(loop.orElse());
        }
        if (statement instanceof Statement.While loop) {
            return in(loop.body()) || in(loop.orElse());
        }
        if (statement instanceof Statement.With with) {
            return in(with.body());
        }
        if (statement instanceof Statement.Try attempt) {
            return in(attempt.body()) || in(attempt.orElse()) || in(attempt.finalBody());
        }
        return false;
    }

    private static boolean isYield(Node node) {
        return node instanceof Expression.Yield || node instanceof Expression.YieldFrom;
    }
}
