// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.operation;

import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column as a migration writes it, before the target is known. Constraints and indexes that were written with the column
 * stand beside it in the operation.
 *
 * @param name the column's name
 * @param type the type asked for, or {@link ColumnType#UNKNOWN}
 * @param nullable whether the column accepts NULL; a primary key column says {@link Truth#FALSE}
 * @param serverDefault the database's default
 * @param identity how the database numbers the column; {@link Identity#SERIAL} stands for "as the framework numbers an
 *     integer primary key on the target", which the replay turns into the target's own way
 * @param generated the expression of a generated column, otherwise null
 * @param comment the comment, or null
 * @param fill what existing rows get although no server default remains: the SQL text of the value that the framework
 *     writes once (Django's one-off default), {@code ?} where it is some value that is not known, or null for nothing
 */
public record ColumnDefinition(
        String name,
        ColumnType type,
        Truth nullable,
        ServerDefault serverDefault,
        Identity identity,
        @Nullable Generated generated,
        @Nullable String comment,
        @Nullable String fill) {

    public ColumnDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(nullable, "nullable");
        Objects.requireNonNull(serverDefault, "serverDefault");
        Objects.requireNonNull(identity, "identity");
    }

    /** A plain column without default. */
    public static ColumnDefinition of(String name, ColumnType type, Truth nullable) {
        return new ColumnDefinition(name, type, nullable, ServerDefault.NONE, Identity.NONE, null, null, null);
    }

    /** The same, numbered in another way. */
    public ColumnDefinition withIdentity(Identity other) {
        return new ColumnDefinition(name, type, nullable, serverDefault, other, generated, comment, fill);
    }

    /** The same without {@link #fill()}: rows that are there get nothing. */
    public ColumnDefinition withoutFill() {
        return new ColumnDefinition(name, type, nullable, serverDefault, identity, generated, comment, null);
    }
}
