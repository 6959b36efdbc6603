// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shapes in which Django's models, rows and queries appear among evaluated values. A model is an attribute of
 * {@link #REGISTRY} named {@code app.model}, with the relations behind it that lead to other rows; a row is an attribute of
 * its model whose name begins with {@link #ROW}.
 */
final class Queries {

    /** What models are found in. */
    static final Value.Symbol REGISTRY = new Value.Symbol("django.apps.registry.apps");

    /** How the names of rows begin; no attribute can have such a name. */
    private static final String ROW = "row ";

    private static final String UNKNOWN = "?";

    private static final int MAXIMUM_DEPTH = 60;

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

    private static final Set<String> NARROWING = Set.of("filter", "exclude", "extra", "complex_filter");

    private Queries() {}

    /**
     * A query over rows.
     *
     * @param where the condition over fields, empty for all rows of the table; {@code ?} stands for what is not known of it
     */
    record Query(ModelPath rows, String where) {

        private Query and(String condition) {
            return new Query(rows, where.isEmpty() ? condition : where + " AND " + condition);
        }
    }

    /** The value that stands for a model. */
    static Value model(ModelKey key) {
        return new Value.Attribute(REGISTRY, key.toString());
    }

    /** A row of some rows; the number tells it from others. */
    static Value row(ModelPath rows, int number) {
        return new Value.Attribute(new Value.Attribute(REGISTRY, rows.toString()), ROW + number);
    }

    /** The rows of the model that a value stands for: from the registry, or imported as a class; null for anything else. */
    static @Nullable ModelPath modelOf(@Nullable Value value) {
        return modelOf(value, 0);
    }

    private static @Nullable ModelPath modelOf(@Nullable Value value, int depth) {
        if (value instanceof Value.Symbol symbol) {
            ModelKey model = ModelReferences.ofClass(symbol.path());
            return model == null ? null : ModelPath.of(model);
        }
        if (!(value instanceof Value.Attribute attribute) || depth > MAXIMUM_DEPTH) {
            return null;
        }
        if (attribute.owner().equals(REGISTRY)) {
            return ModelPath.parse(attribute.name());
        }
        if (attribute.name().equals(ModelPath.THROUGH) && attribute.owner() instanceof Value.Attribute relation) {
            ModelPath model = modelOf(relation.owner(), depth + 1);
            ModelPath rows = model == null ? reached(relation.owner(), depth + 1) : model;
            return rows == null ? null : rows.and(relation.name()).and(ModelPath.THROUGH);
        }
        return null;
    }

    /** The rows that a row is one of, or null where the value is no row. */
    static @Nullable ModelPath rowOf(@Nullable Value value) {
        return value instanceof Value.Attribute attribute && attribute.name().startsWith(ROW)
                ? modelOf(attribute.owner())
                : null;
    }

    /** The rows that a new row is one of, which was made by calling the model; or null. */
    static @Nullable ModelPath newRowOf(@Nullable Value value) {
        return value instanceof CallValue call ? modelOf(call.callee()) : null;
    }

    /** What attributes of a row lead to: rows, or a plain value; null where the value does not begin with a row. */
    static @Nullable ModelPath reached(@Nullable Value value) {
        return reached(value, 0);
    }

    private static @Nullable ModelPath reached(@Nullable Value value, int depth) {
        ModelPath row = rowOf(value);
        if (row != null) {
            return row;
        }
        if (value instanceof CallValue) {
            return newRowOf(value);
        }
        if (!(value instanceof Value.Attribute attribute) || depth > MAXIMUM_DEPTH) {
            return null;
        }
        ModelPath owner = reached(attribute.owner(), depth + 1);
        return owner == null ? null : owner.and(attribute.name());
    }

    /** Whether a value was got from a row by attributes and calls. */
    static boolean comesFromRow(@Nullable Value value) {
        Value current = value;
        for (int i = 0; i < MAXIMUM_DEPTH; i++) {
            if (reached(current) != null) {
                return true;
            }
            if (current instanceof Value.Attribute attribute) {
                current = attribute.owner();
            } else if (current instanceof CallValue call) {
                current = call.receiver();
            } else {
                return false;
            }
        }
        return false;
    }

    /** The query that a value is, or null. */
    static @Nullable Query of(@Nullable Value value) {
        return of(value, 0);
    }

    private static @Nullable Query of(@Nullable Value value, int depth) {
        if (depth > MAXIMUM_DEPTH) {
            return null;
        }
        if (value instanceof Value.Attribute attribute) {
            if (rowOf(attribute) != null) {
                return null;
            }
            ModelPath model = modelOf(attribute.owner());
            if (model != null) {
                return new Query(model, model.relations().isEmpty() ? "" : UNKNOWN);
            }
            ModelPath related = reached(attribute);
            return related == null ? null : new Query(related, UNKNOWN);
        }
        if (value instanceof CallValue call && CHAINED.contains(call.name())) {
            Query inner = of(call.receiver(), depth + 1);
            return inner == null || !NARROWING.contains(call.name()) ? inner : inner.and(condition(call));
        }
        if (value instanceof Value.Subscript subscript) {
            Query inner = of(subscript.owner(), depth + 1);
            return inner == null ? null : inner.and(UNKNOWN);
        }
        return null;
    }

    /** What {@code filter} and {@code exclude} ask of rows. */
    private static String condition(CallValue call) {
        boolean excludes = call.name().equals("exclude");
        if (call.isOpen() || !excludes && !call.name().equals("filter")) {
            return UNKNOWN;
        }
        String sql =
                ExpressionSql.ofFields(ExpressionReader.readCondition(call)).sql();
        return sql == null ? UNKNOWN : excludes ? "NOT (" + sql + ")" : sql;
    }
}
