// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives the fields of a node in CPython's order and under CPython's names, such as {@code decorator_list}. With it, code
 * that treats all nodes alike needs no case per kind.
 */
public interface FieldVisitor {

    /** A child, or null where the optional child is absent. */
    void node(String name, @Nullable Node node);

    /** Children; an element is null only in {@code Dict.keys} and {@code arguments.kw_defaults}. */
    void nodes(String name, List<? extends @Nullable Node> nodes);

    /**
     * Anything else: a {@link String}, a {@link ConstantValue}, an {@link Integer}, a {@link Boolean}, an operator or context
     * enum, a list of these, or null where the optional value is absent.
     */
    void value(String name, @Nullable Object value);
}
