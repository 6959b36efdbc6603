// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import org.jspecify.annotations.Nullable;

/** {@code contextExpr as optionalVars}. */
public record WithItem(Expression contextExpr, @Nullable Expression optionalVars, int start, int end) implements Node {
    @Override
    public void fields(FieldVisitor visitor) {
        visitor.node("context_expr", contextExpr);
        visitor.node("optional_vars", optionalVars);
    }

    @Override
    public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
        return visitor.visitWithItem(this);
    }
}
