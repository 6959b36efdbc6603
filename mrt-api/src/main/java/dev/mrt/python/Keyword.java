// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import org.jspecify.annotations.Nullable;

/** {@code arg=value} in a call or a class header; {@code arg} is null for {@code **value}. */
public record Keyword(@Nullable String arg, Expression value, int start, int end) implements Node {
    @Override
    public void fields(FieldVisitor visitor) {
        visitor.value("arg", arg);
        visitor.node("value", value);
    }

    @Override
    public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
        return visitor.visitKeyword(this);
    }
}
