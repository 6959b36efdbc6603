// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The operations on models: see {@code django.db.migrations.operations.models}. */
final class ModelOperations {

    private ModelOperations() {}

    /** {@code CreateModel}. */
    record CreateModel(String name, List<Field> fields, ModelOptions options, List<ModelKey> bases)
            implements DjangoOperation {
        CreateModel {
            fields = List.copyOf(fields);
            bases = List.copyOf(bases);
        }

        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return state.with(model(app, state));
        }

        /** The model with the columns that Django adds: parent links, a primary key, the order. */
        private ModelState model(String app, ProjectState state) {
            Map<String, Field> all = new LinkedHashMap<>();
            boolean hasKey = false;
            boolean hasLink = false;
            for (Field field : fields) {
                hasKey |= field.options().primaryKey();
                hasLink |= field.relation() != null && field.relation().parentLink();
            }
            if (!options.proxy() && !hasLink) {
                for (ModelKey base : bases) {
                    Field link = parentLink(base, !hasKey);
                    all.put(link.name(), link);
                    hasKey = true;
                }
            }
            if (!options.proxy() && !hasKey) {
                Field key = state.implicitKey();
                all.put(key.name(), key);
            }
            for (Field field : fields) {
                Field named = named(field, state);
                if (!named.name().isEmpty()) {
                    all.put(named.name(), named);
                }
            }
            if (options.orderWithRespectTo() != null && !all.containsKey(AlterOrderWithRespectTo.COLUMN)) {
                all.put(AlterOrderWithRespectTo.COLUMN, AlterOrderWithRespectTo.orderField());
            }
            return new ModelState(app, name, all, options, bases, Map.of(), List.of());
        }

        /** The field under the name that Django gives a link to a parent, where the name was computed and is not known. */
        private static Field named(Field field, ProjectState state) {
            Relation relation = field.relation();
            if (!field.name().isEmpty() || relation == null || relation.to() == null) {
                return field;
            }
            return field.withName(state.settings().resolve(relation.to()).name() + "_ptr");
        }

        private static Field parentLink(ModelKey base, boolean primaryKey) {
            Relation relation = new Relation(Relation.Kind.ONE_TO_ONE, base, null, null, null, true, true, "");
            FieldOptions options = primaryKey
                    ? FieldOptions.PRIMARY_KEY
                    : new FieldOptions(
                            Truth.FALSE,
                            false,
                            false,
                            true,
                            false,
                            null,
                            null,
                            false,
                            ServerDefault.NONE,
                            null,
                            null,
                            null);
            return Field.plain(base.name() + "_ptr", "OneToOneField", options).withRelation(relation);
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState model = to.model(ModelKey.of(app, name));
            if (model != null && to.hasTable(model)) {
                steps.editor().createModel(to, model);
                if (fields.stream().anyMatch(field -> named(field, to).name().isEmpty())) {
                    steps.editor()
                            .emit(new Operation.Opaque(
                                    "CreateModel(" + name + ")", "the name of a field is not known"));
                }
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState model = from.model(ModelKey.of(app, name));
            if (model != null && from.hasTable(model)) {
                steps.editor().deleteModel(from, model);
            }
        }
    }

