// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import java.util.Locale;

/** What a rule is about. Codes are numbered by category. */
public enum Category {
    /** 1xx: the way back is missing, does nothing, fails or leaves something behind. */
    ROLLBACK,
    /** 2xx: rows or values are lost. */
    DATA_LOSS,
    /** 3xx: names, types and enum labels that change. */
    NAMES_AND_TYPES,
    /** 4xx: constraints, locks and table rewrites. */
    CONSTRAINTS_AND_LOCKS,
    /** 5xx: other objects, and what is peculiar to one database. */
    OBJECTS_AND_ENGINES,
    /** 6xx: Django. */
    DJANGO,
    /** 7xx: old code on the new schema while a deployment rolls on. */
    ROLLING_DEPLOY,
    /** 8xx: what makes a migration hard to trust. */
    HYGIENE,
    /** 9xx: the revision graph and the files. */
    HISTORY;

    /** The name in configuration, such as {@code data-loss}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
