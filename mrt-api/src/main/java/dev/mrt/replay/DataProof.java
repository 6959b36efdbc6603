// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.Column;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import dev.mrt.schema.TypeChange;
import dev.mrt.schema.TypeSystem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Follows the rows and values that were there before through upgrade and downgrade. What nothing touches is kept and not
 * mentioned. Values count as recoverable where the upgrade copied them elsewhere before it removed them, and as kept where
 * the downgrade copies them back.
 */
final class DataProof {

    private final List<StepReplay> upgrade;
    private final List<StepReplay> downgrade;
    private final TypeSystem types;
    private final Schema before;
    private final Places places;
    private final Map<Places.Cell, Loss> values = new LinkedHashMap<>();
    private final Map<QualifiedName, Loss> rows = new LinkedHashMap<>();
    private final Map<QualifiedName, StepReplay> added = new LinkedHashMap<>();
    private final Set<QualifiedName> takenBack = new HashSet<>();
    private final List<DataVerdict> notUnderstood = new ArrayList<>();
    private boolean downgrading;

    DataProof(List<StepReplay> upgrade, List<StepReplay> downgrade, Schema before, TypeSystem types) {
        this.upgrade = upgrade;
        this.downgrade = downgrade;
        this.types = types;
        this.before = before;
        this.places = new Places(before);
    }

