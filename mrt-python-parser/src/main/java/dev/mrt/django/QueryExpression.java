// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.List;

/** An expression over a model's fields, as indexes, constraints and database defaults hold it. */
sealed interface QueryExpression {

    /** {@code F("name")}. */
    record FieldReference(String field) implements QueryExpression {}

    /** {@code F("shelf__label")}: a field of related rows, or a transform of a field. */
    record PathReference(String path) implements QueryExpression {}

    /** A value, as SQL. */
    record Literal(String sql) implements QueryExpression {}

    /** A database function such as {@code Lower("name")}: its SQL name and arguments. */
    record Function(String name, List<QueryExpression> arguments) implements QueryExpression {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code left operator right}, such as {@code F("a") + 1}. */
    record Combined(QueryExpression left, String operator, QueryExpression right) implements QueryExpression {}

    /** A condition of a {@code Q}: {@code field__lookup=value}. */
    record Lookup(QueryExpression left, String lookup, List<QueryExpression> values) implements QueryExpression {
        public Lookup {
            values = List.copyOf(values);
        }
    }

    /** Conditions joined by {@code AND}, {@code OR} or {@code XOR}. */
    record Logic(String connector, boolean negated, List<QueryExpression> parts) implements QueryExpression {
        public Logic {
            parts = List.copyOf(parts);
        }
    }

    /** An indexed expression with its order. */
    record Ordered(QueryExpression expression, boolean descending) implements QueryExpression {}

    /** An indexed expression with its operator class. */
    record WithOperatorClass(QueryExpression expression, String operatorClass) implements QueryExpression {}

    /** Anything else, as written. */
    record Unknown(String text) implements QueryExpression {}
}
