// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import org.jspecify.annotations.Nullable;

/**
 * Where a foreign key, one-to-one or many-to-many field points.
 *
 * @param kind the kind of relation
 * @param to the model pointed at, with {@code self} resolved; null where it could not be known
 * @param toField the field pointed at, or null for the primary key
 * @param through the model in between that was written out, or null
 * @param table the table of a generated model in between ({@code db_table}), or null
 * @param constrained false for {@code db_constraint=False}
 * @param parentLink whether it links a model to the table of its parent class
 * @param relatedName what the other model calls the way back, as written in {@code related_name}; empty where it is not said
 */
record Relation(
        Kind kind,
        @Nullable ModelKey to,
        @Nullable String toField,
        @Nullable ModelKey through,
        @Nullable String table,
        boolean constrained,
        boolean parentLink,
        String relatedName) {

    /** The kinds of relations. */
    enum Kind {
        FOREIGN_KEY,
        ONE_TO_ONE,
        MANY_TO_MANY
    }

    /** A constrained foreign key to a primary key. */
    static Relation foreignKey(ModelKey to) {
        return new Relation(Kind.FOREIGN_KEY, to, null, null, null, true, false, "");
    }

    /** Whether the other model does not know of it ({@code related_name="+"}). */
    boolean hidden() {
        return relatedName.endsWith("+");
    }

    boolean isManyToMany() {
        return kind == Kind.MANY_TO_MANY;
    }

    /** The same relation with a model replaced wherever it occurs. */
    Relation renamed(ModelKey from, ModelKey target) {
        if (!from.equals(to) && !from.equals(through)) {
            return this;
        }
        return new Relation(
                kind,
                from.equals(to) ? target : to,
                toField,
                from.equals(through) ? target : through,
                table,
                constrained,
                parentLink,
                relatedName);
    }

    /** The same relation to another field of the model. */
    Relation withToField(@Nullable String other) {
        return new Relation(kind, to, other, through, table, constrained, parentLink, relatedName);
    }
}