    List<DataVerdict> verdicts() {
        if (!changesData(upgrade) && !changesData(downgrade)) {
            return List.of();
        }
        for (StepReplay step : upgrade) {
            follow(step);
        }
        settleUpgrade();
        downgrading = true;
        for (StepReplay step : downgrade) {
            follow(step);
        }
        settleDowngrade();
        List<DataVerdict> verdicts = new ArrayList<>();
        rows.forEach((table, loss) -> verdicts.add(loss.ofRows(table)));
        values.forEach((cell, loss) -> verdicts.add(loss.ofValues(cell)));
        added.forEach((table, step) -> verdicts.add(new DataVerdict(
                table,
                null,
                DataVerdict.Outcome.LEFT_BEHIND,
                DataVerdict.Cause.ROWS_ADDED,
                step,
                "rows that are inserted into `" + table + "` stay there")));
        verdicts.addAll(notUnderstood);
        verdicts.removeIf(verdict -> verdict.outcome() == DataVerdict.Outcome.KEPT);
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
                places.addColumn(add.table(), add.column().name());
            }
            return;
        }
        if (operation instanceof Operation.UpdateRows update) {
            update(step, update);
        } else if (operation instanceof Operation.InsertRows insert) {
            insert(step, insert);
        } else if (operation instanceof Operation.DeleteRows delete) {
            delete(step, delete.table(), delete.where(), DataVerdict.Cause.ROWS_DELETED);
        } else if (operation instanceof Operation.Truncate truncate) {
            for (QualifiedName table : truncate.tables()) {
                delete(step, table, "", DataVerdict.Cause.TRUNCATED);
            }
        } else if (isNotUnderstood(operation)) {
            notUnderstood(step, operation);
        } else {
            changeSchema(step, operation);
        }
    }

    // ---- schema changes

    private void changeSchema(StepReplay step, Operation operation) {
        List<Difference> changes = step.changes().differences();
        if (step.runs().isUnknown()) {
            mayAdd(operation);
            mayDrop(step, operation);
            return;
        }
        if (operation instanceof Operation.RenameTable && renamed(changes)) {
            return;
        }
        if (operation instanceof Operation.CreateTable create && isOnlyAssumed(create.table())) {
            places.createTable(create.table());
            return;
        }
        if (operation instanceof Operation.RenameColumn rename) {
            for (Difference change : changes) {
                if (change instanceof Difference.ColumnRemoved removed) {
                    places.renameColumn(removed.table(), removed.removed().name(), rename.newName());
                    return;
                }
            }
        }
        for (Difference change : changes) {
            if (change instanceof Difference.TableAdded created) {
                places.createTable(created.added().name());
                if (operation instanceof Operation.CreateTable create && create.asSelect() != null) {
                    places.copyRows(
                            create.asSelect(), step.before(), created.added().name());
                }
            } else if (change instanceof Difference.TableRemoved removed) {
                dropTable(step, removed.removed().name());
            } else if (change instanceof Difference.ColumnAdded created) {
                places.addColumn(created.table(), created.added().name());
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
        places.renameTable(from, to);
        return true;
    }

    /** What is added under a condition holds nothing old where the downgrade drops it again. */
    private void mayAdd(Operation operation) {
        if (operation instanceof Operation.CreateTable create
                && before.table(create.table()).isEmpty()) {
            places.createTable(create.table());
        } else if (operation instanceof Operation.AddColumn add
                && (downgrading || !isKnown(add.table(), add.column().name()))) {
            places.addColumn(add.table(), add.column().name());
        }
    }

    /** Whether a table is known from what others say about it; where it is created, it was not there. */
    private boolean isOnlyAssumed(QualifiedName table) {
        return before.table(table).map(known -> !known.complete()).orElse(false);
    }

    private boolean isKnown(QualifiedName table, String column) {
        return before.table(table).flatMap(known -> known.column(column)).isPresent();
    }

    private void mayDrop(StepReplay step, Operation operation) {
        if (operation instanceof Operation.DropTable drop) {
            QualifiedName origin = places.origin(drop.table());
            if (origin != null) {
                rows.putIfAbsent(origin, loss(DataVerdict.Cause.TABLE_DROPPED, step, unknownCondition()));
            }
        } else if (operation instanceof Operation.DropColumn drop) {
            for (Places.Cell origin : places.valuesIn(drop.table(), drop.column())) {
                values.putIfAbsent(origin, loss(DataVerdict.Cause.COLUMN_DROPPED, step, unknownCondition()));
            }
        }
    }

    private static String unknownCondition() {
        return "the table or column is dropped under a condition that is not known";
    }

    private void dropTable(StepReplay step, QualifiedName table) {
        QualifiedName origin = places.origin(table);
        places.dropTable(table);
        if (origin != null && !rows.containsKey(origin)) {
            rows.put(origin, loss(DataVerdict.Cause.TABLE_DROPPED, step, ""));
        }
    }

    private void dropColumn(StepReplay step, QualifiedName table, String column) {
        var held = places.valuesIn(table, column);
        places.dropColumn(table, column);
        for (Places.Cell origin : held) {
            boolean own = origin.column().equals(column) || !places.holdsValues(origin);
            if (own && !values.containsKey(origin)) {
                values.put(origin, loss(DataVerdict.Cause.COLUMN_DROPPED, step, ""));
            }
        }
    }

    private void alterColumn(StepReplay step, Operation operation, Difference.ColumnChanged changed) {
        String column = changed.after().name();
        if (changed.facet() == Difference.Facet.NULLABLE) {
            boolean filled = operation instanceof Operation.AlterColumn alter && alter.fill() != null;
            if (filled && changed.after().nullable().isFalse() && step.onRows()) {
                touch(step, changed.table(), column, DataVerdict.Cause.NULLS_FILLED, "");
            }
            return;
        }
        if (changed.facet() != Difference.Facet.TYPE || !step.onRows()) {
            return;
        }
        String using = operation instanceof Operation.AlterColumn alter ? alter.using() : null;
        if (using != null && !Mentions.inSql(using, column) && !using.equals("?")) {
            touch(step, changed.table(), column, DataVerdict.Cause.VALUES_OVERWRITTEN, "");
            places.overwrite(changed.table(), column);
            return;
        }
        if (!downgrading && using != null && !isBoolean(changed.before()) && UpdateSql.mergesTheRest(using, column)) {
            touch(step, changed.table(), column, DataVerdict.Cause.TYPE_LOSSY, "`ELSE` makes one value of many");
            return;
        }
        TypeChange change =
                types.change(changed.before().type(), changed.after().type());
        if (change.kind() == TypeChange.Kind.LOSSY) {
            if (!downgrading || !fitsBack(changed)) {
                touch(step, changed.table(), column, DataVerdict.Cause.TYPE_LOSSY, change.detail());
            }
        } else if (change.kind() == TypeChange.Kind.NARROWING && (!downgrading || !fitsBack(changed))) {
            touch(step, changed.table(), column, DataVerdict.Cause.TYPE_NARROWED, change.detail());
            boolean cuts = using != null || types.target().dialect() == Dialect.SQLITE;
            for (Places.Cell origin : places.valuesIn(changed.table(), column)) {
                Loss loss = values.get(origin);
                if (loss != null && loss.cause == DataVerdict.Cause.TYPE_NARROWED && !cuts) {
                    loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                }
            }
        }
    }

    private boolean isBoolean(Places.Cell cell) {
        return before.table(cell.table())
                .flatMap(table -> table.column(cell.column()))
                .map(DataProof::isBoolean)
                .orElse(false);
    }

    private static boolean isBoolean(Column column) {
        String type = column.type().toString().toUpperCase(Locale.ROOT);
        return type.equals("BOOLEAN") || type.equals("BOOL");
    }

    /** Whether the downgrade only takes back a change that no old value could outgrow. */
    private boolean fitsBack(Difference.ColumnChanged changed) {
        for (Places.Cell origin :
                places.valuesIn(changed.table(), changed.after().name())) {
            Column old = before.table(origin.table())
                    .flatMap(table -> table.column(origin.column()))
                    .orElse(null);
            if (old == null || !old.type().equals(changed.after().type())) {
                return false;
            }
        }
        return true;
    }

    // ---- rows

    private void update(StepReplay step, Operation.UpdateRows update) {
        if (!step.onRows() || UpdateSql.isNever(update.where())) {
            return;
        }
        QualifiedName table = UpdateSql.known(step, update.table());
        if (places.origin(table) == null && !places.isUnheard(table)) {
            copyInto(step, update, table);
            return;
        }
        if (update.assignments().isEmpty()) {
            notUnderstood.add(new DataVerdict(
                    places.origin(table),
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
        var held = places.valuesIn(table, column);
        if (source != null && source.equals(column)) {
            return;
        }
        if (source != null) {
            places.copyColumn(table, source, table, column);
        } else {
            // SET a = true WHERE b IS NOT NULL tells by a what b was
            places.derive(table, value + " " + update.where(), step.before(), table, column);
            deriveFromOthers(step, value, table, column);
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
                        || (held.size() == 1 && wasNotNull(held.iterator().next())))) {
            return;
        }
        boolean whole = update.where().isEmpty();
        for (Places.Cell origin : held) {
            Loss known = values.get(origin);
            if (known != null && downgrading && !known.inDowngrade) {
                known.mayBeTakenBack(update, assignment, isBoolean(origin));
            } else if (known == null) {
                Loss loss = loss(
                        nullsOnly ? DataVerdict.Cause.NULLS_FILLED : DataVerdict.Cause.VALUES_OVERWRITTEN, step, "");
                // UPDATE … SET c = 'b' WHERE c = 'a', or SET c = f(c)
                loss.reversible =
                        Mentions.inSql(update.where(), column) || (source == null && Mentions.inSql(value, column));
                if (downgrading && !whole) {
                    loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                    loss.note = "the downgrade changes some rows, perhaps only such as the upgrade made";
                }
                values.put(origin, loss);
            }
        }
        if (source == null && whole) {
            places.overwrite(table, column);
        }
    }

    /** A downgrade can fill a column again from another table that told the same all along. */
    private void mayComeFromElsewhere(StepReplay step, QualifiedName table, String column, String value) {
        QualifiedName origin = downgrading ? places.origin(table) : null;
        Loss loss = origin == null ? null : values.get(new Places.Cell(origin, column));
        if (loss == null || loss.outcome != DataVerdict.Outcome.LOST || loss.inDowngrade) {
            return;
        }
        for (Table other : step.before().tables()) {
            if (!other.name().equals(table)
                    && Mentions.inSql(value, other.name().name())) {
                loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                loss.note = "the downgrade takes them from `" + other.name() + "`";
                return;
            }
        }
    }

    private void deriveFromOthers(StepReplay step, String value, QualifiedName table, String column) {
        if (!value.toLowerCase(Locale.ROOT).contains("select")) {
            return;
        }
        step.before().tables().forEach(source -> {
            if (!source.name().equals(table)
                    && Mentions.inSql(value, source.name().name())) {
                places.derive(source.name(), value, step.before(), table, column);
            }
        });
    }

    private void insert(StepReplay step, Operation.InsertRows insert) {
        QualifiedName table = UpdateSql.known(step, insert.table());
        String select = insert.select();
        if (downgrading) {
            Loss loss = rows.get(table);
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
            places.copyRows(select, step.before(), table);
        }
        QualifiedName origin = places.origin(table);
        if (origin != null) {
            added.putIfAbsent(origin, step);
        }
    }

    private void delete(StepReplay step, QualifiedName written, String where, DataVerdict.Cause cause) {
        if (!step.onRows() || UpdateSql.isNever(where)) {
            return;
        }
        QualifiedName origin = places.origin(UpdateSql.known(step, written));
        if (origin == null) {
            return;
        }
        if (downgrading && !where.isEmpty()) {
            if (added.remove(origin) != null) {
                takenBack.add(origin);
            }
            if (!takenBack.contains(origin) && !rows.containsKey(origin)) {
                Loss loss = loss(
                        cause, step, "the downgrade deletes some rows, perhaps only such as came after the upgrade");
                loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                rows.put(origin, loss);
            }
            return;
        }
        added.remove(origin);
        Loss loss = loss(cause, step, "");
        // rows that the condition tells can be written again
        loss.reversible = !where.isEmpty();
        rows.putIfAbsent(origin, loss);
    }

    // ---- code

    private static boolean isNotUnderstood(Operation operation) {
        if (operation instanceof Operation.ExecuteSql sql) {
            return sql.effect() == SqlEffect.UNREAD || sql.effect() == SqlEffect.RUNS_CODE;
        }
        return operation instanceof Operation.Opaque
                || (operation instanceof Operation.RunCode code && code.mayChangeData());
    }

    private void notUnderstood(StepReplay step, Operation operation) {
        String what = operation instanceof Operation.RunCode code
                ? "`" + code.description() + "` may change rows: " + code.reason()
                : operation instanceof Operation.Opaque opaque
                        ? "`" + opaque.description() + "` was not understood: " + opaque.reason()
                        : "SQL that was not understood may change rows";
        notUnderstood.add(new DataVerdict(
                null, null, DataVerdict.Outcome.CANNOT_TELL, DataVerdict.Cause.NOT_UNDERSTOOD, step, what));
        if (downgrading) {
            for (Loss loss : values.values()) {
                if (loss.outcome == DataVerdict.Outcome.LOST && savedByCode(loss)) {
                    loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                    loss.note = "code of the migration may save and restore them";
                }
            }
        }
    }

    /** Whether code that was not followed ran before the loss, so that it may have saved what the downgrade's code restores. */
    private boolean savedByCode(Loss loss) {
        for (StepReplay step : upgrade) {
            if (step.step().equals(loss.step.step())) {
                return false;
            }
            if (isNotUnderstood(step.step().operation())) {
                return true;
            }
        }
        return false;
    }

    // ---- verdicts

    private Loss loss(DataVerdict.Cause cause, StepReplay step, String note) {
        boolean certain = step.runs().isTrue() || !hasUnknown(step.step().condition());
        return new Loss(
                cause,
                step,
                downgrading,
                certain ? DataVerdict.Outcome.LOST : DataVerdict.Outcome.CANNOT_TELL,
                certain ? note : "it runs under a condition that is not known");
    }

    private static boolean hasUnknown(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return hasUnknown(not.condition());
        }
        List<Condition> parts = condition instanceof Condition.All all
                ? all.conditions()
                : condition instanceof Condition.Any any ? any.conditions() : List.of();
        for (Condition part : parts) {
            if (hasUnknown(part)) {
                return true;
            }
        }
        return condition instanceof Condition.Unknown || condition instanceof Condition.Exists;
    }

    private void touch(StepReplay step, QualifiedName table, String column, DataVerdict.Cause cause, String note) {
        for (Places.Cell origin : places.valuesIn(table, column)) {
            if (cause != DataVerdict.Cause.NULLS_FILLED || !wasNotNull(origin)) {
                values.putIfAbsent(origin, loss(cause, step, note));
            }
        }
    }

    /** What is saved elsewhere when the upgrade ends is recoverable, whatever the downgrade makes of it. */
    private void settleUpgrade() {
        rows.forEach((origin, loss) -> {
            if (loss.outcome != DataVerdict.Outcome.LOST) {
                return;
            }
            if (loss.cause == DataVerdict.Cause.TABLE_DROPPED && places.holdsItsRows(origin)) {
                loss.outcome = DataVerdict.Outcome.KEPT;
            } else if (places.hasCopy(origin)) {
                loss.outcome = DataVerdict.Outcome.RECOVERABLE;
            }
        });
        values.forEach((origin, loss) -> {
            if (loss.outcome == DataVerdict.Outcome.LOST
                    && (places.holdsValues(origin) || places.derivedElsewhere(origin))
                    && loss.cause != DataVerdict.Cause.NULLS_FILLED
                    && (loss.cause == DataVerdict.Cause.COLUMN_DROPPED
                            || !places.valuesIn(origin.table(), origin.column()).contains(origin))) {
                loss.outcome = DataVerdict.Outcome.RECOVERABLE;
            }
        });
    }

    /** What was saved elsewhere and stands in its place again is kept. */
    private void settleDowngrade() {
        values.forEach((origin, loss) -> {
            if (loss.inDowngrade || loss.outcome != DataVerdict.Outcome.RECOVERABLE) {
                return;
            }
            if (places.valuesIn(origin.table(), origin.column()).contains(origin)) {
                loss.outcome = DataVerdict.Outcome.KEPT;
            } else if (places.isDerived(origin.table(), origin.column(), origin)) {
                loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                loss.note = "the downgrade computes them from what the upgrade computed";
            }
        });
    }

    /** Whether the rows that were there hold no NULL, whatever the column accepts by now. */
    private boolean wasNotNull(Places.Cell origin) {
        return before.table(origin.table())
                .flatMap(table -> table.column(origin.column()))
                .map(column -> column.nullable() == Truth.FALSE)
                .orElse(false);
    }

    private static boolean isNotNull(StepReplay step, QualifiedName table, String column) {
        return step.before()
                .table(table)
                .flatMap(known -> known.column(column))
                .map(known -> known.nullable() == Truth.FALSE)
                .orElse(false);
    }
}
