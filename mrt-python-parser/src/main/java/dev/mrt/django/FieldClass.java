// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.ColumnType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a class of fields.
 *
 * @param internalType what {@code get_internal_type()} answers; empty where that is not known
 * @param type the type of its columns, where the class has one of its own ({@code db_type()}), otherwise null
 * @param relation the kind of relation, or null
 * @param target the model that relations of this class always point to, or null
 * @param concrete whether such a field is a column
 * @param maxLength the length where none is given, 0 for no limit, -1 where one must be given
 * @param indexed {@code db_index} where it is not given
 * @param nullable {@code null} where it is not given
 * @param unique {@code unique} where it is not given
 * @param timed whether Django fills in the time by itself
 */
record FieldClass(
        String internalType,
        @Nullable ColumnType type,
        Relation.@Nullable Kind relation,
        @Nullable ModelKey target,
        boolean concrete,
        int maxLength,
        boolean indexed,
        boolean nullable,
        boolean unique,
        boolean timed) {

    /** A class of which nothing is known. */
    static final FieldClass UNKNOWN = plain("");

    /** Something that is written as a field but is no column, such as a manager of tags. */
    static final FieldClass VIRTUAL = new FieldClass("", null, null, null, false, -1, false, false, false, false);

    FieldClass {
        Objects.requireNonNull(internalType, "internalType");
    }

    /** A class of columns of an internal type. */
    static FieldClass plain(String internalType) {
        return new FieldClass(internalType, null, null, null, true, -1, false, false, false, false);
    }

    /** A class of character columns with a length of its own. */
    static FieldClass characters(String internalType, int maxLength) {
        return plain(internalType).withMaxLength(maxLength);
    }

    /** A class of columns with a type of its own. */
    static FieldClass typed(String type) {
        return plain("").withType(ColumnType.of(type));
    }

    /** A class of relations. */
    static FieldClass relation(Relation.Kind kind) {
        String internalType = switch (kind) {
            case FOREIGN_KEY -> "ForeignKey";
            case ONE_TO_ONE -> "OneToOneField";
            case MANY_TO_MANY -> "ManyToManyField";
        };
        return new FieldClass(
                internalType,
                null,
                kind,
                null,
                kind != Relation.Kind.MANY_TO_MANY,
                -1,
                kind == Relation.Kind.FOREIGN_KEY,
                false,
                kind == Relation.Kind.ONE_TO_ONE,
                false);
    }

    FieldClass withType(ColumnType other) {
        return new FieldClass(
                internalType, other, relation, target, concrete, maxLength, indexed, nullable, unique, timed);
    }

    FieldClass withInternalType(String other) {
        return new FieldClass(other, type, relation, target, concrete, maxLength, indexed, nullable, unique, timed);
    }

    FieldClass withMaxLength(int other) {
        return new FieldClass(internalType, type, relation, target, concrete, other, indexed, nullable, unique, timed);
    }

    FieldClass withTarget(ModelKey other) {
        return new FieldClass(
                internalType, type, relation, other, concrete, maxLength, indexed, nullable, unique, timed);
    }

    FieldClass withIndex() {
        return new FieldClass(internalType, type, relation, target, concrete, maxLength, true, nullable, unique, timed);
    }

    FieldClass withNull() {
        return new FieldClass(internalType, type, relation, target, concrete, maxLength, indexed, true, unique, timed);
    }

    FieldClass withTime() {
        return new FieldClass(
                internalType, type, relation, target, concrete, maxLength, indexed, nullable, unique, true);
    }
}
