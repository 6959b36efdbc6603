// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;
import dev.mrt.schema.TypeSystem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Applies the steps of a procedure to a schema. A step whose condition cannot be known is applied in the sense of "may":
 * what it may have changed becomes unknown. A step that contradicts the schema is a {@link Conflict}, and the replay goes
 * on.
 */
final class SchemaReplay {

    private final Target target;
    private final TypeSystem types;
    private final Guards guards;

    SchemaReplay(Target target, Guards guards) {
        this.target = target;
        this.guards = guards;
        this.types = TypeSystem.of(target);
    }

    TypeSystem types() {
        return types;
    }

    /**
     * A procedure that was replayed.
     *
     * @param steps the steps of the database in question, also those that did not run
     * @param start the schema that it met, with what had to be assumed about it
     * @param end the schema that it left
     * @param doubts what may or may not be there at its end
     * @param assumptions what had to be assumed, as changes of any earlier schema
     * @param conflicts what contradicted
     * @param raises whether it surely ends with an error of its own
     */
    record Run(
            List<StepReplay> steps,
            Schema start,
            Schema end,
            Doubts doubts,
            List<UnaryOperator<Schema>> assumptions,
            List<Conflict> conflicts,
            boolean raises) {}

    /** Replays the steps that run on one database; null stands for the only one. */
    Run run(List<Step> steps, Schema start, Doubts doubts, Conflict.Phase phase, @Nullable String database) {
        if (steps.isEmpty()) {
            return new Run(List.of(), start, start, doubts, List.of(), List.of(), false);
        }
        Working working = new Working(target, types, start, doubts);
        working.begin(phase);
        working.guards = guards.of(steps);
        List<StepReplay> replays = new ArrayList<>(steps.size());
        boolean raised = false;
        Set<Step> rebuilding = target.dialect() == Dialect.SQLITE ? BatchRebuild.starts(steps) : Set.of();
        for (Step step : steps) {
            if (database != null
                    && step.context().database() != null
                    && !database.equals(step.context().database())) {
                continue;
            }
            StepReplay replay = raised ? skipped(step, working) : run(step, rebuilding.contains(step), working);
            replays.add(replay);
            raised |= replay.runs().isTrue() && step.operation() instanceof Operation.RaiseError;
        }
        return new Run(
                List.copyOf(replays),
                working.withAssumptions(start, 0),
                working.schema,
                working.doubts,
                working.assumptions(),
                working.conflictsFrom(0),
                raised);
    }

    /**
     * Replays one step over a schema that is known completely; nothing is taken to hold that cannot be known.
     *
     * @param answers what the procedure's conditions were told so far; gets what they are told now
     */
    StepReplay alone(Step step, Schema schema, Map<Condition.Exists, Truth> answers) {
        Working working = new Working(target, types, schema, Doubts.NONE);
        working.begin(Conflict.Phase.UPGRADE);
        working.answers.putAll(answers);
        StepReplay replay = run(step, false, working);
        answers.putAll(working.answers);
        return replay;
    }

    private static StepReplay skipped(Step step, Working working) {
        return new StepReplay(step, Truth.FALSE, working.schema, working.schema, true, List.of());
    }

    private StepReplay run(Step step, boolean rebuilds, Working working) {
        working.begin(step);
        Truth runs = Conditions.evaluate(step.condition(), working);
        if (runs.isFalse()) {
            return skipped(step, working);
        }
        Schema before = working.schema;
        int assumptions = working.assumptionCount();
        int conflicts = working.conflictCount();
        QualifiedName table = Operations.table(step.operation());
        boolean onRows = table == null || working.mayHaveRows(working.name(table));
        Doubts doubts = working.doubts;
        if (rebuilds && runs.isTrue()) {
            BatchRebuild.apply(step, working);
        }
        apply(step.operation(), working);
        if (runs.isTrue() && contradicts(working.conflictsFrom(conflicts))) {
            runs = withoutRefuted(step, runs, working);
        }
        if (runs.isTrue()) {
            emptied(step.operation()).forEach(emptied -> working.emptied(working.name(emptied)));
        } else {
            working.forgetConflictsFrom(conflicts);
            new Merge(working, step.condition(), doubts).merge(working.withAssumptions(before, assumptions));
        }
        if (step.operation() instanceof Operation.Opaque opaque && opaque.table() != null) {
            working.doubtParts(working.name(opaque.table()), opaque.reason());
        }
        return new StepReplay(
                step,
                runs,
                working.withAssumptions(before, assumptions),
                working.schema,
                onRows,
                working.conflictsFrom(conflicts));
    }

    /** Whether an upgrade, which somebody ran, cannot have met that schema. */
    private static boolean contradicts(List<Conflict> conflicts) {
        for (Conflict conflict : conflicts) {
            if (conflict.phase() == Conflict.Phase.UPGRADE && !conflict.kind().dependsOnRows()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a step of the upgrade runs that contradicts the schema. A guard that is only taken to hold is what keeps it from
     * running there, unless it asks for a setting, which does not depend on the schema.
     */
    private static Truth withoutRefuted(Step step, Truth runs, Working working) {
        Set<Condition> settings = new HashSet<>(working.guards);
        settings.removeIf(guard -> !Guards.isAboutSetting(guard));
        if (settings.size() == working.guards.size()) {
            return runs;
        }
        Set<Condition> guards = working.guards;
        working.guards = settings;
        Truth known = Conditions.evaluate(step.condition(), working);
        if (known.isTrue()) {
            working.guards = guards;
        }
        return known;
    }

    private static void apply(Operation operation, Working working) {
        boolean done = new TableSteps(working).apply(operation)
                || new ColumnSteps(working).apply(operation)
                || new IndexSteps(working).apply(operation)
                || new ConstraintSteps(working).apply(operation)
                || new ObjectSteps(working).apply(operation)
                || new RowSteps(working).apply(operation);
        if (done) {
            return;
        }
        if (operation instanceof Operation.ExecuteSql sql
                && (sql.effect() == SqlEffect.UNREAD || sql.effect() == SqlEffect.RUNS_CODE)) {
            working.mayHaveChanged(sql.sql());
        } else if (operation instanceof Operation.Opaque opaque) {
            working.mayHaveChanged(opaque.description());
            if (opaque.table() == null) {
                working.ranUnread();
            }
        }
    }

    /** The tables that hold no row after an operation. */
    private static List<QualifiedName> emptied(Operation operation) {
        if (operation instanceof Operation.Truncate truncate) {
            return truncate.tables();
        }
        return operation instanceof Operation.DeleteRows delete
                        && delete.where().isEmpty()
                ? List.of(delete.table())
                : List.of();
    }
}
