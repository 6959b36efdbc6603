// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.schema.Column;
import dev.mrt.schema.ColumnName;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.TypeChange;
import dev.mrt.schema.TypeSystem;
import java.util.List;

/** Follows old rows and values through changes of the schema: tables and columns that go, come, are renamed or get another type. */
final class SchemaChangeProof {

    private final OldData data;
    private final TypeSystem types;
    private final StepChanges stepChanges;

    SchemaChangeProof(OldData data, TypeSystem types, StepChanges stepChanges) {
        this.data = data;
        this.types = types;
        this.stepChanges = stepChanges;
    }

    /** Follows what a step changes in the schema. */
    void follow(StepReplay step, Operation operation) {
        if (step.runs().isUnknown()) {
            mayAdd(operation);
            mayDrop(step, operation);
            return;
        }
        List<Difference> changes = stepChanges.of(step);
        if (operation instanceof Operation.RenameTable && renamed(changes)) {
            return;
        }
        if (operation instanceof Operation.CreateTable create && isOnlyAssumed(create.table())) {
            data.places().createTable(create.table());
            return;
        }
        if (operation instanceof Operation.RenameColumn rename) {
            for (Difference change : changes) {
                if (change instanceof Difference.ColumnRemoved removed) {
                    data.places()
                            .renameColumn(removed.table(), removed.removed().name(), rename.newName());
                    return;
                }
            }
        }
        for (Difference change : changes) {
            if (change instanceof Difference.TableAdded created) {
                data.places().createTable(created.added().name());
                if (operation instanceof Operation.CreateTable create && create.asSelect() != null) {
                    data.places()
                            .copyRows(
                                    create.asSelect(),
                                    step.before(),
                                    created.added().name());
                }
            } else if (change instanceof Difference.TableRemoved removed) {
                dropTable(step, removed.removed().name());
            } else if (change instanceof Difference.ColumnAdded created) {
                data.places().addColumn(created.table(), created.added().name());
            } else if (change instanceof Difference.ColumnRemoved removed) {
                dropColumn(step, removed.table(), removed.removed().name());
            } else if (change instanceof Difference.ColumnChanged changed) {
                alterColumn(step, operation, changed);
            }
        }
    }

    private boolean renamed(List<Difference> changes) {
        QualifiedName from = null;
        QualifiedName to = null;
        for (Difference change : changes) {
            if (change instanceof Difference.TableRemoved removed) {
                from = removed.removed().name();
            } else if (change instanceof Difference.TableAdded created) {
                to = created.added().name();
            }
        }
        if (from == null || to == null) {
            return false;
        }
        data.places().renameTable(from, to);
        return true;
    }

    /** What is added under a condition holds nothing old where the downgrade drops it again. */
    private void mayAdd(Operation operation) {
        if (operation instanceof Operation.CreateTable create
                && data.before().table(create.table()).isEmpty()) {
            data.places().createTable(create.table());
        } else if (operation instanceof Operation.AddColumn add
                && (data.downgrading() || !isKnown(add.table(), add.column().name()))) {
            data.places().addColumn(add.table(), add.column().name());
        }
    }

    /** Whether a table is known from what others say about it; where it is created, it was not there. */
    private boolean isOnlyAssumed(QualifiedName table) {
        return data.before().table(table).map(known -> !known.complete()).orElse(false);
    }

    private boolean isKnown(QualifiedName table, String column) {
        return data.before().table(table).flatMap(known -> known.column(column)).isPresent();
    }

    private void mayDrop(StepReplay step, Operation operation) {
        if (operation instanceof Operation.DropTable drop) {
            QualifiedName origin = data.places().origin(drop.table());
            if (origin != null) {
                data.lose(origin, data.loss(DataVerdict.Cause.TABLE_DROPPED, step, unknownCondition()));
            }
        } else if (operation instanceof Operation.DropColumn drop) {
            for (ColumnName origin : data.places().valuesIn(drop.table(), drop.column())) {
                data.lose(origin, data.loss(DataVerdict.Cause.COLUMN_DROPPED, step, unknownCondition()));
            }
        }
    }

