// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.schema.ColumnName;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Follows old values through updates: what is written over, what is copied or computed into other columns, what is written back. */
final class UpdateProof {

    private final OldData data;
    private final List<DataVerdict> notUnderstood = new ArrayList<>();

    UpdateProof(OldData data) {
        this.data = data;
    }

    /** Follows an UPDATE. */
    void follow(StepReplay step, Operation.UpdateRows update) {
        if (!step.onRows() || UpdateSql.isNever(update.where())) {
            return;
        }
        QualifiedName table = UpdateSql.known(step, update.table());
        if (data.places().origin(table) == null && !data.places().isUnheard(table)) {
            copyInto(step, update, table);
            return;
        }
        if (update.assignments().isEmpty()) {
            notUnderstood.add(new DataVerdict(
                    data.places().origin(table),
                    null,
                    DataVerdict.Outcome.CANNOT_TELL,
                    DataVerdict.Cause.NOT_UNDERSTOOD,
                    step,
                    "columns of `" + table + "` are updated that could not be read"));
            return;
        }
        for (Operation.Assignment assignment : update.assignments()) {
            assign(step, update, table, assignment);
        }
    }

    /** Rows of a new table are nobody's loss, but may hold copies. */
    private void copyInto(StepReplay step, Operation.UpdateRows update, QualifiedName table) {
        for (Operation.Assignment assignment : update.assignments()) {
            deriveFromOthers(step, assignment.value(), table, assignment.column());
        }
    }

    private void assign(
            StepReplay step, Operation.UpdateRows update, QualifiedName table, Operation.Assignment assignment) {
        String column = assignment.column();
        String value = assignment.value();
        String source = UpdateSql.columnName(step, table, value);
        var held = data.places().valuesIn(table, column);
        if (source != null && source.equals(column)) {
            return;
        }
        var written = source == null ? Set.<ColumnName>of() : data.places().valuesIn(table, source);
        if (source != null) {
            data.places().copyColumn(table, source, table, column);
        } else {
            // SET a = true WHERE b IS NOT NULL tells by a what b was
            data.places().derive(table, value + " " + update.where(), step.before(), table, column);
            if (UpdateSql.isGivenByCode(value)) {
                data.places().writeFromCode(table, column);
            }
            deriveFromOthers(step, value + " " + update.where(), table, column);
        }
        if (source == null) {
            mayComeFromElsewhere(step, table, column, value);
        }
        if (held.isEmpty()) {
            return;
        }
        boolean nullsOnly = UpdateSql.isNullTest(update.where(), column);
        if (nullsOnly
                && (isNotNull(step, table, column)
                        || (held.size() == 1 && data.wasNotNull(held.iterator().next())))) {
            return;
        }
        boolean whole = update.where().isEmpty();
        for (ColumnName origin : held) {
            Loss known = data.lossOf(origin);
            if (data.downgrading() && written.contains(origin)) {
                // it gets back what the upgrade copied from it
                if (known != null && known.copiedBeside && !known.inDowngrade) {
                    known.outcome = DataVerdict.Outcome.KEPT;
                }
                continue;
            }
            if (known != null && data.downgrading() && !known.inDowngrade) {
                known.mayBeTakenBack(update, assignment, data.wasBoolean(origin));
            } else if (known == null) {
                Loss loss = data.loss(
                        nullsOnly ? DataVerdict.Cause.NULLS_FILLED : DataVerdict.Cause.VALUES_OVERWRITTEN, step, "");
                // UPDATE … SET c = 'b' WHERE c = 'a', or SET c = f(c)
                loss.reversible =
                        Mentions.inSql(update.where(), column) || (source == null && Mentions.inSql(value, column));
                loss.copiedBeside = isCopied(step, update, table, column);
                loss.ofSomeRows = !whole;
                if (data.downgrading() && !whole) {
                    loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                    loss.note = "the downgrade changes some rows, perhaps only such as the upgrade made";
                }
                data.lose(origin, loss);
            }
        }
        if (source == null && whole) {
            data.places().overwrite(table, column);
        }
    }

    private static boolean isCopied(StepReplay step, Operation.UpdateRows update, QualifiedName table, String column) {
        return update.assignments().stream()
                .anyMatch(other -> !other.column().equals(column)
                        && column.equals(UpdateSql.columnName(step, table, other.value())));
    }

    /** A downgrade can fill a column again from another table: one that told the same all along, or one that the upgrade filled. */
    private void mayComeFromElsewhere(StepReplay step, QualifiedName table, String column, String value) {
        QualifiedName origin = data.downgrading() ? data.places().origin(table) : null;
        Loss loss = origin == null ? null : data.lossOf(new ColumnName(origin, column));
        if (loss == null || loss.inDowngrade || UpdateSql.isLiteral(value)) {
            return;
        }
        if (loss.outcome == DataVerdict.Outcome.RECOVERABLE) {
            loss.mayComeFrom("what the upgrade made of them");
            return;
        }
        if (loss.outcome != DataVerdict.Outcome.LOST) {
            return;
        }
        for (Table other : step.before().tables()) {
            boolean named = Mentions.inSql(value, other.name().name());
            boolean filled = data.isFilled(other.name())
                    && (value.equals("?") || other.column(value.trim()).isPresent());
            if (!other.name().equals(table) && (named || filled)) {
                loss.mayComeFrom("`" + other.name() + "`");
                return;
            }
        }
    }

    private void deriveFromOthers(StepReplay step, String value, QualifiedName table, String column) {
        if (value.indexOf('.') < 0 && !value.toLowerCase(Locale.ROOT).contains("select")) {
            return;
        }
        step.before().tables().forEach(source -> {
            if (!source.name().equals(table)
                    && Mentions.inSql(value, source.name().name())) {
                data.places().derive(source.name(), value, step.before(), table, column);
            }
        });
    }

    private static boolean isNotNull(StepReplay step, QualifiedName table, String column) {
        return step.before()
                .table(table)
                .flatMap(known -> known.column(column))
                .map(known -> known.nullable() == Truth.FALSE)
                .orElse(false);
    }

    /** Updates whose columns could not be read. */
    List<DataVerdict> verdicts() {
        return notUnderstood;
    }
}
