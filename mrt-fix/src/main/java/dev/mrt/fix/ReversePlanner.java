// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.operation.TableChange;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Target;
import dev.mrt.source.LineIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans the way back of an upgrade: its steps in reverse, each undone by what its schemas before and after differ in, and
 * renames by renames.
 */
final class ReversePlanner {

    private final RoundTrip trip;
    private final Target target;
    private final LineIndex lines;
    private final List<Reversal> reversals = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();

    private ReversePlanner(RoundTrip trip, Target target, String text) {
        this.trip = trip;
        this.target = target;
        this.lines = LineIndex.of(text);
    }

    /**
     * A way back.
     *
     * @param obstacles what cannot be undone, in words without a final period; empty where the plan is whole
     */
    record Plan(List<Reversal> reversals, List<String> obstacles) {
        Plan {
            reversals = List.copyOf(reversals);
            obstacles = List.copyOf(obstacles);
        }
    }

    /** Undoes the whole upgrade. */
    static Plan whole(RoundTrip trip, Target target, String text) {
        ReversePlanner planner = new ReversePlanner(trip, target, text);
        List<StepReplay> steps = trip.upgrade();
        for (int end = steps.size(); end > 0; ) {
            int start = planner.startOfGroup(steps, end);
            planner.undo(steps.subList(start, end));
            end = start;
        }
        return planner.plan();
    }

