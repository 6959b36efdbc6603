// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An index of a model ({@code Meta.indexes}).
 *
 * @param name its name; empty where it could not be known
 * @param parts what is indexed: fields, or expressions with order and operator class
 * @param method the access method, empty for the database's own
 * @param condition the condition of a partial index, or null
 * @param include the further fields that it holds
 */
record ModelIndex(
        String name,
        List<QueryExpression> parts,
        String method,
        @Nullable QueryExpression condition,
        List<String> include) {
    ModelIndex {
        Objects.requireNonNull(name, "name");
        parts = List.copyOf(parts);
        include = List.copyOf(include);
    }

    /** The same index under another name. */
    ModelIndex withName(String other) {
        return new ModelIndex(other, parts, method, condition, include);
    }

    /** The same index over all rows. */
    ModelIndex withoutCondition() {
        return new ModelIndex(name, parts, method, null, include);
    }

    /** Whether anything but fields is indexed. */
    boolean hasExpressions() {
        for (QueryExpression part : parts) {
            QueryExpression inner = part;
            while (inner instanceof QueryExpression.Ordered || inner instanceof QueryExpression.WithOperatorClass) {
                inner = inner instanceof QueryExpression.Ordered ordered
                        ? ordered.expression()
                        : ((QueryExpression.WithOperatorClass) inner).expression();
            }
            if (!(inner instanceof QueryExpression.FieldReference)) {
                return true;
            }
        }
        return false;
    }
}
