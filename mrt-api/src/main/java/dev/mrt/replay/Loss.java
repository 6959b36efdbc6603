// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.schema.ColumnName;
import dev.mrt.schema.QualifiedName;
import java.util.List;

/** What happened to rows or values, by which step, and whether they survive as far as it is known by now. */
final class Loss {

    final DataVerdict.Cause cause;
    final StepReplay step;
    final boolean inDowngrade;
    DataVerdict.Outcome outcome;
    String note;
    /** Whether the new values, or the condition of the statement, tell the old ones. */
    boolean reversible;
    /** Whether the same statement copied what it wrote over to another column. */
    boolean copiedBeside;
    /** Whether the values of some rows alone were written over, so that the column still holds those of the others. */
    boolean ofSomeRows;

    Loss(DataVerdict.Cause cause, StepReplay step, boolean inDowngrade, DataVerdict.Outcome outcome, String note) {
        this.cause = cause;
        this.step = step;
        this.inDowngrade = inDowngrade;
        this.outcome = outcome;
        this.note = note;
    }

    /**
     * A downgrade can take an update back that tells the old value by the new one, or that changed rows which the downgrade
     * names in the same way, but not one that wrote over all values, nor one that made one value of several.
     */
    void mayBeTakenBack(Operation.UpdateRows update, Operation.Assignment assignment, boolean isBoolean) {
        if (writesAnother(assignment)) {
            return;
        }
        boolean nullsAgain = cause == DataVerdict.Cause.NULLS_FILLED
                && !update.where().isEmpty()
                && !UpdateSql.isRange(update.where(), assignment.column())
                // one of two values: rows that had it are no different from those that got it
                && !(isBoolean
                        && !UpdateSql.literals(update.where(), assignment.column())
                                .isEmpty());
        boolean sameRows = step.step().operation() instanceof Operation.UpdateRows before
                && !before.where().isEmpty()
                && before.where().equals(update.where());
        boolean overwritten = cause == DataVerdict.Cause.VALUES_OVERWRITTEN;
        if (outcome == DataVerdict.Outcome.LOST && (nullsAgain || (overwritten && (reversible || sameRows)))) {
            outcome = DataVerdict.Outcome.CANNOT_TELL;
            note = "the downgrade writes the column again, with values that could not be compared";
        }
    }

    /** What could have been taken from a copy is lost where the downgrade removes the copy and takes nothing from it. */
    void loseCopy() {
        outcome = DataVerdict.Outcome.LOST;
        note = "what the upgrade made of them goes in the downgrade";
    }

    /** The downgrade writes values again that it may take from where the upgrade put them. */
    void mayComeFrom(String place) {
        outcome = DataVerdict.Outcome.CANNOT_TELL;
        note = "the downgrade takes them from " + place;
    }

    /** Whether a constant is written that is not what the update's condition says was there. */
    private boolean writesAnother(Operation.Assignment assignment) {
        if (!(step.step().operation() instanceof Operation.UpdateRows before)
                || !UpdateSql.isLiteral(assignment.value())) {
            return false;
        }
        List<String> old = UpdateSql.literals(before.where(), assignment.column());
        return old.size() > 1
                || (old.size() == 1
                        && !old.get(0).equalsIgnoreCase(assignment.value().trim()));
    }

    DataVerdict ofRows(QualifiedName table) {
        String what = switch (cause) {
            case TABLE_DROPPED -> "rows of `" + table + "` go with the table";
            case TRUNCATED -> "rows of `" + table + "` are truncated";
            default -> "rows of `" + table + "` are deleted";
        };
        return new DataVerdict(table, null, outcome, cause, step, sentence(what));
    }

    DataVerdict ofValues(ColumnName cell) {
        String name = "`" + cell.table() + "." + cell.column() + "`";
        String what = switch (cause) {
            case COLUMN_DROPPED -> "values of " + name + " go with the column";
            case NULLS_FILLED -> "NULLs of " + name + " are replaced";
            case TYPE_NARROWED -> "values of " + name + " may not fit into the new type";
            case TYPE_LOSSY -> "values of " + name + " do not survive the new type";
            default -> "values of " + name + " are overwritten";
        };
        return new DataVerdict(cell.table(), cell.column(), outcome, cause, step, sentence(what));
    }

    private String sentence(String what) {
        String where = inDowngrade ? " in the downgrade" : "";
        String more = outcome == DataVerdict.Outcome.RECOVERABLE
                ? ", but were copied elsewhere first"
                : note.isEmpty() ? "" : ": " + note;
        return what + where + more;
    }
}
