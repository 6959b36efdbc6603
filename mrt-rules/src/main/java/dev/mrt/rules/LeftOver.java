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
            if (type.isInstance(remainder.difference())) {
                StepReplay cause = remainder.cause();
                SourceRange range = cause == null
                        ? context.migration().identity()
                        : cause.step().range();
                found.add(new LeftOver<>(type.cast(remainder.difference()), remainder, range));
            }
        }
        return found;
    }

    /** The differences about objects of some kinds. */
    static List<LeftOver<Difference>> ofObjects(MigrationContext context, Set<ObjectKind> kinds) {
        List<LeftOver<Difference>> found = new ArrayList<>();
        for (LeftOver<Difference> left : of(context, Difference.class)) {
            ObjectKey key = left.object();
            if (key != null && kinds.contains(key.kind())) {
                found.add(left);
            }
        }
        return found;
    }

    /** Whether an operation of this type made the difference; what goes with a dropped column or table has rules of its own. */
    boolean isCausedBy(Class<? extends Operation> type) {
        StepReplay cause = remainder.cause();
        return cause != null && type.isInstance(cause.step().operation());
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

    /** The object that the difference is about, or null where it is about a table. */
    private @Nullable ObjectKey object() {
        if (difference instanceof Difference.ObjectAdded added) {
            return added.added().key();
        } else if (difference instanceof Difference.ObjectRemoved removed) {
            return removed.removed().key();
        }
        return difference instanceof Difference.ObjectChanged changed
                ? changed.after().key()
                : null;
    }

    /** The name of that object. */
    String objectName() {
        ObjectKey key = object();
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
        ObjectKey key = object();
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
