// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Meta} options of a model that a database knows of.
 *
 * @param table {@code db_table}, or null
 * @param managed {@code managed}
 * @param proxy {@code proxy}
 * @param swappable the setting that may put another model in its place, or null
 * @param uniqueTogether {@code unique_together}
 * @param indexTogether {@code index_together}
 * @param indexes {@code indexes}
 * @param constraints {@code constraints}
 * @param orderWithRespectTo {@code order_with_respect_to}, or null
 * @param comment {@code db_table_comment}, or null
 */
record ModelOptions(
        @Nullable String table,
        boolean managed,
        boolean proxy,
        @Nullable String swappable,
        List<List<String>> uniqueTogether,
        List<List<String>> indexTogether,
        List<ModelIndex> indexes,
        List<ModelConstraint> constraints,
        @Nullable String orderWithRespectTo,
        @Nullable String comment) {

    /** No options. */
    static final ModelOptions NONE =
            new ModelOptions(null, true, false, null, List.of(), List.of(), List.of(), List.of(), null, null);

    ModelOptions {
        uniqueTogether = List.copyOf(uniqueTogether);
        indexTogether = List.copyOf(indexTogether);
        indexes = List.copyOf(indexes);
        constraints = List.copyOf(constraints);
    }

    ModelOptions withTable(@Nullable String other) {
        return new ModelOptions(
                other,
                managed,
                proxy,
                swappable,
                uniqueTogether,
                indexTogether,
                indexes,
                constraints,
                orderWithRespectTo,
                comment);
    }

    ModelOptions withManaged(boolean other) {
        return new ModelOptions(
                table,
                other,
                proxy,
                swappable,
                uniqueTogether,
                indexTogether,
                indexes,
                constraints,
                orderWithRespectTo,
                comment);
    }

    ModelOptions withUniqueTogether(List<List<String>> other) {
        return new ModelOptions(
                table,
                managed,
                proxy,
                swappable,
                other,
                indexTogether,
                indexes,
                constraints,
                orderWithRespectTo,
                comment);
    }

    ModelOptions withIndexTogether(List<List<String>> other) {
        return new ModelOptions(
                table,
                managed,
                proxy,
                swappable,
                uniqueTogether,
                other,
                indexes,
                constraints,
                orderWithRespectTo,
                comment);
    }

    ModelOptions withIndexes(List<ModelIndex> other) {
        return new ModelOptions(
                table,
                managed,
                proxy,
                swappable,
                uniqueTogether,
                indexTogether,
                other,
                constraints,
                orderWithRespectTo,
                comment);
    }

    ModelOptions withConstraints(List<ModelConstraint> other) {
        return new ModelOptions(
                table,
                managed,
                proxy,
                swappable,
                uniqueTogether,
                indexTogether,
                indexes,
                other,
                orderWithRespectTo,
                comment);
    }

    ModelOptions withOrderWithRespectTo(@Nullable String other) {
        return new ModelOptions(
                table, managed, proxy, swappable, uniqueTogether, indexTogether, indexes, constraints, other, comment);
    }

    ModelOptions withComment(@Nullable String other) {
        return new ModelOptions(
                table,
                managed,
                proxy,
                swappable,
                uniqueTogether,
                indexTogether,
                indexes,
                constraints,
                orderWithRespectTo,
                other);
    }
}
