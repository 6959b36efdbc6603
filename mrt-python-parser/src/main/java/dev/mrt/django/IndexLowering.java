// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.Index;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a model's indexes over columns. */
final class IndexLowering {

    private IndexLowering() {}

    /** The index of the table. */
    static Index index(ModelState model, ModelIndex index) {
        return new Index(
                index.name().isEmpty() ? null : index.name(),
                parts(model, index.parts()),
                false,
                index.method(),
                predicate(model, index.condition()),
                model.columns(index.include()));
    }

    /** What is indexed. */
    static List<Index.Part> parts(ModelState model, List<QueryExpression> expressions) {
        List<Index.Part> parts = new ArrayList<>(expressions.size());
        for (QueryExpression expression : expressions) {
            parts.add(part(model, expression));
        }
        return parts;
    }

    private static Index.Part part(ModelState model, QueryExpression expression) {
        boolean descending = false;
        String options = "";
        QueryExpression inner = expression;
        while (true) {
            if (inner instanceof QueryExpression.Ordered ordered) {
                descending = ordered.descending();
                inner = ordered.expression();
            } else if (inner instanceof QueryExpression.WithOperatorClass withClass) {
                options = withClass.operatorClass();
                inner = withClass.expression();
            } else {
                break;
            }
        }
        if (inner instanceof QueryExpression.FieldReference reference) {
            return new Index.Part(model.column(reference.field()), null, descending, options);
        }
        String sql = ExpressionSql.of(inner, model::column).sql();
        return new Index.Part(null, sql == null ? "?" : sql, descending, options);
    }

    /** The SQL of a condition, {@code ?} where it cannot be written, null for none. */
    static @Nullable String predicate(ModelState model, @Nullable QueryExpression condition) {
        if (condition == null) {
            return null;
        }
        String sql = ExpressionSql.of(condition, model::column).sql();
        return sql == null ? "?" : sql;
    }
}
