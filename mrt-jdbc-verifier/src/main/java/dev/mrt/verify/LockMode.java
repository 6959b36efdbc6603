// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.util.Locale;
import java.util.Optional;

/**
 * PostgreSQL's locks on tables, weakest first. See <a
 * href="https://www.postgresql.org/docs/current/explicit-locking.html">Explicit Locking</a>.
 */
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** The words in SQL, such as {@code ACCESS EXCLUSIVE}. */
    public String sql() {
        return name().replace('_', ' ');
    }

    /** Reads the word of {@code pg_locks.mode}, such as {@code AccessExclusiveLock}. Empty where it is none. */
    public static Optional<LockMode> ofCatalog(String word) {
        for (LockMode mode : values()) {
            if (word.equalsIgnoreCase(mode.name().replace("_", "").toLowerCase(Locale.ROOT) + "Lock")) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
