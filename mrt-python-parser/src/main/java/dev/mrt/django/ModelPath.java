// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rows of a model, or those that relations lead to from there. Python code names the relations; what they are is known
 * only together with the models: see {@link RelatedRows}.
 *
 * @param model where the path begins
 * @param relations the names that lead on, in order: fields, or what other models are called on their way back
 */
record ModelPath(ModelKey model, List<String> relations) {

    /** The name behind a many-to-many relation that leads to the model in between. */
    static final String THROUGH = "through";

    ModelPath {
        Objects.requireNonNull(model, "model");
        relations = List.copyOf(relations);
    }

    /** The rows of a model. */
    static ModelPath of(ModelKey model) {
        return new ModelPath(model, List.of());
    }

    /** Reads what {@link #toString} writes. */
    static ModelPath parse(String text) {
        List<String> names = List.of(text.split("\\.", -1));
        return names.size() < 2
                ? of(ModelKey.of("", text))
                : new ModelPath(ModelKey.of(names.get(0), names.get(1)), names.subList(2, names.size()));
    }

    /** Reads what {@link #name} makes. */
    static ModelPath of(QualifiedName name) {
        return parse(name.schema() + "." + name.name());
    }

    /** What stands for these rows in the place of a table until the models are known. */
    QualifiedName name() {
        String path = toString();
        return new QualifiedName(model.app(), path.substring(model.app().length() + 1));
    }

    /** The rows that one more relation leads to. */
    ModelPath and(String relation) {
        List<String> more = new ArrayList<>(relations);
        more.add(relation);
        return new ModelPath(model, more);
    }

    /** Such as {@code shop.book.authors}. */
    @Override
    public String toString() {
        return relations.isEmpty() ? model.toString() : model + "." + String.join(".", relations);
    }
}
