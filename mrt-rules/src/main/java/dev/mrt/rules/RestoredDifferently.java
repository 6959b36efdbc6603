// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.SchemaObject;

/** After the rollback a column, constraint, index or other object is there, but not as it was. */
@AutoService(RiskRule.class)
public final class RestoredDifferently extends BuiltInRule {

    public RestoredDifferently() {
        super("MRT111", "RESTORED DIFFERENTLY", Severity.ERROR, "The downgrade restores an object differently");
    }

    @Override
    public void check(MigrationContext context) {
        for (LeftOver<Difference> left : LeftOver.of(context, Difference.class)) {
            if (isMine(left)) {
                StepReplay reverse = left.remainder().reverse();
                context.report(
                        reverse == null ? left.range() : reverse.step().range(),
                        Subjects.of(left.difference()),
                        "After the rollback it is not as it was: "
                                + left.difference().sentence() + ".",
                        reverse == null
                                ? "Undo this in the downgrade."
                                : "Give this step of the downgrade what it was before.");
            }
        }
    }

    private static boolean isMine(LeftOver<Difference> left) {
        Difference difference = left.difference();
        if (difference instanceof Difference.ColumnChanged changed) {
            return changed.facet() != Difference.Facet.NULLABLE;
        }
        if (difference instanceof Difference.ObjectChanged changed) {
            return !(changed.before() instanceof EnumType) && !(changed.before() instanceof SchemaObject.Sequence);
        }
        StepReplay cause = left.remainder().cause();
        boolean renamed = cause != null && cause.step().operation() instanceof Operation.RenameIndex;
        return difference instanceof Difference.ConstraintChanged
                || difference instanceof Difference.TableCommentChanged
                || (difference instanceof Difference.IndexChanged && !renamed);
    }
}
