// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import static dev.mrt.django.ModelOperations.known;

import dev.mrt.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on constraints, PostgreSQL's two-step ones among them. */
final class ConstraintOperations {

    private ConstraintOperations() {}

    /** {@code AddConstraint} and {@code AddConstraintNotValid}. */
    record AddConstraint(String model, ModelConstraint constraint, boolean validated) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, model).change(ModelKey.of(app, model), before -> {
                List<ModelConstraint> constraints =
                        new ArrayList<>(before.options().constraints());
                constraints.add(constraint);
                return before.withOptions(before.options().withConstraints(constraints));
            });
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState after = to.model(ModelKey.of(app, model));
            if (after != null && to.hasTable(after)) {
                steps.editor().addConstraint(after, constraint, validated);
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState after = from.model(ModelKey.of(app, model));
            if (after != null && from.hasTable(after)) {
                steps.editor().removeConstraint(after, constraint);
            }
        }
    }

    /** {@code RemoveConstraint}. */
    record RemoveConstraint(String model, String name) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, model).change(ModelKey.of(app, model), before -> {
                List<ModelConstraint> constraints =
                        new ArrayList<>(before.options().constraints());
                constraints.removeIf(constraint -> constraint.name().equals(name));
                return before.withOptions(before.options().withConstraints(constraints));
            });
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState before = known(from, app, model).model(ModelKey.of(app, model));
            if (before == null || !from.hasTable(before)) {
                return;
            }
            ModelConstraint constraint = find(before, name);
            if (constraint != null) {
                steps.editor().removeConstraint(before, constraint);
            } else {
                steps.editor().emit(new Operation.DropConstraint(before.table(), name, null, List.of(), false, false));
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState before = to.model(ModelKey.of(app, model));
            ModelConstraint constraint = before == null ? null : find(before, name);
            if (before == null || constraint == null) {
                steps.editor()
                        .emit(new Operation.Opaque("RemoveConstraint(" + name + ")", "the constraint is not known"));
            } else if (to.hasTable(before)) {
                steps.editor().addConstraint(before, constraint, true);
            }
        }
    }

    /** {@code AlterConstraint} (Django 5.2): what changes of a constraint that no database knows of. */
    record AlterConstraint(String model, String name, ModelConstraint constraint) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return state.change(ModelKey.of(app, model), before -> {
                List<ModelConstraint> constraints =
                        new ArrayList<>(before.options().constraints());
                constraints.replaceAll(other -> other.name().equals(name) ? constraint : other);
                return before.withOptions(before.options().withConstraints(constraints));
            });
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {}

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {}

        @Override
        public boolean isStateOnly() {
            return true;
        }
    }

    /** {@code ValidateConstraint} of {@code django.contrib.postgres}: going back does nothing. */
    record ValidateConstraint(String model, String name) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return state;
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState before = known(from, app, model).model(ModelKey.of(app, model));
            if (before != null && from.hasTable(before)) {
                steps.editor().emit(new Operation.ValidateConstraint(before.table(), name));
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {}
    }

    private static @Nullable ModelConstraint find(ModelState model, String name) {
        for (ModelConstraint constraint : model.options().constraints()) {
            if (constraint.name().equals(name)) {
                return constraint;
            }
        }
        return null;
    }
}