    /** {@code DeleteModel}. */
    record DeleteModel(String name) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return state.without(ModelKey.of(app, name));
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelKey key = ModelKey.of(app, name);
            ModelState model = from.model(key);
            if (model == null) {
                steps.editor().emit(new Operation.DropTable(QualifiedName.of(app + "_" + key.name()), false, true));
            } else if (from.hasTable(model)) {
                steps.editor().deleteModel(from, model);
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState model = to.model(ModelKey.of(app, name));
            if (model == null) {
                steps.editor().emit(new Operation.Opaque("DeleteModel(" + name + ")", "the model is not known"));
            } else if (to.hasTable(model)) {
                steps.editor().createModel(to, model);
            }
        }
    }

    /** {@code RenameModel}. */
    record RenameModel(String oldName, String newName) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, oldName).renameModel(ModelKey.of(app, oldName), newName);
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            rename(steps, app, known(from, app, oldName), oldName, to, newName);
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            rename(steps, app, from, newName, known(to, app, oldName), oldName);
        }

        private static void rename(
                StepCollector steps, String app, ProjectState from, String source, ProjectState to, String target) {
            ModelKey sourceKey = ModelKey.of(app, source);
            ModelKey targetKey = ModelKey.of(app, target);
            ModelState before = from.model(sourceKey);
            ModelState after = to.model(targetKey);
            if (before == null || after == null || !to.hasTable(after)) {
                return;
            }
            SchemaEditor editor = steps.editor();
            editor.renameTable(before, after);
            for (ProjectState.Reference reference : from.references(sourceKey)) {
                Relation relation = reference.field().relation();
                if (relation != null && relation.hidden() && !relation.isManyToMany()) {
                    continue;
                }
                ModelKey owner = reference.model().key();
                ModelState owning = to.model(owner.equals(sourceKey) ? targetKey : owner);
                Field changed =
                        owning == null ? null : owning.field(reference.field().name());
                if (owning != null && changed != null && to.hasTable(owning)) {
                    editor.alterField(from, reference.model(), reference.field(), to, owning, changed);
                }
            }
            for (Field field : before.fields().values()) {
                Field changed = after.field(field.name());
                boolean recursive = field.relation() != null
                        && sourceKey.equals(field.relation().to());
                if (changed != null && !recursive && ProjectState.hasGeneratedThrough(field)) {
                    editor.alterField(from, before, field, to, after, changed);
                }
            }
        }
    }

    /** {@code AlterModelTable}. */
    record AlterModelTable(String name, @Nullable String table) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, name).change(ModelKey.of(app, name), model -> {
                ModelState changed = model.withOptions(model.options().withTable(table));
                return changed.tableName().equals(model.tableName())
                        ? changed
                        : model.keepingNames().withOptions(model.options().withTable(table));
            });
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            whereBoth(app, name, known(from, app, name), to, (before, after) -> {
                steps.editor().renameTable(before, after);
                for (Field field : before.fields().values()) {
                    Field same = after.field(field.name());
                    if (same != null && ProjectState.hasGeneratedThrough(field)) {
                        steps.editor().renameTable(from.through(before, field), to.through(after, same));
                    }
                }
            });
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            forwards(steps, app, from, known(to, app, name));
        }
    }

    /** {@code AlterModelTableComment}. */
    record AlterModelTableComment(String name, @Nullable String comment) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return changeOptions(state, app, name, options -> options.withComment(comment));
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            whereBoth(app, name, from, to, (before, after) -> {
                if (!Objects.equals(before.options().comment(), after.options().comment())) {
                    String text = Objects.requireNonNullElse(after.options().comment(), "");
                    steps.editor().emit(new Operation.AlterTable(after.table(), TableChange.COMMENT, text));
                }
            });
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            forwards(steps, app, from, to);
        }
    }

    /** {@code AlterUniqueTogether}. */
    record AlterUniqueTogether(String name, List<List<String>> groups) implements DjangoOperation {
        AlterUniqueTogether {
            groups = List.copyOf(groups);
        }

        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return changeOptions(known(state, app, name), app, name, options -> options.withUniqueTogether(groups));
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            whereBoth(app, name, known(from, app, name), to, steps.editor()::alterUniqueTogether);
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            forwards(steps, app, from, known(to, app, name));
        }
    }

    /** {@code AlterIndexTogether}. */
    record AlterIndexTogether(String name, List<List<String>> groups) implements DjangoOperation {
        AlterIndexTogether {
            groups = List.copyOf(groups);
        }

        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return changeOptions(known(state, app, name), app, name, options -> options.withIndexTogether(groups));
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            whereBoth(app, name, known(from, app, name), to, steps.editor()::alterIndexTogether);
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            forwards(steps, app, from, known(to, app, name));
        }
    }

    /** {@code AlterOrderWithRespectTo}. */
    record AlterOrderWithRespectTo(String name, @Nullable String field) implements DjangoOperation {

        /** The column that holds the order. */
        static final String COLUMN = "_order";

        static Field orderField() {
            return Field.plain(
                    COLUMN,
                    "IntegerField",
                    new FieldOptions(
                            Truth.FALSE,
                            false,
                            false,
                            false,
                            false,
                            null,
                            "0",
                            true,
                            ServerDefault.NONE,
                            null,
                            null,
                            null));
        }

        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, name).change(ModelKey.of(app, name), model -> {
                ModelState changed = model.withOptions(model.options().withOrderWithRespectTo(field));
                if (field == null) {
                    return changed.without(COLUMN);
                }
                return changed.field(COLUMN) == null ? changed.with(orderField()) : changed;
            });
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            whereBoth(app, name, known(from, app, name), to, (before, after) -> {
                Field had = before.field(COLUMN);
                Field has = after.field(COLUMN);
                if (had != null && has == null) {
                    steps.editor().removeField(from, before, had);
                } else if (had == null && has != null) {
                    steps.editor().addField(to, after, has);
                }
            });
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            forwards(steps, app, from, known(to, app, name));
        }
    }

    /**
     * {@code AlterModelOptions}, of which only {@code managed} means something to the database, and
     * {@code AlterModelManagers}.
     *
     * @param managed the new {@code managed}, or null where it is not said
     */
    record AlterModelOptions(String name, @Nullable Boolean managed) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return managed == null ? state : changeOptions(state, app, name, options -> options.withManaged(managed));
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

    /** A state that knows the model, be it by its name only: its creation is not among the sources. */
    static ProjectState known(ProjectState state, String app, String name) {
        ModelKey key = ModelKey.of(app, name);
        if (state.model(key) != null) {
            return state;
        }
        ModelState model = state.find(key);
        return state.with(model != null ? model : ModelState.of(app, name, new ArrayList<>(), ModelOptions.NONE));
    }

    private static ProjectState changeOptions(
            ProjectState state, String app, String name, UnaryOperator<ModelOptions> change) {
        return state.change(ModelKey.of(app, name), model -> model.withOptions(change.apply(model.options())));
    }

    private static void whereBoth(
            String app, String name, ProjectState from, ProjectState to, BiConsumer<ModelState, ModelState> action) {
        ModelKey key = ModelKey.of(app, name);
        ModelState before = from.model(key);
        ModelState after = to.model(key);
        if (before != null && after != null && to.hasTable(after)) {
            action.accept(before, after);
        }
    }
}
