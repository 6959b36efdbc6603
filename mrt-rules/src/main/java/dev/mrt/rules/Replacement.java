// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Difference;
import dev.mrt.schema.Index;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pairs a constraint or index that is missing after the rollback with one that the downgrade makes on the same columns
 * instead: a unique index for a unique constraint, a foreign key with another action.
 */
final class Replacement {

    private Replacement() {}

    /** What the downgrade makes in the place of something that is missing. */
    static Optional<Difference> of(MigrationContext context, LeftOver<? extends Difference> removed) {
        if (!(removed.difference() instanceof Difference.ConstraintRemoved)
                && !(removed.difference() instanceof Difference.IndexRemoved)) {
            return Optional.empty();
        }
        for (LeftOver<Difference> other : LeftOver.of(context, Difference.class)) {
            if (isMadeByDowngrade(other) && matches(removed.difference(), other.difference())) {
                return Optional.of(other.difference());
            }
        }
        return Optional.empty();
    }

    /** Whether something that is left behind stands in the place of something that is missing. */
    static boolean isOne(MigrationContext context, LeftOver<Difference> added) {
        if (!isMadeByDowngrade(added)) {
            return false;
        }
        for (LeftOver<Difference> other : LeftOver.of(context, Difference.class)) {
            boolean removed = other.difference() instanceof Difference.ConstraintRemoved
                    || other.difference() instanceof Difference.IndexRemoved;
            if (removed && matches(other.difference(), added.difference())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMadeByDowngrade(LeftOver<Difference> left) {
        return left.remainder().causedByDowngrade()
                && (left.difference() instanceof Difference.ConstraintAdded
                        || left.difference() instanceof Difference.IndexAdded);
    }

    private static boolean matches(Difference first, Difference second) {
        List<String> columns = columns(first);
        return !columns.isEmpty()
                && columns.equals(columns(second))
                && first.table() != null
                && first.table().equals(second.table())
                && kind(first) == kind(second);
    }

    private static List<String> columns(Difference difference) {
        Constraint constraint = constraint(difference);
        if (constraint != null) {
            return constraint.columns();
        }
        Index index = difference instanceof Difference.IndexAdded added
                ? added.added()
                : difference instanceof Difference.IndexRemoved removed ? removed.removed() : null;
        return index == null ? List.of() : index.columns();
    }

    /** Unique constraints, primary keys and indexes can stand for one another; so all of them count as unique here. */
    private static ConstraintKind kind(Difference difference) {
        Constraint constraint = constraint(difference);
        return constraint != null
                        && (constraint.kind() == ConstraintKind.FOREIGN_KEY
                                || constraint.kind() == ConstraintKind.CHECK)
                ? constraint.kind()
                : ConstraintKind.UNIQUE;
    }

    private static @Nullable Constraint constraint(Difference difference) {
        return difference instanceof Difference.ConstraintAdded added
                ? added.added()
                : difference instanceof Difference.ConstraintRemoved removed ? removed.removed() : null;
    }
}
