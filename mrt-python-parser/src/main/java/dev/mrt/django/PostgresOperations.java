// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.operation.Operation;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations of {@code django.contrib.postgres} that are not about indexes and constraints. */
final class PostgresOperations {

    private PostgresOperations() {}

    /** {@code CreateExtension} and its kinds. */
    record CreateExtension(String name) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return state;
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.editor().emit(create(ObjectKind.EXTENSION, name, "", true));
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.editor().emit(drop(ObjectKind.EXTENSION, name, true));
        }
    }

    /** {@code CreateCollation}. */
    record CreateCollation(String name, String definition) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return state;
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.editor().emit(create(ObjectKind.OTHER, name, definition, false));
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.editor().emit(drop(ObjectKind.OTHER, name, false));
        }
    }

    /** {@code RemoveCollation}. */
    record RemoveCollation(String name, String definition) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return state;
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.editor().emit(drop(ObjectKind.OTHER, name, false));
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            steps.editor().emit(create(ObjectKind.OTHER, name, definition, false));
        }
    }

    /**
     * {@code AddTrigger} and {@code RemoveTrigger} of the django-pgtrigger package: a function and a trigger of one name
     * over a model's table. Taking it away leaves the function.
     *
     * @param trigger the trigger's name in the database; empty where the trigger is known by its model's name only
     * @param function what the function does; empty where it is not known
     */
    record ChangeTrigger(
            String model, String name, @Nullable String trigger, String function, boolean adds)
            implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            ModelKey key = ModelKey.of(app, model);
            return ModelOperations.known(state, app, model)
                    .change(key, before -> adds ? before.withTrigger(this) : before.withoutTrigger(name));
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            change(steps, app, from, to, adds);
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            change(steps, app, to, from, !adds);
        }

        /** {@code before} and {@code after} are in the order of the way forward. */
        private void change(StepCollector steps, String app, ProjectState before, ProjectState after, boolean creates) {
            ProjectState holder = ModelOperations.known(adds ? after : before, app, model);
            ModelState table = holder.model(ModelKey.of(app, model));
            if (table == null || !holder.hasTable(table)) {
                return;
            }
            ChangeTrigger made = adds ? this : table.trigger(name);
            if (made == null || made.trigger == null) {
                steps.editor()
                        .emit(new Operation.Opaque("trigger " + name + " on " + table.table(), "it is not known"));
                return;
            }
            QualifiedName triggerName = table.table().withName(table.table().name() + "." + made.trigger);
            if (creates) {
                steps.editor().emit(create(ObjectKind.FUNCTION, made.trigger, made.function, true));
                SchemaObject object = new SchemaObject.Defined(
                        new ObjectKey(ObjectKind.TRIGGER, triggerName),
                        "EXECUTE PROCEDURE " + made.trigger + "()",
                        List.of(table.table()));
                steps.editor().emit(new Operation.CreateObject(object, true, false));
            } else {
                steps.editor()
                        .emit(new Operation.DropObject(
                                new ObjectKey(ObjectKind.TRIGGER, triggerName), table.table(), true, false));
            }
        }
    }

    private static Operation create(ObjectKind kind, String name, String definition, boolean tolerant) {
        ObjectKey key = new ObjectKey(kind, QualifiedName.of(name));
        SchemaObject object = new SchemaObject.Defined(key, definition, List.of());
        boolean extension = kind == ObjectKind.EXTENSION;
        return new Operation.CreateObject(object, tolerant && !extension, extension);
    }

    private static Operation drop(ObjectKind kind, String name, boolean ifExists) {
        return new Operation.DropObject(new ObjectKey(kind, QualifiedName.of(name)), null, ifExists, false);
    }
}
