// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code for target in iter if ifs} of a comprehension. */
public record Comprehension(
        Expression target, Expression iter, List<Expression> ifs, boolean isAsync, int start, int end) implements Node {
    public Comprehension {
        ifs = List.copyOf(ifs);
    }

    @Override
    public void fields(FieldVisitor visitor) {
        visitor.node("target", target);
        visitor.node("iter", iter);
        visitor.nodes("ifs", ifs);
        visitor.value("is_async", isAsync);
    }

    @Override
    public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
        return visitor.visitComprehension(this);
    }
}
