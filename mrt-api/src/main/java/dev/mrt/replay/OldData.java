// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.schema.Column;
import dev.mrt.schema.ColumnName;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known, after some steps of upgrade and downgrade, of the rows and values that were there before: where they stand,
 * and what happened to them. The proofs of the kinds of effects write it, step by step. Mutable; for one round trip.
 */
final class OldData {

    private final Schema before;
    private final Places places;
    private final Map<ColumnName, Loss> values = new LinkedHashMap<>();
    private final Map<QualifiedName, Loss> rows = new LinkedHashMap<>();
    /** New tables into which the upgrade wrote rows that are not spelt out in it, so that they may hold what old ones held. */
    private final Set<QualifiedName> filled = new HashSet<>();

    private boolean downgrading;
    private boolean metUnread;

    OldData(Schema before) {
        this.before = before;
        this.places = new Places(before);
    }

    /** The schema before the upgrade. */
    Schema before() {
        return before;
    }

    Places places() {
        return places;
    }

    /** Whether the upgrade is over. */
    boolean downgrading() {
        return downgrading;
    }

    /** What happened to a column's old values; null for nothing. */
    @Nullable
    Loss lossOf(ColumnName origin) {
        return values.get(origin);
    }

    /** What happened to a table's old rows; null for nothing. */
    @Nullable
    Loss lossOf(QualifiedName origin) {
        return rows.get(origin);
    }

    /** What happened to old values, by the order in which it did. */
    Iterable<Loss> lossesOfValues() {
        return values.values();
    }

    /** Notes the first thing that happens to old values. */
    void lose(ColumnName origin, Loss loss) {
        values.putIfAbsent(origin, loss);
    }

    /** Notes the first thing that happens to old rows. */
    void lose(QualifiedName origin, Loss loss) {
        rows.putIfAbsent(origin, loss);
    }

    /** Notes that something was met that nobody understands. */
    void meetUnread() {
        metUnread = true;
    }

    /** Whether something was met that nobody understands. */
    boolean metUnread() {
        return metUnread;
    }

    /** Notes that rows which nobody spelt out went into a new table. */
    void fill(QualifiedName table) {
        filled.add(table);
    }

    /** Whether a new table may hold what old ones held. */
    boolean isFilled(QualifiedName table) {
        return filled.contains(table) && places.origin(table) == null;
    }

    /** Notes that a step changes whatever old values a column holds. */
    void touch(StepReplay step, QualifiedName table, String column, DataVerdict.Cause cause, String note) {
        for (ColumnName origin : places.valuesIn(table, column)) {
            if (cause != DataVerdict.Cause.NULLS_FILLED || !wasNotNull(origin)) {
                lose(origin, loss(cause, step, note));
            }
        }
    }

    /** A loss by a step: certain where the step is sure to run. */
    Loss loss(DataVerdict.Cause cause, StepReplay step, String note) {
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

    /** The column as it was before the upgrade. */
    Optional<Column> column(ColumnName origin) {
        return before.table(origin.table()).flatMap(table -> table.column(origin.column()));
    }

    /** Whether the rows that were there hold no NULL, whatever the column accepts by now. */
    boolean wasNotNull(ColumnName origin) {
        return column(origin).map(column -> column.nullable() == Truth.FALSE).orElse(false);
    }

    boolean wasBoolean(ColumnName origin) {
        return column(origin).map(OldData::isBoolean).orElse(false);
    }

    static boolean isBoolean(Column column) {
        String type = column.type().toString().toUpperCase(Locale.ROOT);
        return type.equals("BOOLEAN") || type.equals("BOOL");
    }

    /** The upgrade is over: what is saved elsewhere by now is recoverable, whatever the downgrade makes of it. */
    void endUpgrade() {
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
                    // a column that was renamed is no copy of itself
                    && !(loss.ofSomeRows && places.columnsHolding(origin) < 2)
                    && (places.holdsValues(origin)
                            || places.derivedElsewhere(origin)
                            // another column that took the dropped one's name
                            || (loss.cause == DataVerdict.Cause.COLUMN_DROPPED && places.derivedInPlace(origin)))
                    && loss.cause != DataVerdict.Cause.NULLS_FILLED
                    && (loss.cause == DataVerdict.Cause.COLUMN_DROPPED
                            || !places.valuesIn(origin.table(), origin.column()).contains(origin))) {
                loss.outcome = DataVerdict.Outcome.RECOVERABLE;
            }
        });
        downgrading = true;
        places.endUpgrade();
    }

    /** The downgrade is over: what was saved elsewhere is kept where it stands in its place again, and lost where the copy went. */
    void endDowngrade() {
        rows.forEach((origin, loss) -> {
            if (loss.outcome == DataVerdict.Outcome.RECOVERABLE
                    && !places.hasCopy(origin)
                    && !places.holdsItsRows(origin)) {
                loss.loseCopy();
            }
        });
        values.forEach((origin, loss) -> {
            if (loss.inDowngrade || loss.outcome != DataVerdict.Outcome.RECOVERABLE) {
                return;
            }
            if (places.valuesIn(origin.table(), origin.column()).contains(origin)) {
                loss.outcome = DataVerdict.Outcome.KEPT;
            } else if (loss.cause == DataVerdict.Cause.COLUMN_DROPPED
                    ? places.isComputedBack(origin)
                    : places.derivedInPlace(origin)) {
                loss.outcome = DataVerdict.Outcome.CANNOT_TELL;
                loss.note = "the downgrade computes them from what the upgrade computed";
            } else if (!places.holdsValues(origin) && !places.derivedElsewhere(origin)) {
                loss.loseCopy();
            }
        });
    }

    List<DataVerdict> verdicts() {
        List<DataVerdict> verdicts = new ArrayList<>();
        rows.forEach((table, loss) -> verdicts.add(loss.ofRows(table)));
        values.forEach((cell, loss) -> verdicts.add(loss.ofValues(cell)));
        return verdicts;
    }
}
