// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table on one target.
 *
 * @param name the column's name
 * @param type the type as the target's catalog prints it, or {@link SqlType#UNKNOWN}
 * @param nullable whether the column accepts NULL
 * @param serverDefault the database's default
 * @param identity how the database numbers the column
 * @param generated the expression of a generated column, otherwise null
 * @param comment the comment, or null where there is none
 */
public record Column(
        String name,
        SqlType type,
        Truth nullable,
        ServerDefault serverDefault,
        Identity identity,
        @Nullable Generated generated,
        @Nullable String comment) {

    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(nullable, "nullable");
        Objects.requireNonNull(serverDefault, "serverDefault");
        Objects.requireNonNull(identity, "identity");
    }

    /** As of any record; written out as in {@link QualifiedName}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof Column that
                        && name.equals(that.name)
                        && type.equals(that.type)
                        && nullable == that.nullable
                        && serverDefault.equals(that.serverDefault)
                        && identity.equals(that.identity)
                        && Objects.equals(generated, that.generated)
                        && Objects.equals(comment, that.comment));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode();
    }

    /** A column of which only the name is known. */
    public static Column unknown(String name) {
        return new Column(name, SqlType.UNKNOWN, Truth.UNKNOWN, ServerDefault.UNKNOWN, Identity.NONE, null, null);
    }

    /** This column under another name. */
    public Column withName(String other) {
        return new Column(other, type, nullable, serverDefault, identity, generated, comment);
    }

    /** This column with another type. */
    public Column withType(SqlType other) {
        return new Column(name, other, nullable, serverDefault, identity, generated, comment);
    }

    /** This column with another nullability. */
    public Column withNullable(Truth other) {
        return new Column(name, type, other, serverDefault, identity, generated, comment);
    }

    /** This column with another default. */
    public Column withServerDefault(ServerDefault other) {
        return new Column(name, type, nullable, other, identity, generated, comment);
    }

    /** This column numbered another way. */
    public Column withIdentity(Identity other) {
        return new Column(name, type, nullable, serverDefault, other, generated, comment);
    }

    /** This column with another comment, or none for null. */
    public Column withComment(@Nullable String other) {
        return new Column(name, type, nullable, serverDefault, identity, generated, other);
    }
}
