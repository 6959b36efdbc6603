// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Framework;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through the migrations of a project in their order, keeps the state of its models, and turns every migration's
 * operations into steps for both directions. Not thread-safe.
 */
final class MigrationLowering {

    private final MigrationGraph graph;
    private final Map<String, ProjectState> aside = new HashMap<>();
    private ProjectState state;

    MigrationLowering(MigrationGraph graph, ProjectSettings settings) {
        this.graph = graph;
        this.state = ProjectState.empty(settings);
    }

    /** Turns the next migration in order into steps. */
    Migration lower(EvaluatedMigration migration) {
        // What a squashed migration stands for goes its own way, from where the squashed one starts, and leaves no
        // trace.
        String standIn = graph.standIn(migration);
        List<ProjectState> states = new ArrayList<>();
        states.add(standIn == null ? state : aside.getOrDefault(standIn, state));
        for (PlacedOperation operation : migration.operations()) {
            states.add(operation.operation().mutate(migration.app(), states.get(states.size() - 1)));
        }
        ProjectState end = states.get(states.size() - 1);
        if (standIn == null && !graph.isDuplicate(migration)) {
            state = end;
        } else if (standIn != null) {
            aside.put(standIn, end);
        }
        return new Migration(
                Framework.DJANGO,
                migration.id(),
                graph.parents(migration),
                List.of(),
                List.of(),
                migration.replacedIds(),
                migration.message(),
                migration.source(),
                migration.identity(),
                migration.atomic(),
                upgrade(migration, states),
                downgrade(migration, states),
                frameworkOperations(migration),
                migration.comments());
    }

    private static Procedure upgrade(EvaluatedMigration migration, List<ProjectState> states) {
        List<PlacedOperation> operations = migration.operations();
        if (operations.isEmpty()) {
            return new Procedure(Procedure.State.EMPTY, List.of(), migration.operationsRange());
        }
        StepCollector steps = new StepCollector(operations.get(0), migration.atomic());
        for (int i = 0; i < operations.size(); i++) {
            steps.forwards(operations.get(i), migration.app(), states.get(i), states.get(i + 1));
        }
        return new Procedure(Procedure.State.WRITTEN, steps.steps(), migration.operationsRange());
    }

    private static Procedure downgrade(EvaluatedMigration migration, List<ProjectState> states) {
        List<PlacedOperation> operations = migration.operations();
        for (PlacedOperation operation : operations) {
            if (!operation.operation().isReversible()) {
                // Django asks all operations first, and refuses before it does anything.
                return new Procedure(
                        Procedure.State.DERIVED, List.of(refusal(operation, migration)), migration.operationsRange());
            }
        }
        if (operations.isEmpty()) {
            return new Procedure(Procedure.State.DERIVED, List.of(), migration.operationsRange());
        }
        StepCollector steps = new StepCollector(operations.get(0), migration.atomic());
        for (int i = operations.size() - 1; i >= 0; i--) {
            steps.backwards(operations.get(i), migration.app(), states.get(i + 1), states.get(i));
        }
        return new Procedure(Procedure.State.DERIVED, steps.steps(), migration.operationsRange());
    }

    private static Step refusal(PlacedOperation operation, EvaluatedMigration migration) {
        Step.Context context = migration.atomic() ? Step.Context.PLAIN : new Step.Context(false, true, false, null);
        return new Step(
                new Operation.RaiseError(
                        "IrreversibleError: " + operation.name() + " in " + migration.id() + " has no reverse"),
                operation.range(),
                Condition.always(),
                "migrations." + operation.name(),
                operation.group(),
                context);
    }

    private static List<FrameworkOperation> frameworkOperations(EvaluatedMigration migration) {
        Set<Integer> onState = new HashSet<>();
        for (PlacedOperation operation : migration.all()) {
            if (operation.operation() instanceof SpecialOperations.Separate separate) {
                addGroups(separate.stateOperations(), onState);
            } else if (operation.operation() instanceof SpecialOperations.Run run) {
                addGroups(run.stateOperations(), onState);
            }
        }
        List<FrameworkOperation> result = new ArrayList<>();
        for (PlacedOperation operation : migration.all()) {
            result.add(new FrameworkOperation(
                    operation.name(),
                    operation.arguments(),
                    operation.range(),
                    operation.operation().isReversible(),
                    operation.operation().isStateOnly() || onState.contains(operation.group())));
        }
        return result;
    }

    private static void addGroups(List<PlacedOperation> operations, Set<Integer> groups) {
        for (PlacedOperation operation : operations) {
            groups.add(operation.group());
        }
    }
}
