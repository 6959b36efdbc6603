// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.schema.Dialect;
import org.jspecify.annotations.Nullable;

/** Decides between alternatives where only one can be kept: a model has one field of a name on every database. */
final class Choices {

    private static final int DEPTH = 8;

    private Choices() {}

    /**
     * The alternative that holds on PostgreSQL where the choice is about the database, otherwise the one that stands where
     * the condition does not hold: what is written under a condition is the exception.
     */
    static @Nullable Value usual(@Nullable Value value) {
        Value current = value;
        for (int i = 0; i < DEPTH && current instanceof Value.Choice choice; i++) {
            current = holds(choice.condition()) ? choice.whenTrue() : choice.whenFalse();
        }
        return current;
    }

    /** Whether a condition is about the database and holds on PostgreSQL. */
    static boolean holds(Condition condition) {
        if (condition instanceof Condition.DialectIs is) {
            return is.dialects().contains(Dialect.POSTGRESQL);
        }
        return condition instanceof Condition.Not not
                && not.condition() instanceof Condition.DialectIs is
                && !is.dialects().contains(Dialect.POSTGRESQL);
    }
}
