// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import org.jspecify.annotations.Nullable;

/** {@code name as asName} in an import; {@code name} is dotted, or {@code *}. */
public record Alias(String name, @Nullable String asName, int start, int end) implements Node {
    @Override
    public void fields(FieldVisitor visitor) {
        visitor.value("name", name);
        visitor.value("asname", asName);
    }

    @Override
    public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
        return visitor.visitAlias(this);
    }
}
