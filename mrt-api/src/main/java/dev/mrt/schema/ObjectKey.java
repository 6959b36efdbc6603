// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a schema object that is not a table. A trigger, policy or rule is identified together with its table:
 * {@code name} is then {@code table.trigger}.
 *
 * @param kind the kind of object
 * @param name its name
 */
public record ObjectKey(ObjectKind kind, QualifiedName name) implements Comparable<ObjectKey> {
    public ObjectKey {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    /** As of any record; written out as in {@link QualifiedName}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof ObjectKey that && kind == that.kind && name.equals(that.name));
    }

    @Override
    public int hashCode() {
        return 31 * kind.name().hashCode() + name.hashCode();
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    /** Kind and name, such as {@code view active_users}. */
    @Override
    public String toString() {
        return kind.words() + " " + name;
    }
}
