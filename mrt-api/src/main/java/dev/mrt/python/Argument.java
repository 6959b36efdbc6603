// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import org.jspecify.annotations.Nullable;

/** One parameter: CPython's {@code arg}. */
public record Argument(String arg, @Nullable Expression annotation, int start, int end) implements Node {
    @Override
    public void fields(FieldVisitor visitor) {
        visitor.value("arg", arg);
        visitor.node("annotation", annotation);
    }

    @Override
    public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
        return visitor.visitArgument(this);
    }
}
