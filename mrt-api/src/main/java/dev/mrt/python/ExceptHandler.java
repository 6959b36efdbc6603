// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code except type as name: body}. {@code type} is a {@link Expression.Tuple} in {@code except A, B:}. */
public record ExceptHandler(
        @Nullable Expression type, @Nullable String name, List<Statement> body, int start, int end) implements Node {
    public ExceptHandler {
        body = List.copyOf(body);
    }

    @Override
    public void fields(FieldVisitor visitor) {
        visitor.node("type", type);
        visitor.value("name", name);
        visitor.nodes("body", body);
    }

    @Override
    public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
        return visitor.visitExceptHandler(this);
    }
}
