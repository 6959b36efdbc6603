// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.ColumnType;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field of a model at one moment of the history.
 *
 * @param name the field's name
 * @param internalType what {@code get_internal_type()} answers, such as {@code CharField}; empty where it is not known
 * @param type the column's type; a relation's is that of the column it refers to
 * @param relation where it points, or null
 * @param concrete whether it is a column, which many-to-many and virtual fields are not
 * @param options what its arguments say about the column
 * @param arguments all arguments that Django compares to see whether the database must change, as text, together with the
 *     class under the empty name
 */
record Field(
        String name,
        String internalType,
        ColumnType type,
        @Nullable Relation relation,
        boolean concrete,
        FieldOptions options,
        Map<String, String> arguments) {

    Field {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(internalType, "internalType");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(options, "options");
        arguments = Map.copyOf(arguments);
    }

    /** A column of an internal type without parameters. */
    static Field plain(String name, String internalType, FieldOptions options) {
        return new Field(name, internalType, ColumnTypes.of(internalType), null, true, options, Map.of());
    }

    /** A foreign key with its index, as Django makes it in a generated model. */
    static Field foreignKey(String name, ModelKey to) {
        return new Field(
                name,
                "ForeignKey",
                ColumnType.UNKNOWN,
                Relation.foreignKey(to),
                true,
                FieldOptions.PLAIN.withIndex(),
                Map.of());
    }

    /** A many-to-many field of which Django makes the model in between. */
    static Field manyToMany(String name, ModelKey to) {
        Relation relation = new Relation(Relation.Kind.MANY_TO_MANY, to, null, null, null, true, false, "");
        return new Field(name, "ManyToManyField", ColumnType.UNKNOWN, relation, false, FieldOptions.PLAIN, Map.of());
    }

    /** The column's name. */
    String column() {
        String given = options.column();
        if (given != null) {
            return given;
        }
        return relation == null ? name : name + "_id";
    }

    /** Whether the field is a many-to-many relation. */
    boolean isManyToMany() {
        return relation != null && relation.isManyToMany();
    }

    /** Whether values must differ, as the field itself says. */
    boolean unique() {
        return options.unique() || options.primaryKey();
    }

    /** The same field under another name. */
    Field withName(String other) {
        return new Field(other, internalType, type, relation, concrete, options, arguments);
    }

    /** The same field with another relation. */
    Field withRelation(Relation other) {
        return new Field(name, internalType, type, other, concrete, options, arguments);
    }

    /** The same field with other options. */
    Field withOptions(FieldOptions other) {
        return new Field(name, internalType, type, relation, concrete, other, arguments);
    }
}
