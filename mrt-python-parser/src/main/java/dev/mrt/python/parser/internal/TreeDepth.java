// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Node;
import dev.mrt.python.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Keeps the tree so shallow that code may recurse over it: long chains of operators, calls or {@code elif} make deep trees. */
final class TreeDepth {

    private final int limit;
    private final List<Node> pending = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();

    TreeDepth(int limit) {
        this.limit = limit;
    }

    /** Removes the top-level statements that are too deep, and says so. No tree is deeper than {@code bound}. */
    void check(List<Statement> body, int bound, List<SyntaxProblem> problems) {
        if (bound <= limit) {
            return;
        }
        for (Iterator<Statement> statements = body.iterator(); statements.hasNext(); ) {
            Statement statement = statements.next();
            if (depth(statement) > limit) {
                statements.remove();
                problems.add(SyntaxProblem.limit(
                        statement.start(), "a statement of more than " + limit + " nested parts", "take it apart"));
            }
        }
    }

    private int depth(Node root) {
        int deepest = 0;
        push(root, 1);
        while (!pending.isEmpty()) {
            int last = pending.size() - 1;
            Node node = pending.remove(last);
            int depth = depths.remove(last);
            deepest = Math.max(deepest, depth);
            node.forEachChild(child -> push(child, depth + 1));
        }
        return deepest;
    }

    private void push(Node node, int depth) {
        pending.add(node);
        depths.add(depth);
    }
}
