// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import dev.mrt.replay.Remainder;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.SchemaObject;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A difference that certainly remains after upgrade and downgrade, for the rules that each own a kind of difference.
 *
 * @param difference the difference
 * @param remainder where it comes from
 * @param range where it is reported: the step that caused it, or the revision
 */
record LeftOver<D extends Difference>(D difference, Remainder remainder, SourceRange range) {

    /** The differences of a type. Empty where there is no downgrade that runs: other rules say so once. */
    static <D extends Difference> List<LeftOver<D>> of(MigrationContext context, Class<D> type) {
        RoundTrip trip = context.roundTrip();
        if (trip.downgradeState() != RoundTrip.DowngradeState.RUNS) {
            return List.of();
        }
        List<LeftOver<D>> found = new ArrayList<>();
        for (Remainder remainder : trip.certainRemainders()) {
            StepReplay cause = remainder.cause();
            // what the downgrade does under a condition that is not known may answer an upgrade under the same one
            boolean known = !remainder.causedByDowngrade()
                    || cause == null
                    || cause.runs().isTrue();
            if (known && type.isInstance(remainder.difference())) {
                SourceRange range = cause == null
                        ? context.migration().identity()
                        : cause.step().range();
                found.add(new LeftOver<>(type.cast(remainder.difference()), remainder, range));
            }
        }
        return found;
    }

    /** The differences about the same column. */
    static List<LeftOver<Difference.ColumnChanged>> ofColumn(
            MigrationContext context, Difference.ColumnChanged difference) {
        List<LeftOver<Difference.ColumnChanged>> found = new ArrayList<>();
        for (LeftOver<Difference.ColumnChanged> left : of(context, Difference.ColumnChanged.class)) {
            if (left.difference().table().equals(difference.table())
                    && left.difference().part().equals(difference.part())) {
                found.add(left);
            }
        }
        return found;
    }

    /** The differences about objects of some kinds. */
    static List<LeftOver<Difference>> ofObjects(MigrationContext context, Set<ObjectKind> kinds) {
        List<LeftOver<Difference>> found = new ArrayList<>();
        for (LeftOver<Difference> left : of(context, Difference.class)) {
            ObjectKey key = left.difference().object();
            if (key != null && kinds.contains(key.kind())) {
                found.add(left);
            }
        }
        return found;
    }

    /**
     * Whether an index or constraint is missing that the downgrade does not make again in any form, and that no dropped column
     * or table took with it.
     */
    boolean isPlainlyMissing(MigrationContext context) {
        return !isCausedBy(Operation.DropColumn.class)
                && !isCausedBy(Operation.DropTable.class)
                && Replacement.of(context, this).isEmpty();
    }

    /** Whether an operation of this type made the difference; what goes with a dropped column or table has rules of its own. */
    boolean isCausedBy(Class<? extends Operation> type) {
        StepReplay cause = remainder.cause();
        return cause != null && type.isInstance(cause.step().operation());
    }

    /** Whether it is a part of a table that the upgrade drops and the downgrade makes again. */
    boolean isOfTableMadeAgain() {
        return isCausedBy(Operation.DropTable.class)
                && remainder.reverse() != null
                && difference.table() != null
                && difference.part() != null;
    }

    /** Whether all that differs of a column is its nullability, which the downgrade leaves alone: that has rules of its own. */
    static boolean isNullabilityAlone(List<? extends LeftOver<? extends Difference>> ofColumn) {
        return ofColumn.size() == 1
                && ofColumn.get(0).difference() instanceof Difference.ColumnChanged changed
                && changed.facet() == Difference.Facet.NULLABLE
                && !ofColumn.get(0).isTouchedByDowngrade();
    }

    /** Whether a step of the downgrade works on it, but does not make it what it was. */
    boolean isTouchedByDowngrade() {
        return remainder.reverse() != null || remainder.causedByDowngrade();
    }

    /** Where to mend it: the step of the downgrade that works on it, or where the finding is reported anyway. */
    SourceRange mendedAt() {
        StepReplay reverse = remainder.reverse();
        return reverse == null ? range : reverse.step().range();
    }

    /** Whether Alembic's batch mode made the difference. */
    boolean inBatch() {
        StepReplay cause = remainder.cause();
        return cause != null && cause.step().context().batch();
    }

    /** Whether the difference is about a sequence that belongs to a column, and goes with it. */
    boolean isOwnedSequence() {
        SchemaObject object = difference instanceof Difference.ObjectAdded added
                ? added.added()
                : difference instanceof Difference.ObjectRemoved removed
                        ? removed.removed()
                        : difference instanceof Difference.ObjectChanged changed ? changed.before() : null;
        return object instanceof SchemaObject.Sequence sequence && sequence.ownedBy() != null;
    }

    /** The name of that object. */
    String objectName() {
        ObjectKey key = difference.object();
        return key == null ? "" : key.name().toString();
    }

    /** The difference as a sentence without its end. */
    String sentence() {
        String text = difference.sentence();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** What downgrade has to do about that object. */
    @Nullable
    String objectFix() {
        ObjectKey key = difference.object();
        if (key == null) {
            return null;
        }
        return difference instanceof Difference.ObjectAdded
                ? "In downgrade: DROP "
                        + (key.kind() == ObjectKind.ENUM_TYPE
                                ? "TYPE"
                                : key.kind().words().toUpperCase(Locale.ROOT)) + " " + key.name()
                : "In downgrade, make " + key + " as it was.";
    }
}
