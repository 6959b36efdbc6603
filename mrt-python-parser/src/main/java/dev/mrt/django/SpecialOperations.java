// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that run SQL and Python, or other operations: see {@code django.db.migrations.operations.special}. */
final class SpecialOperations {

    private SpecialOperations() {}

    /**
     * What SQL or Python does, found before the models are known.
     *
     * @param repeated whether it is done in a loop of which the number of rounds is not known
     * @param names what the names in the operation are names of
     * @param statement the statement of SQL that it was lifted from, or null
     */
    record Effect(
            Operation operation,
            Condition condition,
            SourceRange range,
            boolean repeated,
            Names names,
            Step.@Nullable Statement statement) {
        /** An effect that was not written as SQL. */
        Effect(Operation operation, Condition condition, SourceRange range, boolean repeated, Names names) {
            this(operation, condition, range, repeated, names, null);
        }
    }

    /** What the names in an operation are names of. */
    enum Names {
        /** Of tables and columns. */
        TABLES,
        /** Of models and fields. */
        MODELS,
        /** Of models and fields, and rows are saved, so that Django writes times of change as well. */
        SAVED_ROWS,
        /** Of models and fields, and what is changed is not the rows but how they are linked with a row. */
        LINKS
    }

    /**
     * {@code RunSQL} and {@code RunPython}.
     *
     * @param forward what it does on the way forward
     * @param backward what it does on the way back, or null where Django cannot go back
     * @param stateOperations the operations on the state that go with it
     */
    record Run(List<Effect> forward, @Nullable List<Effect> backward, List<PlacedOperation> stateOperations)
            implements DjangoOperation {
        Run {
            forward = List.copyOf(forward);
            backward = backward == null ? null : List.copyOf(backward);
            stateOperations = List.copyOf(stateOperations);
        }

        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return mutateAll(stateOperations, app, state);
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            addAll(steps, forward, from);
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            if (backward != null) {
                addAll(steps, backward, from);
            }
        }

        @Override
        public boolean isReversible() {
            return backward != null;
        }

        private static void addAll(StepCollector steps, List<Effect> effects, ProjectState state) {
            for (Effect effect : effects) {
                for (Operation operation : ModelData.onTables(effect.operation(), effect.names(), state)) {
                    steps.add(operation, effect.condition(), effect.range(), effect.repeated(), effect.statement());
                }
            }
        }
    }

    /** {@code SeparateDatabaseAndState}. */
    record Separate(List<PlacedOperation> databaseOperations, List<PlacedOperation> stateOperations)
            implements DjangoOperation {
        Separate {
            databaseOperations = List.copyOf(databaseOperations);
            stateOperations = List.copyOf(stateOperations);
        }

        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return mutateAll(stateOperations, app, state);
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ProjectState before = from;
            for (PlacedOperation operation : databaseOperations) {
                ProjectState after = operation.operation().mutate(app, before);
                steps.forwards(operation, app, before, after);
                before = after;
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            List<ProjectState> states = new ArrayList<>();
            states.add(to);
            for (PlacedOperation operation : databaseOperations) {
                states.add(operation.operation().mutate(app, states.get(states.size() - 1)));
            }
            for (int i = databaseOperations.size() - 1; i >= 0; i--) {
                steps.backwards(databaseOperations.get(i), app, states.get(i + 1), states.get(i));
            }
        }

        @Override
        public boolean isReversible() {
            // Django itself does not ask the operations within, and fails when it comes to them.
            for (PlacedOperation operation : databaseOperations) {
                if (!operation.operation().isReversible()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean isStateOnly() {
            return databaseOperations.isEmpty();
        }
    }

    /**
     * An operation of a class that is not known.
     *
     * @param description how it was written, shortened
     * @param reason why it is not known
     */
    record Unknown(String description, String reason) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return state;
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.editor().emit(new Operation.Opaque(description, reason));
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.editor().emit(new Operation.Opaque(description, reason));
        }
    }

    /** An operation of the project's own that says itself that it does nothing. */
    record Nothing() implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return state;
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {}

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {}
    }

    private static ProjectState mutateAll(List<PlacedOperation> operations, String app, ProjectState state) {
        ProjectState result = state;
        for (PlacedOperation operation : operations) {
            result = operation.operation().mutate(app, result);
        }
        return result;
    }
}