    private static String unknownCondition() {
        return "the table or column is dropped under a condition that is not known";
    }

    private void dropTable(StepReplay step, QualifiedName table) {
        QualifiedName origin = data.places().origin(table);
        data.places().dropTable(table);
        if (origin != null) {
            Loss loss = data.loss(DataVerdict.Cause.TABLE_DROPPED, step, "");
            if (data.downgrading() && data.metUnread() && isOnlyAssumed(origin)) {
                loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                loss.note = "a part of the upgrade that was not understood may make the table";
            }
            data.lose(origin, loss);
        }
    }

    private void dropColumn(StepReplay step, QualifiedName table, String column) {
        var held = data.places().valuesIn(table, column);
        data.places().dropColumn(table, column);
        for (ColumnName origin : held) {
            boolean own = origin.column().equals(column) || !data.places().holdsValues(origin);
            if (own) {
                data.lose(origin, data.loss(DataVerdict.Cause.COLUMN_DROPPED, step, ""));
            }
        }
    }

    private void alterColumn(StepReplay step, Operation operation, Difference.ColumnChanged changed) {
        String column = changed.after().name();
        if (changed.facet() == Difference.Facet.NULLABLE) {
            boolean filled = operation instanceof Operation.AlterColumn alter && alter.fill() != null;
            if (filled && changed.after().nullable().isFalse() && step.onRows()) {
                data.touch(step, changed.table(), column, DataVerdict.Cause.NULLS_FILLED, "");
            }
            return;
        }
        if (changed.facet() != Difference.Facet.TYPE || !step.onRows()) {
            return;
        }
        String using = operation instanceof Operation.AlterColumn alter ? alter.using() : null;
        if (using != null && !Mentions.inSql(using, column) && !using.equals("?")) {
            data.touch(step, changed.table(), column, DataVerdict.Cause.VALUES_OVERWRITTEN, "");
            data.places().overwrite(changed.table(), column);
            return;
        }
        if (using != null) {
            data.places().derive(changed.table(), using, step.before(), changed.table(), column);
        }
        if (!data.downgrading()
                && using != null
                && !OldData.isBoolean(changed.before())
                && UpdateSql.mergesTheRest(using, column)) {
            data.touch(step, changed.table(), column, DataVerdict.Cause.TYPE_LOSSY, "`ELSE` makes one value of many");
            return;
        }
        TypeChange change =
                types.change(changed.before().type(), changed.after().type());
        if (change.kind() == TypeChange.Kind.LOSSY) {
            if (!data.downgrading() || !fitsBack(changed)) {
                data.touch(step, changed.table(), column, DataVerdict.Cause.TYPE_LOSSY, change.detail());
            }
        } else if (change.kind() == TypeChange.Kind.NARROWING && (!data.downgrading() || !fitsBack(changed))) {
            data.touch(step, changed.table(), column, DataVerdict.Cause.TYPE_NARROWED, change.detail());
            boolean cuts = using != null || types.target().dialect() == Dialect.SQLITE;
            for (ColumnName origin : data.places().valuesIn(changed.table(), column)) {
                Loss loss = data.lossOf(origin);
                if (loss != null && loss.cause == DataVerdict.Cause.TYPE_NARROWED && !cuts) {
                    loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                }
            }
        }
    }

    /** Whether the downgrade only takes back a change that no old value could outgrow. */
    private boolean fitsBack(Difference.ColumnChanged changed) {
        for (ColumnName origin :
                data.places().valuesIn(changed.table(), changed.after().name())) {
            Column old = data.column(origin).orElse(null);
            if (old == null || !old.type().equals(changed.after().type())) {
                return false;
            }
        }
        return true;
    }
}
