// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.Generated;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import org.jspecify.annotations.Nullable;

/**
 * What a field's arguments say about its column.
 *
 * @param nullable {@code null}
 * @param blank {@code blank}
 * @param primaryKey {@code primary_key}
 * @param unique {@code unique}, which a primary key implies
 * @param indexed {@code db_index}, as given or as the field's class has it
 * @param column {@code db_column}, or null
 * @param fill what existing rows get ({@code default}, or what Django takes in its place) as SQL, {@code ?} where that is
 *     not known, or null for nothing
 * @param defaulted whether {@code default} was given
 * @param serverDefault {@code db_default}
 * @param generated the expression of a {@code GeneratedField}, or null
 * @param comment {@code db_comment}, or null
 * @param collation {@code db_collation}, or null
 */
record FieldOptions(
        Truth nullable,
        boolean blank,
        boolean primaryKey,
        boolean unique,
        boolean indexed,
        @Nullable String column,
        @Nullable String fill,
        boolean defaulted,
        ServerDefault serverDefault,
        @Nullable Generated generated,
        @Nullable String comment,
        @Nullable String collation) {

    /** A column that accepts no NULL and has no default. */
    static final FieldOptions PLAIN = new FieldOptions(
            Truth.FALSE, false, false, false, false, null, null, false, ServerDefault.NONE, null, null, null);

    /** The primary key. */
    static final FieldOptions PRIMARY_KEY = new FieldOptions(
            Truth.FALSE, true, true, true, false, null, null, false, ServerDefault.NONE, null, null, null);

    /** The same with an index. */
    FieldOptions withIndex() {
        return new FieldOptions(
                nullable,
                blank,
                primaryKey,
                unique,
                true,
                column,
                fill,
                defaulted,
                serverDefault,
                generated,
                comment,
                collation);
    }

    /** The same without the default, which was for the rows of the moment only ({@code preserve_default=False}). */
    FieldOptions withoutDefault(@Nullable String otherFill) {
        return new FieldOptions(
                nullable,
                blank,
                primaryKey,
                unique,
                indexed,
                column,
                otherFill,
                false,
                serverDefault,
                generated,
                comment,
                collation);
    }
}
