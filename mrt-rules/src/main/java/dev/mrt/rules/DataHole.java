// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.rule.HistoryContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.ColumnName;
import dev.mrt.schema.QualifiedName;
import java.util.HashMap;
import java.util.Map;

/**
 * A revision adds a column that an ancestor dropped: going back beyond that ancestor and forward again, or deploying from
 * before it, the values of the first column are not those of the second.
 */
@AutoService(RiskRule.class)
public final class DataHole extends BuiltInRule {

    public DataHole() {
        super(
                "MRT219",
                "DATA HOLE",
                Severity.WARNING,
                "A column is added that an earlier revision dropped",
                "data hole");
    }

    @Override
    public void checkHistory(HistoryContext context) {
        Map<ColumnName, Migration> dropped = new HashMap<>();
        for (Migration migration : context.history().order()) {
            Map<ColumnName, Migration> droppedHere = new HashMap<>();
            for (Step step : migration.upgrade().steps()) {
                follow(context, migration, step, dropped, droppedHere);
            }
            dropped.putAll(droppedHere);
        }
    }

    private static void follow(
            HistoryContext context,
            Migration migration,
            Step step,
            Map<ColumnName, Migration> dropped,
            Map<ColumnName, Migration> droppedHere) {
        Operation operation = step.operation();
        if (operation instanceof Operation.AddColumn add) {
            ColumnName place = new ColumnName(add.table(), add.column().name());
            Migration ancestor = dropped.remove(place);
            droppedHere.remove(place);
            if (ancestor != null
                    && add.column().generated() == null
                    && context.history().ancestors(migration).contains(ancestor)) {
                String subject = place.toString();
                context.report(
                        migration,
                        step.range(),
                        subject,
                        "`" + subject + "` is added again after `" + ancestor.id()
                                + "` dropped it: it begins without the values that it had, and a rollback beyond that revision"
                                + " brings back neither.",
                        "Give a column of another meaning another name; where it is the same one, say where its values come from.");
            }
        } else if (operation instanceof Operation.DropColumn drop && step.condition() instanceof Condition.Always) {
            droppedHere.put(new ColumnName(drop.table(), drop.column()), migration);
        } else if (operation instanceof Operation.CreateTable
                || operation instanceof Operation.DropTable
                || operation instanceof Operation.RenameTable) {
            forget(operation, dropped);
            forget(operation, droppedHere);
        } else if (operation instanceof Operation.RenameColumn rename) {
            dropped.remove(new ColumnName(rename.table(), rename.newName()));
        }
    }

    /** A table that is made anew or renamed is another table. */
    private static void forget(Operation operation, Map<ColumnName, Migration> dropped) {
        QualifiedName other = operation instanceof Operation.RenameTable rename ? rename.newName() : operation.table();
        dropped.keySet()
                .removeIf(place ->
                        place.table().equals(operation.table()) || place.table().equals(other));
    }
}
