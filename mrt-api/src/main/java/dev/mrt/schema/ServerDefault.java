// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the database puts into a column that an insert leaves out.
 *
 * @param kind whether there is a default, none, or nothing is known
 * @param text the SQL expression, such as {@code 0}, {@code 'new'} or {@code now()}; empty unless an expression
 */
public record ServerDefault(Kind kind, String text) {

    /** Whether there is a default. */
    public enum Kind {
        NONE,
        EXPRESSION,
        UNKNOWN
    }

    /** No default. */
    public static final ServerDefault NONE = new ServerDefault(Kind.NONE, "");

    /** Nothing is known about the default. */
    public static final ServerDefault UNKNOWN = new ServerDefault(Kind.UNKNOWN, "");

    public ServerDefault {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    /** As of any record; written out as in {@link QualifiedName}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof ServerDefault that && kind == that.kind && text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** A default given as SQL text. */
    public static ServerDefault of(String sql) {
        return new ServerDefault(Kind.EXPRESSION, sql);
    }

    /** True where there is a default. */
    public boolean isPresent() {
        return kind == Kind.EXPRESSION;
    }

    /** The expression, {@code none} or {@code unknown}. */
    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "none";
            case EXPRESSION -> text;
            case UNKNOWN -> "unknown";
        };
    }
}
