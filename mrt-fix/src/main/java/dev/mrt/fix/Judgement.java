// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.replay.Conflict;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.Effect;
import dev.mrt.replay.Remainder;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Difference;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges a round trip: whether it needs a fix, and whether a fixed one is proven to restore the schema. */
final class Judgement {

    private Judgement() {}

    /** Whether the way back of an Alembic migration certainly is missing, fails or leaves another schema. */
    static boolean needsFix(RoundTrip trip) {
        return switch (trip.downgradeState()) {
            case MISSING, RAISES -> true;
            case EMPTY -> !trip.certainRemainders().isEmpty();
            case RUNS -> !trip.certainRemainders().isEmpty() || failing(trip).isPresent();
        };
    }

    /** The rows and values that do not survive, in words. */
    static List<String> lost(RoundTrip trip) {
        List<String> lost = new ArrayList<>();
        for (DataVerdict verdict : trip.data()) {
            boolean gone = verdict.outcome() == DataVerdict.Outcome.LOST
                    || verdict.outcome() == DataVerdict.Outcome.LEFT_BEHIND;
            if (gone && !lost.contains(verdict.sentence())) {
                lost.add(verdict.sentence());
            }
        }
        return lost;
    }

    /** Why a round trip with a fixed way back is not proven to restore the schema; empty where it is. */
    static Optional<String> whyNotProven(RoundTrip original, RoundTrip fixed) {
        Optional<String> upgrade = whyUpgradeDiffers(original, fixed);
        if (upgrade.isPresent()) {
            return upgrade;
        }
        if (fixed.downgradeState() == RoundTrip.DowngradeState.RAISES) {
            return Optional.of("the downgrade would still raise an error");
        }
        for (Remainder remainder : fixed.remainders()) {
            if (remainder.difference().weight() == Difference.Weight.SCHEMA) {
                return Optional.of("it is not certain that the schema is restored: "
                        + remainder.difference().sentence());
            }
        }
        for (Effect effect : fixed.effects()) {
            if (effect.verdict() == Effect.Verdict.CANNOT_TELL) {
                return Optional.of("a part of the migration was not understood");
            }
        }
        List<String> known = lost(original);
        for (String sentence : lost(fixed)) {
            if (original.downgradeState() == RoundTrip.DowngradeState.RUNS && !known.contains(sentence)) {
                return Optional.of("the rewritten downgrade would lose what the written one keeps: " + sentence);
            }
        }
        return failing(fixed);
    }

    /** Says so where an edit changed the way forward; empty where it did not. */
    static Optional<String> whyUpgradeDiffers(RoundTrip original, RoundTrip fixed) {
        return operations(original.upgrade()).equals(operations(fixed.upgrade()))
                ? Optional.empty()
                : Optional.of("the edit would change what the upgrade does");
    }

    /** Why a step of the way back, or of another upgrade behind it, cannot run; empty where all can. */
    private static Optional<String> failing(RoundTrip trip) {
        Set<String> empty = madeAgain(trip, false);
        Set<String> alike = madeAgain(trip, true);
        for (Conflict conflict : trip.conflicts()) {
            if (conflict.phase() == Conflict.Phase.UPGRADE) {
                continue;
            }
            boolean laterRows = conflict.kind().dependsOnRows()
                    && conflict.kind() != Conflict.Kind.NOT_NULL_WITHOUT_VALUE
                    && !touches(conflict.step().operation(), conflict.kind() == Conflict.Kind.NULLS ? empty : alike);
            if (!laterRows) {
                boolean valueless = conflict.kind() == Conflict.Kind.NOT_NULL_WITHOUT_VALUE
                        || conflict.kind() == Conflict.Kind.NULLS;
                return Optional.of(
                        valueless
                                ? "the values are gone, and mrt invents none: " + conflict.sentence()
                                : conflict.sentence());
            }
        }
        return Optional.empty();
    }

    /** Columns that the downgrade makes again: every row has the default in them, or NULL, which violates nothing. */
    private static Set<String> madeAgain(RoundTrip trip, boolean withDefault) {
        Set<String> columns = new HashSet<>();
        for (StepReplay step : trip.downgrade()) {
            if (step.step().operation() instanceof Operation.AddColumn add
                    && step.onRows()
                    && add.column().serverDefault().isPresent() == withDefault) {
                columns.add(key(add.table(), add.column().name()));
            }
        }
        return columns;
    }

    private static boolean touches(Operation operation, Set<String> madeAgain) {
        if (madeAgain.isEmpty() || operation.table() == null) {
            return false;
        }
        List<String> columns = new ArrayList<>();
        if (operation instanceof Operation.AlterColumn alter) {
            columns.add(alter.column());
        } else if (operation instanceof Operation.AddConstraint add) {
            columns.addAll(add.constraint().columns());
        } else if (operation instanceof Operation.CreateIndex create) {
            Index index = create.index();
            columns.addAll(index.columns());
        }
        QualifiedName table = operation.table();
        return !columns.isEmpty() && columns.stream().allMatch(column -> madeAgain.contains(key(table, column)));
    }

    private static String key(QualifiedName table, String column) {
        return table + "." + column;
    }

    private static List<Object> operations(List<StepReplay> steps) {
        List<Object> operations = new ArrayList<>();
        for (StepReplay replay : steps) {
            Step step = replay.step();
            operations.add(List.of(step.operation(), step.condition(), step.context()));
        }
        return operations;
    }
}
