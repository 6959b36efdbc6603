// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import org.jspecify.annotations.Nullable;

/**
 * A type parameter of a function, class or type alias.
 */
public sealed interface TypeParameter extends Node {

    /** {@code name: bound = defaultValue}. */
    record TypeVar(
            String name,
            @Nullable Expression bound,
            @Nullable Expression defaultValue,
            int start,
            int end) implements TypeParameter {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("name", name);
            visitor.node("bound", bound);
            visitor.node("default_value", defaultValue);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitTypeVar(this);
        }
    }

    /** {@code **name = defaultValue}. */
    record ParamSpec(String name, @Nullable Expression defaultValue, int start, int end) implements TypeParameter {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("name", name);
            visitor.node("default_value", defaultValue);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitParamSpec(this);
        }
    }

    /** {@code *name = defaultValue}. */
    record TypeVarTuple(String name, @Nullable Expression defaultValue, int start, int end) implements TypeParameter {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("name", name);
            visitor.node("default_value", defaultValue);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitTypeVarTuple(this);
        }
    }
}
