// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ModelPath} leads to, once the models are known.
 *
 * @param model the model whose rows are meant
 * @param link how they hang together with the rows before them
 */
record RelatedRows(ModelState model, Link link) {

    /** How related rows are found. */
    sealed interface Link {

        /** They are all rows of the model, or the row that a foreign key points at. */
        record None() implements Link {}

        /** They point back with a foreign key. */
        record PointingBack(Field key) implements Link {}

        /**
         * Rows of a model in between point at both.
         *
         * @param columns its two columns, or none where they are not known
         */
        record InBetween(ModelState through, List<String> columns) implements Link {
            public InBetween {
                columns = List.copyOf(columns);
            }
        }

        /** There are none: it is a plain value of a row of the model. */
        record Value(Field field) implements Link {}
    }

    private static final Link.None NO_LINK = new Link.None();

    /** What a path leads to; null where that is not known. */
    static @Nullable RelatedRows of(ModelPath path, ProjectState state) {
        ModelState model = state.find(path.model());
        if (model == null) {
            ModelKey key = path.model();
            return path.relations().isEmpty()
                    ? new RelatedRows(ModelState.of(key.app(), key.name(), List.of(), ModelOptions.NONE), NO_LINK)
                    : null;
        }
        RelatedRows reached = new RelatedRows(state.concrete(model), NO_LINK);
        for (String relation : path.relations()) {
            reached = reached.follow(relation, state);
            if (reached == null) {
                return null;
            }
        }
        return reached;
    }

    private @Nullable RelatedRows follow(String name, ProjectState state) {
        if (name.equals(ModelPath.THROUGH) && link instanceof Link.InBetween between) {
            return new RelatedRows(between.through(), NO_LINK);
        }
        List<ModelState> line = new ArrayList<>();
        addWithBases(model, state, line);
        for (ModelState declaring : line) {
            Field field = declaring.field(name);
            if (field != null) {
                return forward(declaring, field, state);
            }
        }
        for (ModelState pointed : line) {
            for (ProjectState.Reference reference : state.knownReferences(pointed.key())) {
                if (name.equals(reference.accessor())) {
                    return backward(pointed, reference, state);
                }
            }
        }
        return null;
    }

    /** The model and those it inherits from, of which each has rows in a table of its own or is the same. */
    private static void addWithBases(ModelState model, ProjectState state, List<ModelState> line) {
        if (line.contains(model)) {
            return;
        }
        line.add(model);
        for (ModelKey base : model.bases()) {
            ModelState parent = state.find(base);
            if (parent != null) {
                addWithBases(parent, state, line);
            }
        }
    }

    private static @Nullable RelatedRows forward(ModelState model, Field field, ProjectState state) {
        Relation relation = field.relation();
        if (relation == null) {
            return field.internalType().isEmpty() ? null : new RelatedRows(model, new Link.Value(field));
        }
        ModelState target = state.targetModel(relation);
        if (target == null) {
            return null;
        }
        return relation.isManyToMany() ? inBetween(model, field, target, state) : new RelatedRows(target, NO_LINK);
    }

    private static @Nullable RelatedRows backward(
            ModelState pointed, ProjectState.Reference reference, ProjectState state) {
        Field field = reference.field();
        ModelState owner = state.concrete(reference.model());
        return field.isManyToMany()
                ? inBetween(reference.model(), field, pointed, state).withModel(owner)
                : new RelatedRows(owner, new Link.PointingBack(field));
    }

    private RelatedRows withModel(ModelState other) {
        return new RelatedRows(other, link);
    }

    /** The rows that a many-to-many field leads to. */
    private static RelatedRows inBetween(ModelState model, Field field, ModelState target, ProjectState state) {
        ModelState through = through(model, field, state);
        List<String> columns = new ArrayList<>();
        for (Field key : through.fields().values()) {
            ModelKey to = key.relation() == null ? null : key.relation().to();
            if (to != null && (to.equals(model.key()) || to.equals(target.key()))) {
                columns.add(key.column());
            }
        }
        return new RelatedRows(target, new Link.InBetween(through, columns.size() == 2 ? columns : List.of()));
    }

    private static ModelState through(ModelState model, Field field, ProjectState state) {
        ModelKey written = field.relation() == null ? null : field.relation().through();
        if (written == null) {
            return state.through(model, field);
        }
        ModelState known = state.find(written);
        return known != null ? known : ModelState.of(written.app(), written.name(), List.of(), ModelOptions.NONE);
    }
}
