// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.QualifiedName;
import java.util.Objects;

/**
 * What an upgrade was seen to do to a table that was there before it (PostgreSQL).
 *
 * @param table the table, under the name that it had before
 * @param mode the strongest lock that was held on it
 * @param rewritten whether its rows are in another file afterwards
 */
public record ObservedLock(QualifiedName table, LockMode mode, boolean rewritten) {
    public ObservedLock {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(mode, "mode");
    }
}
