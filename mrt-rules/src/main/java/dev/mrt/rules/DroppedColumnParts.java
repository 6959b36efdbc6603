// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dropped column takes an index or constraint with it; the downgrade adds the column again, but not those. */
@AutoService(RiskRule.class)
public final class DroppedColumnParts extends BuiltInRule {

    public DroppedColumnParts() {
        super(
                "MRT220",
                "DROPPED COLUMN TAKES KEYS",
                Severity.ERROR,
                "A dropped column takes an index or constraint with it that the downgrade does not restore");
    }

    @Override
    public void check(MigrationContext context) {
        Map<Step, List<LeftOver<Difference>>> taken = new LinkedHashMap<>();
        for (LeftOver<Difference> left : LeftOver.of(context, Difference.class)) {
            StepReplay cause = left.remainder().cause();
            boolean part = left.difference() instanceof Difference.ConstraintRemoved
                    || left.difference() instanceof Difference.IndexRemoved;
            if (part
                    && cause != null
                    && left.isCausedBy(Operation.DropColumn.class)
                    && Replacement.of(context, left).isEmpty()) {
                taken.computeIfAbsent(cause.step(), step -> new ArrayList<>()).add(left);
            }
        }
        taken.forEach((step, parts) -> {
            Operation.DropColumn drop = (Operation.DropColumn) step.operation();
            if (isAddedAgain(context, drop)) {
                List<String> sentences = new ArrayList<>();
                for (LeftOver<Difference> part : parts) {
                    sentences.add(part.difference().sentence());
                }
                context.report(
                        step,
                        drop.table() + "." + drop.column(),
                        "`" + drop.table() + "." + drop.column()
                                + "` takes with it what stands on it, and the downgrade adds only the column again: after the"
                                + " rollback " + Words.list(sentences) + ".",
                        "In downgrade:\n" + ObjectCode.restoring(context, parts));
            }
        });
    }

    /** Without the column there is no place for the rest. */
    private static boolean isAddedAgain(MigrationContext context, Operation.DropColumn drop) {
        for (LeftOver<Difference.ColumnRemoved> left : LeftOver.of(context, Difference.ColumnRemoved.class)) {
            if (left.difference().table().name().equals(drop.table().name())
                    && left.difference().removed().name().equals(drop.column())) {
                return false;
            }
        }
        return true;
    }
}
