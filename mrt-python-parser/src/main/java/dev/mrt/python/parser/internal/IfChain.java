// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import java.util.ArrayList;
import java.util.List;

/** Collects {@code if} and {@code elif} and nests them from the last to the first, so that a long chain needs no recursion. */
final class IfChain {

    private final List<Expression> tests = new ArrayList<>(2);
    private final List<List<Statement>> bodies = new ArrayList<>(2);
    private final List<Integer> starts = new ArrayList<>(2);

    void add(Expression test, List<Statement> body, int start) {
        tests.add(test);
        bodies.add(body);
        starts.add(start);
    }

    Statement toStatement(List<Statement> otherwise, int end) {
        int last = tests.size() - 1;
        Statement result = new Statement.If(tests.get(last), bodies.get(last), otherwise, starts.get(last), end);
        for (int i = last - 1; i >= 0; i--) {
            result = new Statement.If(tests.get(i), bodies.get(i), List.of(result), starts.get(i), end);
        }
        return result;
    }
}
