// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Procedure;
import dev.mrt.schema.Difference;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replays downgrade and second upgrade of one migration and says what remains of its upgrade. */
final class RoundTripProof {

    private final Migration migration;
    private final SchemaReplay replay;
    private final SchemaReplay.Run upgrade;
    private final Doubts doubtsBefore;
    private final @Nullable String database;
    private final StepChanges changes = new StepChanges();

    RoundTripProof(
            Migration migration,
            SchemaReplay replay,
            SchemaReplay.Run upgrade,
            Doubts doubtsBefore,
            @Nullable String database) {
        this.migration = migration;
        this.replay = replay;
        this.upgrade = upgrade;
        this.doubtsBefore = doubtsBefore;
        this.database = database;
    }

    RoundTrip prove() {
        Procedure downgrade = migration.downgrade();
        SchemaReplay.Run back =
                replay.run(downgrade.steps(), upgrade.end(), upgrade.doubts(), Conflict.Phase.DOWNGRADE, database);
        Schema before = upgrade.start();
        for (UnaryOperator<Schema> assumption : back.assumptions()) {
            before = assumption.apply(before);
        }
        RoundTrip.DowngradeState state = state(downgrade, back);
        boolean runs = state == RoundTrip.DowngradeState.RUNS;
        Schema restored = runs ? back.end() : back.start();
        List<StepReplay> steps = runs ? back.steps() : List.of();
        Contradictions contradictions = new Contradictions(upgrade.steps(), upgrade.conflicts());
        List<Difference> differences = SchemaDiff.of(before, restored).differences();
        List<Remainder> remainders = new Attribution(
                        upgrade.steps(), steps, runs ? back.doubts() : upgrade.doubts(), doubtsBefore, changes)
                .attribute(differences);
        remainders = contradictions.uncertain(remainders).stream()
                .map(this::doubtful)
                .toList();
        return new RoundTrip(
                before,
                back.start(),
                restored,
                state,
                upgrade.steps(),
                back.steps(),
                effects(remainders),
                remainders,
                contradictions.uncertainData(
                        new DataProof(upgrade.steps(), steps, before, replay.types(), changes).verdicts()),
                conflicts(back, restored, runs, differences));
    }

    private Remainder doubtful(Remainder remainder) {
        String reason = doubt(remainder.difference());
        return reason.isEmpty() ? remainder : remainder.doubtful(reason);
    }

    /** Why a difference may not be one; empty where nothing speaks against it. */
    private String doubt(Difference difference) {
        if (difference instanceof Difference.ConstraintRenamed renamed) {
            String name = renamed.after().name();
            boolean may = migration.framework() == Framework.ALEMBIC
                    && name != null
                    && ConventionNames.mayName(name, renamed.table(), renamed.before());
            return may ? "a naming convention may have given it this name from the start" : "";
        }
        boolean removed =
                difference instanceof Difference.IndexRemoved || difference instanceof Difference.ConstraintRemoved;
        return removed && !isHeardOf(difference) ? "nothing told of it before the downgrade drops it" : "";
    }

    /** An index or constraint that nobody heard of before the downgrade drops it may well be what the upgrade made. */
    private boolean isHeardOf(Difference difference) {
        String part = difference.part();
        Table table = difference.table() == null
                ? null
                : upgrade.start().table(difference.table()).orElse(null);
        return part == null
                || (table != null
                        && (table.index(part).isPresent()
                                || table.constraint(part).isPresent()));
    }

    private static RoundTrip.DowngradeState state(Procedure downgrade, SchemaReplay.Run back) {
        if (downgrade.state() == Procedure.State.MISSING) {
            return RoundTrip.DowngradeState.MISSING;
        }
        if (back.raises()) {
            return RoundTrip.DowngradeState.RAISES;
        }
        return downgrade.state() == Procedure.State.EMPTY || downgrade.steps().isEmpty()
                ? RoundTrip.DowngradeState.EMPTY
                : RoundTrip.DowngradeState.RUNS;
    }

    private List<Conflict> conflicts(
            SchemaReplay.Run back, Schema restored, boolean runs, List<Difference> differences) {
        List<Conflict> conflicts = new ArrayList<>(upgrade.conflicts());
        if (!runs) {
            return conflicts;
        }
        conflicts.addAll(back.conflicts());
        if (!differences.stream().allMatch(Difference.ColumnOrderChanged.class::isInstance)) {
            Set<String> known = new LinkedHashSet<>();
            for (Conflict conflict : upgrade.conflicts()) {
                known.add(conflict.sentence());
            }
            SchemaReplay.Run again = replay.run(
                    migration.upgrade().steps(), restored, back.doubts(), Conflict.Phase.SECOND_UPGRADE, database);
            for (Conflict conflict : again.conflicts()) {
                if (!conflict.kind().dependsOnRows() && !known.contains(conflict.sentence())) {
                    conflicts.add(conflict);
                }
            }
        }
        return conflicts;
    }

    private List<Effect> effects(List<Remainder> remainders) {
        IdentityHashMap<StepReplay, List<Remainder>> byCause = new IdentityHashMap<>();
        for (Remainder remainder : remainders) {
            StepReplay cause = remainder.cause();
            if (cause != null) {
                byCause.computeIfAbsent(cause, step -> new ArrayList<>()).add(remainder);
            }
        }
        List<Effect> effects = new ArrayList<>();
        for (StepReplay step : upgrade.steps()) {
            if (!changes.of(step).isEmpty()) {
                List<Remainder> own = byCause.getOrDefault(step, List.of());
                effects.add(new Effect(step, verdict(own), own));
            }
        }
        return effects;
    }

    private static Effect.Verdict verdict(List<Remainder> own) {
        Effect.Verdict verdict = Effect.Verdict.RESTORED;
        for (Remainder remainder : own) {
            if (remainder.difference().weight() != Difference.Weight.SCHEMA) {
                continue;
            }
            Effect.Verdict one = verdict(remainder);
            verdict = verdict == Effect.Verdict.RESTORED || verdict == one ? one : worse(verdict, one);
        }
        return verdict;
    }

    private static Effect.Verdict worse(Effect.Verdict left, Effect.Verdict right) {
        return left.compareTo(right) > 0 && left != Effect.Verdict.CANNOT_TELL ? left : right;
    }

    private static Effect.Verdict verdict(Remainder remainder) {
        if (!remainder.certain()) {
            return Effect.Verdict.CANNOT_TELL;
        }
        Difference difference = remainder.difference();
        if (difference instanceof Difference.TableRemoved
                || difference instanceof Difference.ColumnRemoved
                || difference instanceof Difference.ConstraintRemoved
                || difference instanceof Difference.IndexRemoved
                || difference instanceof Difference.ObjectRemoved) {
            return Effect.Verdict.LOST;
        }
        return remainder.reverse() == null ? Effect.Verdict.NOT_REVERSED : Effect.Verdict.PARTLY_RESTORED;
    }
}
