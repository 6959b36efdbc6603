// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constraint of a model ({@code Meta.constraints}). */
sealed interface ModelConstraint {

    /** The constraint's name; empty where it could not be known. */
    String name();

    /** {@code CheckConstraint}. */
    record Check(String name, QueryExpression condition) implements ModelConstraint {}

    /**
     * {@code UniqueConstraint}.
     *
     * @param fields the fields, empty where expressions are given
     * @param parts what is unique: the fields with their operator classes, or the expressions
     * @param nullsDistinct {@code nulls_distinct}, or null
     */
    record Unique(
            String name,
            List<String> fields,
            List<QueryExpression> parts,
            @Nullable QueryExpression condition,
            boolean deferrable,
            boolean initiallyDeferred,
            List<String> include,
            @Nullable Boolean nullsDistinct,
            boolean operatorClasses)
            implements ModelConstraint {
        public Unique {
            fields = List.copyOf(fields);
            parts = List.copyOf(parts);
            include = List.copyOf(include);
        }

        /** Whether databases have it as a unique index and not as a constraint. */
        boolean isIndex() {
            return condition != null || !include.isEmpty() || operatorClasses || fields.isEmpty();
        }
    }

    /** {@code ExclusionConstraint}: each expression with its operator. */
    record Exclusion(
            String name,
            String method,
            List<QueryExpression> expressions,
            List<String> operators,
            @Nullable QueryExpression condition)
            implements ModelConstraint {
        public Exclusion {
            expressions = List.copyOf(expressions);
            operators = List.copyOf(operators);
        }
    }

    /** A class of constraint that is not known. */
    record Unknown(String name, String description) implements ModelConstraint {}
}
