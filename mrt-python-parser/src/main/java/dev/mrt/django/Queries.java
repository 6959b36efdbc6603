// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shapes in which Django's models, rows and queries appear among evaluated values. A model is an attribute of
 * {@link #REGISTRY} named {@code app.model}; a row is an attribute of its model whose name begins with {@link #ROW}.
 */
final class Queries {

    /** What models are found in. */
    static final Value.Symbol REGISTRY = new Value.Symbol("django.apps.registry.apps");

    /** How the names of rows begin; no attribute can have such a name. */
    static final String ROW = "row ";

    /** Methods that make a query of a query, all rows of it or fewer. */
    private static final Set<String> CHAINED = Set.of(
            "all",
            "filter",
            "exclude",
            "order_by",
            "reverse",
            "distinct",
            "annotate",
            "alias",
            "select_related",
            "prefetch_related",
            "select_for_update",
            "only",
            "defer",
            "using",
            "db_manager",
            "get_queryset",
            "iterator",
            "union",
            "extra",
            "complex_filter");

    private Queries() {}

    /**
     * A query over a model's rows.
     *
     * @param filtered whether it may leave out some
     */
    record Query(ModelKey model, boolean filtered) {}

    /** The value that stands for a model. */
    static Value model(ModelKey key) {
        return new Value.Attribute(REGISTRY, key.toString());
    }

    /** The model that a value stands for: from the registry, or imported as a class; null for anything else. */
    static @Nullable ModelKey modelOf(@Nullable Value value) {
        if (value instanceof Value.Attribute attribute && attribute.owner().equals(REGISTRY)) {
            return ModelKey.parse(attribute.name(), "");
        }
        return value instanceof Value.Symbol symbol ? ModelReferences.ofClass(symbol.path()) : null;
    }

    /** The model of a row, or null where the value is no row. */
    static @Nullable ModelKey rowOf(@Nullable Value value) {
        return value instanceof Value.Attribute attribute && attribute.name().startsWith(ROW)
                ? modelOf(attribute.owner())
                : null;
    }

    /** The model of a new row that was made by calling the model, or null. */
    static @Nullable ModelKey newRowOf(@Nullable Value value) {
        return value instanceof CallValue call ? modelOf(call.callee()) : null;
    }

    /** The query that a value is, or null. */
    static @Nullable Query of(@Nullable Value value) {
        return of(value, 0);
    }

    private static @Nullable Query of(@Nullable Value value, int depth) {
        if (depth > 60) {
            return null;
        }
        if (value instanceof Value.Attribute attribute) {
            ModelKey model = modelOf(attribute.owner());
            return model == null || attribute.name().startsWith(ROW) ? null : new Query(model, false);
        }
        if (value instanceof CallValue call && CHAINED.contains(call.name())) {
            Query inner = of(call.receiver(), depth + 1);
            boolean narrows = call.name().equals("filter")
                    || call.name().equals("exclude")
                    || call.name().equals("extra")
                    || call.name().equals("complex_filter");
            return inner == null ? null : new Query(inner.model(), inner.filtered() || narrows);
        }
        if (value instanceof Value.Subscript subscript) {
            Query inner = of(subscript.owner(), depth + 1);
            return inner == null ? null : new Query(inner.model(), true);
        }
        return null;
    }
}
