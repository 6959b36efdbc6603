// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;

/**
 * A named enum type (PostgreSQL {@code CREATE TYPE … AS ENUM}).
 *
 * @param labels the labels in order; empty where they could not be known, with {@link #OTHERS} where some are not known
 */
public record EnumType(QualifiedName name, List<String> labels) implements SchemaObject {
    /** Stands for the labels of a type that was there before the history began. */
    public static final String OTHERS = "…";

    public EnumType {
        labels = List.copyOf(labels);
    }

    @Override
    public ObjectKey key() {
        return new ObjectKey(ObjectKind.ENUM_TYPE, name);
    }

    @Override
    public EnumType withName(QualifiedName other) {
        return new EnumType(other, labels);
    }

    /** The same type with other labels. */
    public EnumType withLabels(List<String> other) {
        return new EnumType(name, other);
    }
}
