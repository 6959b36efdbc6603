// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Locale;
import java.util.Optional;

/** What a foreign key does to the referring rows when the row that they refer to is deleted or changed. */
public enum ReferentialAction {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    /** The words in SQL, such as {@code SET NULL}. */
    public String sql() {
        return name().replace('_', ' ');
    }

    /** Reads the words in SQL, in any case. Empty where they are not known. */
    public static Optional<ReferentialAction> of(String sql) {
        String wanted = sql.trim().toUpperCase(Locale.ROOT).replace(' ', '_');
        for (ReferentialAction action : values()) {
            if (action.name().equals(wanted)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
