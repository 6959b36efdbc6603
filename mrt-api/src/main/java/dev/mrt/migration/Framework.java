// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

/** The frameworks whose migrations are read. */
public enum Framework {
    ALEMBIC("Alembic"),
    DJANGO("Django");

    private final String words;

    Framework(String words) {
        this.words = words;
    }

    /** The framework's own spelling. */
    public String words() {
        return words;
    }
}
