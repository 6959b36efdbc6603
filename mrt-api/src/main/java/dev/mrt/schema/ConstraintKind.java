// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

/** The kinds of constraints. */
public enum ConstraintKind {
    PRIMARY_KEY("primary key"),
    FOREIGN_KEY("foreign key"),
    UNIQUE("unique constraint"),
    CHECK("check constraint"),
    EXCLUSION("exclusion constraint");

    private final String words;

    ConstraintKind(String words) {
        this.words = words;
    }

    /** The kind as it reads in a sentence. */
    public String words() {
        return words;
    }
}
