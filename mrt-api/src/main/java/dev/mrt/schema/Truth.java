// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

/** A fact that is known to hold, known not to hold, or not known. Unknown never turns into a claim. */
public enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    /** The fact that a known value states. */
    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** True only where the fact is known to hold. */
    public boolean isTrue() {
        return this == TRUE;
    }

    /** True only where the fact is known not to hold. */
    public boolean isFalse() {
        return this == FALSE;
    }

    /** True where nothing is known. */
    public boolean isUnknown() {
        return this == UNKNOWN;
    }

    /** Known to hold only where both are; known not to hold where one is known not to. */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    /** Known to hold where one is; known not to hold only where both are known not to. */
    public Truth or(Truth other) {
        if (this == TRUE || other == TRUE) {
            return TRUE;
        }
        return this == FALSE && other == FALSE ? FALSE : UNKNOWN;
    }

    /** The opposite; unknown stays unknown. */
    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
