// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The upgrade makes a table, column, index, constraint or other object, and the downgrade leaves it there. */
@AutoService(RiskRule.class)
public final class LeftBehind extends BuiltInRule {

    public LeftBehind() {
        super("MRT110", "LEFT BEHIND", Severity.ERROR, "The downgrade leaves an object behind");
    }

    @Override
    public void check(MigrationContext context) {
        Set<String> operations = new HashSet<>();
        for (LeftOver<Difference> left : LeftOver.of(context, Difference.class)) {
            Difference difference = left.difference();
            if (isAdded(difference)
                    && !hasRuleOfItsOwn(left)
                    && !left.isOfTableMadeAgain()
                    && !Replacement.isOne(context, left)
                    && !BlockedUpgrade.isCause(context, left)
                    && isFirstOfItsKind(context, left, operations)) {
                context.report(
                        left.range(),
                        Subjects.of(difference),
                        "The downgrade does not undo this: " + difference.sentence() + " after the rollback.",
                        Subjects.dropping(context, difference));
            }
        }
    }

    /** What an operation of a Django package leaves behind, it leaves behind each time: saying so once is enough. */
    private static boolean isFirstOfItsKind(MigrationContext context, LeftOver<Difference> left, Set<String> seen) {
        List<FrameworkOperation> operations = context.migration().operations();
        StepReplay cause = left.remainder().cause();
        int group = cause == null ? -1 : cause.step().group();
        ObjectKey object = left.difference().object();
        if (object == null || object.kind() != ObjectKind.FUNCTION || group < 0 || group >= operations.size()) {
            return true;
        }
        String name = operations.get(group).name();
        return name.equals("RunSQL") || name.equals("RunPython") || seen.add(name);
    }

    private static boolean isAdded(Difference difference) {
        return difference instanceof Difference.TableAdded
                || difference instanceof Difference.ColumnAdded
                || difference instanceof Difference.ConstraintAdded
                || difference instanceof Difference.IndexAdded
                || difference instanceof Difference.ObjectAdded;
    }

    /** Whether a rule about renames, types, triggers or sequences speaks of it. */
    private static boolean hasRuleOfItsOwn(LeftOver<Difference> left) {
        StepReplay cause = left.remainder().cause();
        if (cause != null
                && (cause.step().operation() instanceof Operation.RenameTable
                        || cause.step().operation() instanceof Operation.RenameColumn)) {
            return true;
        }
        if (left.difference() instanceof Difference.ObjectAdded added) {
            ObjectKind kind = added.added().key().kind();
            return kind == ObjectKind.TRIGGER
                    || kind == ObjectKind.TYPE
                    || kind == ObjectKind.ENUM_TYPE
                    || left.isOwnedSequence();
        }
        return false;
    }
}
