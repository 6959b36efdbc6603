// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Truth;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Under which condition a step runs. */
public sealed interface Condition {

    /** The step always runs. */
    static Condition always() {
        return new Always();
    }

    /** No condition. */
    record Always() implements Condition {}

    /** Holds on some dialects. */
    record DialectIs(Set<Dialect> dialects) implements Condition {
        public DialectIs {
            dialects = dialects.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(dialects));
        }
    }

    /**
     * Holds where an object exists: the migration asks the database's catalog first.
     *
     * @param kind what is asked for; null for a table, or for a column, constraint or index of one
     * @param name the object, or the table of a part
     * @param part the column, constraint or index asked for, or null for the object itself
     */
    record Exists(
            @Nullable ObjectKind kind,
            QualifiedName name,
            @Nullable Part part) implements Condition {}

    /** A part of a table that a condition asks for. */
    record Part(PartKind kind, String name) {}

    /** The kinds of parts. */
    enum PartKind {
        COLUMN,
        CONSTRAINT,
        INDEX
    }

    /** Depends on rows that are in the database, such as the result of a query or a loop over one. */
    record DependsOnData(String description) implements Condition {}

    /** Depends on something that was not understood: settings, environment, a value not known. */
    record Unknown(String description) implements Condition {}

    /** Holds where the other does not. */
    record Not(Condition condition) implements Condition {}

    /** Holds where all hold. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** Holds where one holds. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** Whether it holds on a database of a dialect, whatever is in it. */
    default Truth holdsOn(Dialect dialect) {
        if (this instanceof Always) {
            return Truth.TRUE;
        } else if (this instanceof DialectIs is) {
            return Truth.of(is.dialects().contains(dialect));
        } else if (this instanceof Not not) {
            return not.condition().holdsOn(dialect).not();
        } else if (this instanceof All all) {
            Truth truth = Truth.TRUE;
            for (Condition each : all.conditions()) {
                truth = truth.and(each.holdsOn(dialect));
            }
            return truth;
        } else if (this instanceof Any any) {
            Truth truth = Truth.FALSE;
            for (Condition each : any.conditions()) {
                truth = truth.or(each.holdsOn(dialect));
            }
            return truth;
        }
        return Truth.UNKNOWN;
    }

    /** The opposite, simplified. */
    default Condition negated() {
        return this instanceof Not not ? not.condition() : new Not(this);
    }

    /** Both, simplified. */
    default Condition and(Condition other) {
        if (this instanceof Always) {
            return other;
        }
        return other instanceof Always ? this : new All(List.of(this, other));
    }
}
