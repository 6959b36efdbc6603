// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import static dev.mrt.django.ModelOperations.known;

import dev.mrt.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on indexes, PostgreSQL's concurrent ones among them. */
final class IndexOperations {

    private IndexOperations() {}

    /** {@code AddIndex} and {@code AddIndexConcurrently}. */
    record AddIndex(String model, ModelIndex index, boolean concurrently) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, model).change(ModelKey.of(app, model), before -> withIndex(before, index));
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState after = to.model(ModelKey.of(app, model));
            if (after != null && to.hasTable(after)) {
                steps.editor().addIndex(after, index, concurrently);
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState after = from.model(ModelKey.of(app, model));
            if (after != null && from.hasTable(after)) {
                steps.editor().removeIndex(after, index.name(), index.hasExpressions(), concurrently);
            }
        }
    }

    /** {@code RemoveIndex} and {@code RemoveIndexConcurrently}. */
    record RemoveIndex(String model, String name, boolean concurrently) implements DjangoOperation {
        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, model).change(ModelKey.of(app, model), before -> withoutIndex(before, name));
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState before = known(from, app, model).model(ModelKey.of(app, model));
            if (before != null && from.hasTable(before)) {
                ModelIndex index = find(before, name);
                steps.editor().removeIndex(before, name, index != null && index.hasExpressions(), concurrently);
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState before = to.model(ModelKey.of(app, model));
            ModelIndex index = before == null ? null : find(before, name);
            if (before == null || index == null) {
                steps.editor().emit(new Operation.Opaque("RemoveIndex(" + name + ")", "the index is not known"));
            } else if (to.hasTable(before)) {
                steps.editor().addIndex(before, index, concurrently);
            }
        }
    }

    /**
     * {@code RenameIndex}.
     *
     * @param oldName the name before, or null where the fields of an {@code index_together} are given
     */
    record RenameIndex(String model, @Nullable String oldName, List<String> oldFields, String newName)
            implements DjangoOperation {
        RenameIndex {
            oldFields = List.copyOf(oldFields);
        }

        @Override
        public ProjectState mutate(String app, ProjectState state) {
            return known(state, app, model).change(ModelKey.of(app, model), before -> {
                if (oldName == null) {
                    List<List<String>> groups = new ArrayList<>(before.options().indexTogether());
                    groups.remove(oldFields);
                    ModelIndex index = new ModelIndex(newName, references(oldFields), "", null, List.of());
                    return withIndex(before.withOptions(before.options().withIndexTogether(groups)), index);
                }
                List<ModelIndex> indexes = new ArrayList<>(before.options().indexes());
                indexes.replaceAll(index -> index.name().equals(oldName) ? index.withName(newName) : index);
                return before.withOptions(before.options().withIndexes(indexes));
            });
        }

        @Override
        public void forwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            ModelState before = known(from, app, model).model(ModelKey.of(app, model));
            if (before != null && from.hasTable(before)) {
                String name = oldName == null ? nameOver(before, oldFields) : oldName;
                if (!name.equals(newName)) {
                    steps.editor().renameIndex(before, name, newName);
                }
            }
        }

        @Override
        public void backwards(StepCollector steps, String app, ProjectState from, ProjectState to) {
            // An index that had no name keeps the one that it was given.
            ModelState before = from.model(ModelKey.of(app, model));
            if (oldName != null && before != null && from.hasTable(before) && !oldName.equals(newName)) {
                steps.editor().renameIndex(before, newName, oldName);
            }
        }
    }

    /** The name of the index over fields, which Django looks up in the database by its columns. */
    private static String nameOver(ModelState model, List<String> fields) {
        for (ModelIndex index : model.options().indexes()) {
            if (index.parts().equals(references(fields))) {
                return index.name();
            }
        }
        return model.indexTogetherName(fields);
    }

    private static List<QueryExpression> references(List<String> fields) {
        List<QueryExpression> references = new ArrayList<>();
        for (String field : fields) {
            references.add(new QueryExpression.FieldReference(field));
        }
        return references;
    }

    private static ModelState withIndex(ModelState model, ModelIndex index) {
        List<ModelIndex> indexes = new ArrayList<>(model.options().indexes());
        indexes.add(index);
        return model.withOptions(model.options().withIndexes(indexes));
    }

    private static ModelState withoutIndex(ModelState model, String name) {
        List<ModelIndex> indexes = new ArrayList<>(model.options().indexes());
        indexes.removeIf(index -> index.name().equals(name));
        return model.withOptions(model.options().withIndexes(indexes));
    }

    private static @Nullable ModelIndex find(ModelState model, String name) {
        for (ModelIndex index : model.options().indexes()) {
            if (index.name().equals(name)) {
                return index;
            }
        }
        return null;
    }
}
