// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the rows of old tables: those that are deleted, and new ones that are inserted beside them and taken out again. */
final class RowProof {

    private final OldData data;
    private final Map<QualifiedName, AddedRows> added = new LinkedHashMap<>();
    private final Set<QualifiedName> takenBack = new HashSet<>();

    RowProof(OldData data) {
        this.data = data;
    }

    /** Follows an INSERT. */
    void insert(StepReplay step, Operation.InsertRows insert) {
        QualifiedName table = UpdateSql.known(step, insert.table());
        String select = insert.select();
        if (data.downgrading()) {
            Loss loss = data.lossOf(table);
            if (loss != null) {
                if (loss.outcome == DataVerdict.Outcome.RECOVERABLE && select != null) {
                    loss.outcome = DataVerdict.Outcome.KEPT;
                } else if (loss.outcome == DataVerdict.Outcome.LOST
                        && (select == null ? loss.reversible : UpdateSql.onlyCopies(select))) {
                    loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                    loss.note = "the downgrade inserts rows again";
                }
                return;
            }
        }
        if (select != null) {
            data.places().copyRows(select, step.before(), table);
        }
        QualifiedName origin = oldTable(table);
        if (origin != null) {
            // what the downgrade inserts where it finds that something is missing is mostly there
            if (!data.downgrading() || step.step().condition() instanceof Condition.Always) {
                added.computeIfAbsent(origin, old -> new AddedRows(step)).add(insert);
            }
        } else if (insert.rows() < 0) {
            data.fill(table);
        }
    }

    /**
     * Follows a DELETE or TRUNCATE.
     *
     * @param where the condition, empty for all rows
     */
    void delete(StepReplay step, QualifiedName written, String where, DataVerdict.Cause cause) {
        if (!step.onRows() || UpdateSql.isNever(where)) {
            return;
        }
        QualifiedName origin = oldTable(UpdateSql.known(step, written));
        if (origin == null) {
            return;
        }
        if (data.downgrading() && !where.isEmpty()) {
            AddedRows rows = added.get(origin);
            if (rows != null && rows.areAllDeleted(where)) {
                added.remove(origin);
            }
            if (rows != null) {
                takenBack.add(origin);
                excuseReplacement(origin, where);
            }
            if (!takenBack.contains(origin) && data.lossOf(origin) == null) {
                Loss loss = data.loss(
                        cause, step, "the downgrade deletes some rows, perhaps only such as came after the upgrade");
                loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                data.lose(origin, loss);
            }
            return;
        }
        added.remove(origin);
        Loss loss = data.loss(cause, step, "");
        // rows that the condition tells can be written again
        loss.reversible = !where.isEmpty();
        data.lose(origin, loss);
    }

    /**
     * A migration that deletes certain rows, inserts them and deletes them again in the downgrade takes them for new ones, and only
     * makes sure of that.
     */
    private void excuseReplacement(QualifiedName origin, String where) {
        Loss loss = data.lossOf(origin);
        if (loss != null
                && loss.outcome == DataVerdict.Outcome.LOST
                && loss.step.step().operation() instanceof Operation.DeleteRows first
                && first.where().equals(where)) {
            loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
            loss.note = "the upgrade inserts them itself";
        }
    }

    /** The table that was there before, also one of which no migration told; null for one that the migration makes. */
    private @Nullable QualifiedName oldTable(QualifiedName table) {
        return data.places().isUnheard(table) ? table : data.places().origin(table);
    }

    /** What was inserted, and neither deleted nor gone with its table. */
    List<DataVerdict> verdicts() {
        List<DataVerdict> verdicts = new ArrayList<>();
        added.forEach((table, rows) -> {
            Loss loss = data.lossOf(table);
            if (loss == null || loss.cause != DataVerdict.Cause.TABLE_DROPPED) {
                verdicts.add(new DataVerdict(
                        table,
                        null,
                        DataVerdict.Outcome.LEFT_BEHIND,
                        DataVerdict.Cause.ROWS_ADDED,
                        rows.step(),
                        "rows that are inserted into `" + table + "` stay there"));
            }
        });
        return verdicts;
    }
}
