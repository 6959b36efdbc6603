// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Locale;

/** The kinds of schema objects beside tables. */
public enum ObjectKind {
    VIEW,
    MATERIALIZED_VIEW,
    SEQUENCE,
    ENUM_TYPE,
    /** A domain, composite or range type. */
    TYPE,
    TRIGGER,
    FUNCTION,
    PROCEDURE,
    AGGREGATE,
    EXTENSION,
    SCHEMA,
    DATABASE,
    POLICY,
    RULE,
    STATISTICS,
    EVENT_TRIGGER,
    /** Anything else that has a name: cast, operator, collation, text search configuration, publication, role, … */
    OTHER;

    /** Whether columns can have it as their type. */
    public boolean isType() {
        return this == ENUM_TYPE || this == TYPE;
    }

    /** The kind as it reads in a sentence, such as {@code enum type}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
