// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node of the syntax tree. */
public sealed interface Node
        permits Module,
                Statement,
                Expression,
                Pattern,
                TypeParameter,
                Arguments,
                Argument,
                Keyword,
                Alias,
                WithItem,
                MatchCase,
                ExceptHandler,
                Comprehension {

    /** Offset of the node's first character in the source text, in UTF-16 units from 0. */
    int start();

    /** Offset behind the node's last character; equals {@link #start} for an empty node, such as no parameters. */
    int end();

    /** Names each field of this node, in CPython's order. Positions are not fields. */
    void fields(FieldVisitor visitor);

    /** Calls the visitor's method for this kind of node and returns its answer. */
    <R extends @Nullable Object> R accept(NodeVisitor<R> visitor);

    /** Passes each direct child, in field order. */
    default void forEachChild(Consumer<? super Node> action) {
        fields(new FieldVisitor() {
            @Override
            public void node(String name, @Nullable Node node) {
                if (node != null) {
                    action.accept(node);
                }
            }

            @Override
            public void nodes(String name, List<? extends @Nullable Node> nodes) {
                for (Node node : nodes) {
                    node(name, node);
                }
            }

            @Override
            public void value(String name, @Nullable Object value) {}
        });
    }

    /** Passes this node and everything below it, each node before its children, in field order. Does not recurse. */
    default void walk(Consumer<? super Node> action) {
        Deque<Node> pending = new ArrayDeque<>();
        pending.push(this);
        List<Node> children = new ArrayList<>();
        while (!pending.isEmpty()) {
            Node node = pending.pop();
            action.accept(node);
            node.forEachChild(children::add);
            Collections.reverse(children);
            children.forEach(pending::push);
            children.clear();
        }
    }
}
