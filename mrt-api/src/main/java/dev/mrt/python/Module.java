// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole file. The range is that of the text. */
public record Module(List<Statement> body, int start, int end) implements Node {
    public Module {
        body = List.copyOf(body);
    }

    @Override
    public void fields(FieldVisitor visitor) {
        visitor.nodes("body", body);
    }

    @Override
    public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
        return visitor.visitModule(this);
    }
}
