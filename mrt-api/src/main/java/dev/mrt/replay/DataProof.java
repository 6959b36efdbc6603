// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Follows the rows and values that were there before through upgrade and downgrade. What nothing touches is kept and not
 * mentioned. Values count as recoverable where the upgrade copied them elsewhere before it removed them, and as kept where
 * the downgrade copies them back. Each kind of effect has a proof of its own; together they write {@link OldData}.
 */
final class DataProof {

    private final List<StepReplay> upgrade;
    private final List<StepReplay> downgrade;
    private final OldData data;
    private final SchemaChangeProof schemaChanges;
    private final UpdateProof updates;
    private final RowProof rows;
    private final UnreadCodeProof unread;

    DataProof(
            List<StepReplay> upgrade,
            List<StepReplay> downgrade,
            Schema before,
            TypeSystem types,
            StepChanges changes) {
        this.upgrade = upgrade;
        this.downgrade = downgrade;
        data = new OldData(before);
        schemaChanges = new SchemaChangeProof(data, types, changes);
        updates = new UpdateProof(data);
        rows = new RowProof(data);
        unread = new UnreadCodeProof(data, upgrade);
    }

    List<DataVerdict> verdicts() {
        if (!changesData(upgrade) && !changesData(downgrade)) {
            return List.of();
        }
        upgrade.forEach(this::follow);
        data.endUpgrade();
        downgrade.forEach(this::follow);
        data.endDowngrade();
        List<DataVerdict> verdicts = new ArrayList<>(data.verdicts());
        verdicts.addAll(rows.verdicts());
        verdicts.addAll(updates.verdicts());
        verdicts.addAll(unread.verdicts());
        Set<QualifiedName> empty = EmptyTables.of(upgrade);
        verdicts.removeIf(verdict -> verdict.outcome() == DataVerdict.Outcome.KEPT
                || (verdict.outcome() == DataVerdict.Outcome.LOST && empty.contains(verdict.table())));
        return verdicts;
    }

    /** Most migrations only make tables, columns and keys: nothing to follow there. */
    private static boolean changesData(List<StepReplay> steps) {
        for (StepReplay step : steps) {
            Operation operation = step.step().operation();
            boolean harmless = operation instanceof Operation.CreateTable
                    || operation instanceof Operation.AddColumn
                    || operation instanceof Operation.CreateIndex
                    || operation instanceof Operation.DropIndex
                    || operation instanceof Operation.AddConstraint
                    || operation instanceof Operation.DropConstraint;
            if (!harmless) {
                return true;
            }
        }
        return false;
    }

    private void follow(StepReplay step) {
        Operation operation = step.step().operation();
        if (step.runs().isFalse()) {
            // left out for want of the table that the downgrade takes for granted: it holds nothing old either
            if (operation instanceof Operation.AddColumn add
                    && step.before().table(add.table()).isEmpty()) {
                data.places().addColumn(add.table(), add.column().name());
            }
        } else if (operation instanceof Operation.UpdateRows update) {
            updates.follow(step, update);
        } else if (operation instanceof Operation.InsertRows insert) {
            rows.insert(step, insert);
        } else if (operation instanceof Operation.DeleteRows delete) {
            rows.delete(step, delete.table(), delete.where(), DataVerdict.Cause.ROWS_DELETED);
        } else if (operation instanceof Operation.Truncate truncate) {
            for (QualifiedName table : truncate.tables()) {
                rows.delete(step, table, "", DataVerdict.Cause.TRUNCATED);
            }
        } else if (operation instanceof Operation.ExecuteSql sql && sql.effect() == SqlEffect.READ) {
            data.places().read(sql.sql(), step.before());
        } else if (operation.isNotFollowed()) {
            unread.follow(step, operation);
        } else {
            schemaChanges.follow(step, operation);
        }
    }
}
