// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code case pattern if guard: body}. */
public record MatchCase(Pattern pattern, @Nullable Expression guard, List<Statement> body, int start, int end)
        implements Node {
    public MatchCase {
        body = List.copyOf(body);
    }

    @Override
    public void fields(FieldVisitor visitor) {
        visitor.node("pattern", pattern);
        visitor.node("guard", guard);
        visitor.nodes("body", body);
    }

    @Override
    public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
        return visitor.visitMatchCase(this);
    }
}
