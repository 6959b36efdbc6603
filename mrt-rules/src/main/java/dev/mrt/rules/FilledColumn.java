// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.migration.Migration;
import dev.mrt.migration.Step;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Truth;
import java.util.List;
import java.util.Locale;

/**
 * What became of the NULLs of a column before it is made NOT NULL. Adding a column, filling it and making it NOT NULL is
 * what several migrations do one after the other, so the answer may lie in an earlier one.
 *
 * @param table the table, as the schema names it
 * @param column the column
 */
record FilledColumn(MigrationContext context, QualifiedName table, String column) {

    /** Whether a step of this migration before another, or an earlier migration since the column accepts NULL, may have filled it. */
    boolean isFilledBefore(StepReplay step) {
        for (StepReplay earlier : context.replay().upgrade()) {
            if (earlier == step) {
                return isFilledByEarlierMigration();
            }
            if (!earlier.runs().isFalse() && (fills(earlier.step()) || LostData.isNotUnderstood(operation(earlier)))) {
                return true;
            }
        }
        return false;
    }

    private static Operation operation(StepReplay replay) {
        return replay.step().operation();
    }

    private boolean isFilledByEarlierMigration() {
        List<Migration> ancestors = context.history().ancestors(context.migration());
        for (int i = ancestors.size() - 1; i >= 0; i--) {
            List<Step> steps = ancestors.get(i).upgrade().steps();
            for (int at = steps.size() - 1; at >= 0; at--) {
                Step step = steps.get(at);
                if (fills(step) || (LostData.isNotUnderstood(step.operation()) && isNamedIn(ancestors.get(i)))) {
                    return true;
                }
                if (admitsNulls(step.operation())) {
                    return false;
                }
            }
        }
        return false;
    }

    /** Code that was not followed may fill a column of the name that its file says. */
    private boolean isNamedIn(Migration migration) {
        return migration
                .source()
                .text()
                .contains(column.endsWith("_id") ? column.substring(0, column.length() - 3) : column);
    }

    /** Whether a step leaves a value in every row, or no row. */
    private boolean fills(Step step) {
        Operation operation = step.operation();
        if (operation instanceof Operation.UpdateRows update) {
            return isOn(update.table()) && writes(update);
        } else if (operation instanceof Operation.AddColumn add) {
            ColumnDefinition added = add.column();
            return isOn(add.table())
                    && isIt(added.name())
                    && (added.serverDefault().isPresent() || added.fill() != null);
        } else if (operation instanceof Operation.DeleteRows delete) {
            return isOn(delete.table()) && (delete.where().isEmpty() || mentions(delete.where()));
        } else if (operation instanceof Operation.Truncate truncate) {
            return truncate.tables().stream().anyMatch(this::isOn);
        }
        return false;
    }

    private boolean writes(Operation.UpdateRows update) {
        for (Operation.Assignment assignment : update.assignments()) {
            if (isIt(assignment.column())) {
                return true;
            }
        }
        return update.assignments().isEmpty();
    }

    /** Whether an operation makes the column as one that accepts NULL: what was before does not count. */
    private boolean admitsNulls(Operation operation) {
        return operation instanceof Operation.CreateTable create && isOn(create.table())
                || operation instanceof Operation.AddColumn add
                        && isOn(add.table())
                        && isIt(add.column().name())
                || operation instanceof Operation.AlterColumn alter
                        && isOn(alter.table())
                        && isIt(alter.column())
                        && alter.nullable() == Truth.TRUE;
    }

    private boolean mentions(String where) {
        return where.toLowerCase(Locale.ROOT).contains(column.toLowerCase(Locale.ROOT));
    }

    private boolean isIt(String written) {
        return written.equalsIgnoreCase(column);
    }

    private boolean isOn(QualifiedName written) {
        return TableNames.resolved(written, context.before(), context.target()).equals(table);
    }
}
