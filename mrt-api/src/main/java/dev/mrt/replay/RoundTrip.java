// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.schema.Difference;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What upgrade, downgrade and a second upgrade do to schema and rows. Immutable and thread-safe.
 *
 * @param before the schema before the upgrade, with all that upgrade and downgrade show about it
 * @param after the schema after the upgrade
 * @param restored the schema after the downgrade; equal to {@code after} where there is none that runs
 * @param downgradeState how the downgrade is written, and whether it runs
 * @param upgrade the steps of the upgrade
 * @param downgrade the steps of the downgrade
 * @param effects what each step of the upgrade changed in the schema, and whether that is restored; steps without a change
 *     are left out
 * @param remainders all differences between {@code before} and {@code restored}, also those of names and order alone
 * @param data what happens to rows and values; what is kept is left out
 * @param conflicts what contradicts the upgrade, the downgrade, and the second upgrade beyond what contradicts the first
 */
public record RoundTrip(
        Schema before,
        Schema after,
        Schema restored,
        DowngradeState downgradeState,
        List<StepReplay> upgrade,
        List<StepReplay> downgrade,
        List<Effect> effects,
        List<Remainder> remainders,
        List<DataVerdict> data,
        List<Conflict> conflicts) {

    /** What there is of a downgrade. */
    public enum DowngradeState {
        /** There is no downgrade function. */
        MISSING,
        /** It does nothing. */
        EMPTY,
        /** It surely ends with an error of its own: the migration is declared one-way. */
        RAISES,
        /** It does something. */
        RUNS
    }

    public RoundTrip {
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
        effects = List.copyOf(effects);
        remainders = List.copyOf(remainders);
        data = List.copyOf(data);
        conflicts = List.copyOf(conflicts);
    }

    /** The difference between the schema before and the restored one, without attribution. */
    public SchemaDiff difference() {
        return SchemaDiff.of(before, restored);
    }

    /** The differences that certainly remain, those of names and order alone left out. */
    public List<Remainder> certainRemainders() {
        List<Remainder> certain = new ArrayList<>();
        for (Remainder remainder : remainders) {
            if (remainder.certain() && remainder.difference().weight() == Difference.Weight.SCHEMA) {
                certain.add(remainder);
            }
        }
        return certain;
    }

    /** The conflicts of one phase. */
    public List<Conflict> conflicts(Conflict.Phase phase) {
        List<Conflict> some = new ArrayList<>();
        for (Conflict conflict : conflicts) {
            if (conflict.phase() == phase) {
                some.add(conflict);
            }
        }
        return some;
    }

    /**
     * Whether rows of a table, or values of a column, are surely lost.
     *
     * @param column the column; null for any
     */
    public boolean loses(QualifiedName table, @Nullable String column) {
        for (DataVerdict verdict : data(DataVerdict.Outcome.LOST)) {
            if (table.equals(verdict.table())
                    && (verdict.column() == null || verdict.column().equals(column))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the upgrade fails wherever a table has rows, so that none of its rows is older than the upgrade. */
    public boolean leavesOnlyNewRows(QualifiedName table) {
        return EmptyTables.of(upgrade).contains(table);
    }

    /** Whether a step of the downgrade makes, drops or renames an object, or does what nobody followed. */
    public boolean downgradeMayChange(ObjectKey object) {
        for (StepReplay step : downgrade) {
            Operation operation = step.step().operation();
            boolean changes = operation instanceof Operation.DropObject drop && isSame(drop.object(), object)
                    || operation instanceof Operation.RenameObject rename && isSame(rename.object(), object)
                    || operation instanceof Operation.CreateObject create
                            && isSame(create.object().key(), object);
            if (!step.runs().isFalse() && (changes || operation.isNotFollowed())) {
                return true;
            }
        }
        return false;
    }

    /** An enum type is written as a type, too, and a schema may be left out. */
    private static boolean isSame(ObjectKey mine, ObjectKey theirs) {
        return mine.name().name().equals(theirs.name().name())
                && (mine.kind() == theirs.kind()
                        || (mine.kind().isType() && theirs.kind().isType()));
    }

    /** What happens to data for sure or in all likelihood: the verdicts of one outcome. */
    public List<DataVerdict> data(DataVerdict.Outcome outcome) {
        List<DataVerdict> some = new ArrayList<>();
        for (DataVerdict verdict : data) {
            if (verdict.outcome() == outcome) {
                some.add(verdict);
            }
        }
        return some;
    }
}
