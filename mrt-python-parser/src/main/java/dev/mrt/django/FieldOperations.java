// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import static dev.mrt.django.ModelOperations.known;

import dev.mrt.operation.Operation;
import org.jspecify.annotations.Nullable;

/** The operations on fields: see {@code django.db.migrations.operations.fields}. */
final class FieldOperations {

    private FieldOperations() {}

    /**
     * {@code AddField}.
     *
     * @param keepsDefault {@code preserve_default}
     */
    record AddField(String model, Field field, boolean keepsDefault) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            Field kept = keepsDefault ? field : withoutDefault(field);
            return known(state, app, model).change(ModelKey.of(app, model), state2 -> state2.with(kept));
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState after = to.model(ModelKey.of(app, model));
            if (after != null && to.hasTable(after)) {
                steps.editor().addField(to, after, field);
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState after = from.model(ModelKey.of(app, model));
            Field added = after == null ? null : after.field(field.name());
            if (after != null && added != null && from.hasTable(after)) {
                steps.editor().removeField(from, after, added);
            }
        }
    }

    /** {@code RemoveField}. */
    record RemoveField(String model, String name) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, model).change(ModelKey.of(app, model), state2 -> state2.without(name));
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState before = known(from, app, model).model(ModelKey.of(app, model));
            if (before == null || !from.hasTable(before)) {
                return;
            }
            Field removed = before.field(name);
            if (removed != null) {
                steps.editor().removeField(from, before, removed);
            } else {
                steps.editor().emit(new Operation.DropColumn(before.table(), name, false, true));
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState before = to.model(ModelKey.of(app, model));
            Field removed = before == null ? null : before.field(name);
            if (before == null || removed == null) {
                steps.editor()
                        .emit(new Operation.Opaque(
                                "RemoveField(" + model + "." + name + ")", "the field is not known"));
            } else if (to.hasTable(before)) {
                steps.editor().addField(to, before, removed);
            }
        }
    }

    /** {@code AlterField}. */
    record AlterField(String model, Field field, boolean keepsDefault) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            Field kept = keepsDefault ? field : withoutDefault(field);
            return known(state, app, model).change(ModelKey.of(app, model), before -> {
                Field old = before.field(field.name());
                ModelState base = before;
                if (old != null && !old.column().equals(field.column())) {
                    base = base.keepingNames(field.name());
                }
                if (old != null && SchemaEditor.isIndexed(kept) && !SchemaEditor.isIndexed(old)) {
                    base = base.forgettingNames(field.name());
                }
                return base.with(kept);
            });
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            alter(steps, app, known(from, app, model), to, field);
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState before = to.model(ModelKey.of(app, model));
            alter(steps, app, from, to, before == null ? null : before.field(field.name()));
        }

        private void alter(
                StepCollector steps, String app, ProjectState from, ProjectState to, @Nullable Field target) {
            ModelKey key = ModelKey.of(app, model);
            ModelState before = from.model(key);
            ModelState after = to.model(key);
            if (after != null && !to.hasTable(after)) {
                return;
            }
            Field old = before == null ? null : before.field(field.name());
            if (before == null || after == null || old == null || target == null) {
                String what = "AlterField(" + model + "." + field.name() + ")";
                steps.editor().emit(new Operation.Opaque(what, "the field before the change is not known"));
            } else {
                steps.editor().alterField(from, before, old, to, after, target);
            }
        }
    }

    /** {@code RenameField}. */
    record RenameField(String model, String oldName, String newName) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, model).renameField(ModelKey.of(app, model), oldName, newName);
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            rename(steps, app, known(from, app, model), oldName, to, newName);
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            rename(steps, app, from, newName, known(to, app, model), oldName);
        }

        private void rename(
                StepCollector steps, String app, ProjectState from, String source, ProjectState to, String target) {
            ModelKey key = ModelKey.of(app, model);
            ModelState before = from.model(key);
            ModelState after = to.model(key);
            if (before == null || after == null || !to.hasTable(after)) {
                return;
            }
            Field old = before.field(source);
            Field renamed = after.field(target);
            if (old != null && renamed != null) {
                steps.editor().alterField(from, before, old, to, after, renamed);
            } else {
                steps.editor().emit(new Operation.RenameColumn(after.table(), source, target));
            }
        }
    }

    /** The field as the state keeps it where its default was for the rows of the moment only. */
    private static Field withoutDefault(Field field) {
        return field.withOptions(field.options().withoutDefault(emptyFill(field)));
    }

    /** What Django takes for existing rows where a field has no default: the empty string, where that is allowed. */
    static @Nullable String emptyFill(Field field) {
        FieldOptions options = field.options();
        return !options.nullable().isTrue() && options.blank() ? ColumnTypes.emptyText(field.internalType()) : null;
    }
}
