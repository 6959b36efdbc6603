// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table or another object, with the schema that was written before it. Names compare as written: the replay
 * folds case where the target does.
 *
 * @param schema the schema's name, or null for the default schema of the connection
 * @param name the object's own name
 */
public record QualifiedName(@Nullable String schema, String name) implements Comparable<QualifiedName> {

    public QualifiedName {
        Objects.requireNonNull(name, "name");
    }

    /** A name in the default schema. */
    public static QualifiedName of(String name) {
        return new QualifiedName(null, name);
    }

    /** The same schema with another object name. */
    public QualifiedName withName(String other) {
        return new QualifiedName(schema, other);
    }

    /** As of any record; written out because names are the keys of nearly everything, and the generated code starts slowly. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof QualifiedName that
                        && name.equals(that.name)
                        && Objects.equals(schema, that.schema));
    }

    @Override
    public int hashCode() {
        return 31 * (schema == null ? 0 : schema.hashCode()) + name.hashCode();
    }

    @Override
    public int compareTo(QualifiedName other) {
        int bySchema = schema == null && other.schema == null
                ? 0
                : Objects.requireNonNullElse(schema, "").compareTo(Objects.requireNonNullElse(other.schema, ""));
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** As written in SQL without quotes: {@code schema.name} or {@code name}. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
