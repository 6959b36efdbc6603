// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Difference;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import java.util.Objects;
import java.util.Set;

/** Tells the differences that have rules of their own from those that are all reported as restored differently. */
final class OwnRules {

    private static final Set<ObjectKind> WITH_OWN_RULES = Set.of(
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.TRIGGER,
            ObjectKind.SCHEMA,
            ObjectKind.DATABASE);

    private OwnRules() {}

    /** Whether a rule about one kind of difference reports it. */
    static boolean report(MigrationContext context, LeftOver<Difference> left) {
        return !isRestoredDifferently(context, left);
    }

    private static boolean isRestoredDifferently(MigrationContext context, LeftOver<Difference> left) {
        Difference difference = left.difference();
        if (left.isOfTableMadeAgain()) {
            return isKnown(context, difference);
        } else if (difference instanceof Difference.ColumnChanged
                || difference instanceof Difference.ConstraintChanged
                || difference instanceof Difference.TableCommentChanged) {
            return true;
        } else if (difference instanceof Difference.IndexChanged) {
            return !left.isCausedBy(Operation.RenameIndex.class);
        } else if (difference instanceof Difference.ObjectChanged changed) {
            return !(changed.before() instanceof EnumType) && !(changed.before() instanceof SchemaObject.Sequence);
        } else if (difference instanceof Difference.ObjectRemoved removed) {
            return !WITH_OWN_RULES.contains(removed.removed().key().kind())
                    && !left.isCausedBy(Operation.RenameObject.class);
        } else if (difference instanceof Difference.ColumnRemoved || difference instanceof Difference.TableRemoved) {
            return !left.isCausedBy(Operation.RenameTable.class)
                    && !left.isCausedBy(Operation.RenameColumn.class)
                    && !(difference.table() != null
                            && context.roundTrip().loses(difference.table(), difference.part()));
        }
        return Replacement.of(context, left).isPresent();
    }

    /** A table from before the history may have had what seems to be new. */
    private static boolean isKnown(MigrationContext context, Difference difference) {
        boolean added = difference instanceof Difference.ColumnAdded
                || difference instanceof Difference.ConstraintAdded
                || difference instanceof Difference.IndexAdded;
        return !added
                || context.roundTrip()
                        .before()
                        .table(Objects.requireNonNull(difference.table()))
                        .map(Table::complete)
                        .orElse(false);
    }
}
