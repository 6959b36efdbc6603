// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;

/**
 * What changing a column's type does.
 *
 * @param kind what happens to the values
 * @param detail which values suffer, such as {@code values longer than 50 characters}; empty for none
 * @param rewritesTable whether the whole table is written anew under an exclusive lock
 * @param needsUsing whether the target refuses the change without an expression that says how to convert (PostgreSQL)
 */
public record TypeChange(Kind kind, String detail, Truth rewritesTable, Truth needsUsing) {

    /** What happens to the values. */
    public enum Kind {
        /** The types are equal. */
        NONE,
        /** Every value survives and converts back. */
        LOSSLESS,
        /** Some values do not fit: the change fails on them, or cuts them where the target does so. */
        NARROWING,
        /** Values are rounded or cut without an error. */
        LOSSY,
        /** Not known. */
        UNKNOWN
    }

    /** No change. */
    public static final TypeChange NONE = new TypeChange(Kind.NONE, "", Truth.FALSE, Truth.FALSE);

    /** A change of which nothing is known. */
    public static final TypeChange UNKNOWN = new TypeChange(Kind.UNKNOWN, "", Truth.UNKNOWN, Truth.UNKNOWN);

    public TypeChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** True where some value may be lost or stop the change. */
    public boolean isRisky() {
        return kind == Kind.NARROWING || kind == Kind.LOSSY;
    }
}