    /** Undoes one framework operation of the upgrade (Django). */
    static Plan group(RoundTrip trip, Target target, String text, int group) {
        ReversePlanner planner = new ReversePlanner(trip, target, text);
        List<StepReplay> steps = trip.upgrade();
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).step().group() == group) {
                planner.undo(steps.subList(i, i + 1));
            }
        }
        return planner.plan();
    }

    /** Does what the downgrade leaves undone, behind it. */
    static Plan rest(RoundTrip trip, Target target, String text) {
        ReversePlanner planner = new ReversePlanner(trip, target, text);
        for (StepReplay step : trip.upgrade()) {
            if (!isUnconditional(step.step().condition()) && !step.changes().isEmpty()) {
                planner.obstacle(step.step(), "runs under a condition only");
            }
        }
        for (Operation operation :
                SchemaOperations.between(trip.restored(), trip.before(), target, planner.obstacles)) {
            planner.reversals.add(new Reversal(operation, null, List.of()));
        }
        return planner.plan();
    }

    private Plan plan() {
        Set<String> dropped = new HashSet<>();
        boolean renames = false;
        for (Reversal reversal : reversals) {
            Operation operation = reversal.operation();
            if (operation instanceof Operation.DropTable drop) {
                dropped.add(drop.table().toString());
            } else if (operation instanceof Operation.DropColumn drop) {
                dropped.add(drop.table() + "." + drop.column());
            }
            renames |= operation instanceof Operation.RenameColumn || operation instanceof Operation.RenameTable;
        }
        if (!renames) {
            reversals.removeIf(reversal -> isInVain(reversal.operation(), dropped));
        }
        return new Plan(reversals, obstacles);
    }

    /** Whether an operation changes in detail what another one drops. */
    private static boolean isInVain(Operation operation, Set<String> dropped) {
        if (operation instanceof Operation.AlterTable alter) {
            return alter.detail().isEmpty() && dropped.contains(alter.table().toString());
        }
        return operation instanceof Operation.AlterColumn alter
                && alter.type() == null
                && dropped.contains(alter.table() + "." + alter.column());
    }

    /** Labels that are added one after the other to one type are taken out together. */
    private int startOfGroup(List<StepReplay> steps, int end) {
        int start = end - 1;
        if (steps.get(start).step().operation() instanceof Operation.AddEnumValue last) {
            while (start > 0
                    && steps.get(start - 1).step().operation() instanceof Operation.AddEnumValue other
                    && other.type().equals(last.type())) {
                start--;
            }
        }
        return start;
    }

    private void undo(List<StepReplay> steps) {
        StepReplay first = steps.get(0);
        StepReplay last = steps.get(steps.size() - 1);
        if (first.runs().isFalse() && last.runs().isFalse()) {
            return;
        }
        if (first.runs().isUnknown() || !isRepeatable(first.step().condition())) {
            if (!first.changes().isEmpty() || !isHarmless(first.step().operation())) {
                obstacle(first.step(), "runs under a condition that the way back cannot repeat");
            }
            return;
        }
        Operation renamedBack = renamedBack(first.step().operation());
        List<String> remarks = remarks(steps);
        if (renamedBack != null) {
            reversals.add(new Reversal(renamedBack, first, remarks));
            return;
        }
        if (!isHarmless(first.step().operation()) && !isUnderstood(first.step().operation())) {
            obstacle(first.step(), "was not understood");
            return;
        }
        boolean concurrently = isConcurrent(first.step().operation());
        for (Operation operation : SchemaOperations.between(last.after(), first.before(), target, obstacles)) {
            reversals.add(new Reversal(concurrently ? concurrently(operation) : operation, first, remarks));
            remarks = List.of();
        }
    }

    private static boolean isUnconditional(Condition condition) {
        return condition instanceof Condition.Always || condition instanceof Condition.Exists;
    }

    /** Whether the way back can run under the same condition; what exists is as the replay knows it. */
    private static boolean isRepeatable(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return isRepeatable(not.condition());
        } else if (condition instanceof Condition.All all) {
            return all.conditions().stream().allMatch(ReversePlanner::isRepeatable);
        }
        return isUnconditional(condition) || condition instanceof Condition.DialectIs;
    }

    /** The rename that undoes a rename; null for anything else. */
    private static @Nullable Operation renamedBack(Operation operation) {
        if (operation instanceof Operation.RenameTable rename) {
            // ALTER TABLE takes the new name without a schema
            return new Operation.RenameTable(
                    new QualifiedName(rename.table().schema(), rename.newName().name()), rename.table());
        } else if (operation instanceof Operation.RenameColumn rename) {
            return new Operation.RenameColumn(rename.table(), rename.newName(), rename.column());
        } else if (operation instanceof Operation.RenameIndex rename) {
            return new Operation.RenameIndex(
                    rename.table(),
                    rename.name().withName(rename.newName()),
                    rename.name().name());
        } else if (operation instanceof Operation.RenameConstraint rename) {
            return new Operation.RenameConstraint(rename.table(), rename.newName(), rename.name());
        } else if (operation instanceof Operation.RenameEnumValue rename) {
            return new Operation.RenameEnumValue(rename.type(), rename.newValue(), rename.value());
        } else if (operation instanceof Operation.RenameObject rename) {
            ObjectKey key = rename.object();
            return new Operation.RenameObject(
                    new ObjectKey(key.kind(), key.name().withName(rename.newName())),
                    key.name().name());
        }
        return null;
    }

    /** Whether an operation changes nothing but rows, or nothing at all. */
    private static boolean isHarmless(Operation operation) {
        return operation.changesRows()
                || operation instanceof Operation.SetParameter
                || operation instanceof Operation.ValidateConstraint
                || operation instanceof Operation.RunCode
                || operation instanceof Operation.ExecuteSql sql
                        && sql.effect() != SqlEffect.UNREAD
                        && sql.effect() != SqlEffect.RUNS_CODE;
    }

    /** Whether what an operation does shows in the schemas around it. */
    private static boolean isUnderstood(Operation operation) {
        if (operation instanceof Operation.AlterTable alter) {
            return alter.kind() == TableChange.COMMENT;
        }
        return !(operation instanceof Operation.Opaque
                || operation instanceof Operation.ExecuteSql
                || operation instanceof Operation.AlterObject
                || operation instanceof Operation.RaiseError);
    }

    private void obstacle(Step step, String why) {
        obstacles.add("line " + lines.line(step.range().start()) + " (`" + step.origin() + "`) " + why);
    }

    private boolean isConcurrent(Operation operation) {
        return target.dialect() == Dialect.POSTGRESQL
                && (operation instanceof Operation.CreateIndex create && create.concurrently()
                        || operation instanceof Operation.DropIndex drop && drop.concurrently());
    }

    private static Operation concurrently(Operation operation) {
        if (operation instanceof Operation.CreateIndex create) {
            return new Operation.CreateIndex(create.table(), create.index(), false, true);
        } else if (operation instanceof Operation.DropIndex drop) {
            return new Operation.DropIndex(drop.table(), drop.name(), false, true, false);
        }
        return operation;
    }

    /** What is lost with some steps. */
    private List<String> remarks(List<StepReplay> steps) {
        List<String> remarks = new ArrayList<>();
        for (DataVerdict verdict : trip.data()) {
            boolean gone = verdict.outcome() == DataVerdict.Outcome.LOST
                    && verdict.cause() != DataVerdict.Cause.NOT_UNDERSTOOD;
            if (gone && steps.contains(verdict.step())) {
                remarks.add(verdict.sentence());
            }
        }
        return remarks;
    }
}
