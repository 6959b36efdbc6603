// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table. Before the target is known a name may be null: the replay then gives the name that the target
 * would. Column lists are in key order.
 */
public sealed interface Constraint {

    /** The constraint's name, or null where none was given and the target gives none. */
    @Nullable
    String name();

    /** The columns that the constraint is about; empty where it is an expression that was not read. */
    List<String> columns();

    /** What kind of constraint this is. */
    ConstraintKind kind();

    /** The same constraint under another name. */
    Constraint withName(@Nullable String other);

    /** The same constraint about other columns (after a rename), in the same order. */
    Constraint withColumns(List<String> other);

    /** The primary key. */
    record PrimaryKey(@Nullable String name, List<String> columns) implements Constraint {
        public PrimaryKey {
            columns = List.copyOf(columns);
        }

        @Override
        public ConstraintKind kind() {
            return ConstraintKind.PRIMARY_KEY;
        }

        @Override
        public PrimaryKey withName(@Nullable String other) {
            return new PrimaryKey(other, columns);
        }

        @Override
        public PrimaryKey withColumns(List<String> other) {
            return new PrimaryKey(name, other);
        }
    }

    /**
     * A foreign key.
     *
     * @param referencedColumns the columns referred to; empty stands for the other table's primary key
     * @param deferrable {@code DEFERRABLE}
     * @param initiallyDeferred {@code INITIALLY DEFERRED}
     * @param validated false for {@code NOT VALID}: existing rows were not checked
     */
    record ForeignKey(
            @Nullable String name,
            List<String> columns,
            QualifiedName referencedTable,
            List<String> referencedColumns,
            ReferentialAction onDelete,
            ReferentialAction onUpdate,
            boolean deferrable,
            boolean initiallyDeferred,
            boolean validated)
            implements Constraint {
        public ForeignKey {
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
            Objects.requireNonNull(referencedTable, "referencedTable");
        }

        /** A validated foreign key without actions. */
        public static ForeignKey of(
                @Nullable String name, List<String> columns, QualifiedName table, List<String> referenced) {
            return new ForeignKey(
                    name,
                    columns,
                    table,
                    referenced,
                    ReferentialAction.NO_ACTION,
                    ReferentialAction.NO_ACTION,
                    false,
                    false,
                    true);
        }

        @Override
        public ConstraintKind kind() {
            return ConstraintKind.FOREIGN_KEY;
        }

        @Override
        public ForeignKey withName(@Nullable String other) {
            return new ForeignKey(
                    other,
                    columns,
                    referencedTable,
                    referencedColumns,
                    onDelete,
                    onUpdate,
                    deferrable,
                    initiallyDeferred,
                    validated);
        }

        @Override
        public ForeignKey withColumns(List<String> other) {
            return new ForeignKey(
                    name,
                    other,
                    referencedTable,
                    referencedColumns,
                    onDelete,
                    onUpdate,
                    deferrable,
                    initiallyDeferred,
                    validated);
        }

        /** The same key, checked by each statement. */
        public ForeignKey notDeferrable() {
            return new ForeignKey(
                    name, columns, referencedTable, referencedColumns, onDelete, onUpdate, false, false, validated);
        }

        /** The same key with other actions. */
        public ForeignKey withActions(ReferentialAction delete, ReferentialAction update) {
            return new ForeignKey(
                    name,
                    columns,
                    referencedTable,
                    referencedColumns,
                    delete,
                    update,
                    deferrable,
                    initiallyDeferred,
                    validated);
        }

        /** The same key, referring to another table or other columns (after a rename). */
        public ForeignKey withReference(QualifiedName table, List<String> other) {
            return new ForeignKey(
                    name, columns, table, other, onDelete, onUpdate, deferrable, initiallyDeferred, validated);
        }

        /** The same key, validated or not. */
        public ForeignKey withValidated(boolean other) {
            return new ForeignKey(
                    name,
                    columns,
                    referencedTable,
                    referencedColumns,
                    onDelete,
                    onUpdate,
                    deferrable,
                    initiallyDeferred,
                    other);
        }
    }

    /**
     * A unique constraint.
     *
     * @param nullsNotDistinct {@code NULLS NOT DISTINCT}
     * @param deferrable {@code DEFERRABLE}
     * @param initiallyDeferred {@code INITIALLY DEFERRED}
     */
    record Unique(
            @Nullable String name,
            List<String> columns,
            boolean nullsNotDistinct,
            boolean deferrable,
            boolean initiallyDeferred)
            implements Constraint {
        public Unique {
            columns = List.copyOf(columns);
        }

        /** A plain unique constraint. */
        public static Unique of(@Nullable String name, List<String> columns) {
            return new Unique(name, columns, false, false, false);
        }

        @Override
        public ConstraintKind kind() {
            return ConstraintKind.UNIQUE;
        }

        @Override
        public Unique withName(@Nullable String other) {
            return new Unique(other, columns, nullsNotDistinct, deferrable, initiallyDeferred);
        }

        @Override
        public Unique withColumns(List<String> other) {
            return new Unique(name, other, nullsNotDistinct, deferrable, initiallyDeferred);
        }
    }

    /**
     * A check constraint.
     *
     * @param columns the columns that the expression names, as far as it was read
     * @param expression the SQL expression, or empty where it could not be known
     * @param validated false for {@code NOT VALID}
     */
    record Check(@Nullable String name, List<String> columns, String expression, boolean validated)
            implements Constraint {
        public Check {
            columns = List.copyOf(columns);
            Objects.requireNonNull(expression, "expression");
        }

        @Override
        public ConstraintKind kind() {
            return ConstraintKind.CHECK;
        }

        @Override
        public Check withName(@Nullable String other) {
            return new Check(other, columns, expression, validated);
        }

        @Override
        public Check withColumns(List<String> other) {
            return new Check(name, other, expression, validated);
        }

        /** The same check, validated or not. */
        public Check withValidated(boolean other) {
            return new Check(name, columns, expression, other);
        }
    }

    /**
     * An exclusion constraint (PostgreSQL).
     *
     * @param definition the text behind {@code EXCLUDE}, or empty where it could not be known
     */
    record Exclusion(@Nullable String name, List<String> columns, String definition) implements Constraint {
        public Exclusion {
            columns = List.copyOf(columns);
            Objects.requireNonNull(definition, "definition");
        }

        @Override
        public ConstraintKind kind() {
            return ConstraintKind.EXCLUSION;
        }

        @Override
        public Exclusion withName(@Nullable String other) {
            return new Exclusion(other, columns, definition);
        }

        @Override
        public Exclusion withColumns(List<String> other) {
            return new Exclusion(name, other, definition);
        }
    }
}
