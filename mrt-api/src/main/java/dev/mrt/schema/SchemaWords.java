// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

/** Names schema elements in sentences. */
final class SchemaWords {

    private SchemaWords() {}

    static String of(QualifiedName table, Constraint constraint) {
        StringBuilder text = new StringBuilder(constraint.kind().words());
        if (constraint.name() != null) {
            text.append(" `").append(constraint.name()).append('`');
        } else if (!constraint.columns().isEmpty()) {
            text.append(" on (").append(String.join(", ", constraint.columns())).append(')');
        }
        return text.append(" of `").append(table).append('`').toString();
    }

    static String of(QualifiedName table, Index index) {
        StringBuilder text = new StringBuilder(index.unique() ? "unique index" : "index");
        if (index.name() != null) {
            text.append(" `").append(index.name()).append('`');
        } else {
            text.append(" on (").append(String.join(", ", index.columns())).append(')');
        }
        return text.append(" of `").append(table).append('`').toString();
    }

    static String of(ObjectKey key) {
        return key.kind().words() + " `" + key.name() + "`";
    }
}
