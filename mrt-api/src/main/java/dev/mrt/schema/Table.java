// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table on one target.
 *
 * @param name the table's name
 * @param columns the columns in order
 * @param constraints the constraints, in the order of their making
 * @param indexes the indexes other than those that implement a constraint, in the order of their making
 * @param complete false where the table existed before the history began, so that it may have more than is listed
 * @param comment the comment, or empty
 */
public record Table(
        QualifiedName name,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        boolean complete,
        String comment) {

    public Table {
        Objects.requireNonNull(name, "name");
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
        Objects.requireNonNull(comment, "comment");
    }

    /** As of any record; written out as in {@link QualifiedName}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof Table that
                        && name.equals(that.name)
                        && columns.equals(that.columns)
                        && constraints.equals(that.constraints)
                        && indexes.equals(that.indexes)
                        && complete == that.complete
                        && comment.equals(that.comment));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + columns.hashCode();
    }

    /** A table without columns of which nothing more is known. */
    public static Table unknown(QualifiedName name) {
        return new Table(name, List.of(), List.of(), List.of(), false, "");
    }

    /** The column of that name. */
    public Optional<Column> column(String columnName) {
        for (Column column : columns) {
            if (column.name().equals(columnName)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** The constraint of that name. */
    public Optional<Constraint> constraint(String constraintName) {
        for (Constraint constraint : constraints) {
            if (constraintName.equals(constraint.name())) {
                return Optional.of(constraint);
            }
        }
        return Optional.empty();
    }

    /** The index of that name. */
    public Optional<Index> index(String indexName) {
        for (Index index : indexes) {
            if (indexName.equals(index.name())) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    /** The primary key, where there is one. */
    public Optional<Constraint.PrimaryKey> primaryKey() {
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The foreign keys. */
    public List<Constraint.ForeignKey> foreignKeys() {
        List<Constraint.ForeignKey> keys = new ArrayList<>();
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.ForeignKey key) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** This table under another name. */
    public Table withName(QualifiedName other) {
        return new Table(other, columns, constraints, indexes, complete, comment);
    }

    /** This table with other columns. */
    public Table withColumns(List<Column> other) {
        return new Table(name, other, constraints, indexes, complete, comment);
    }

    /** This table with other constraints. */
    public Table withConstraints(List<Constraint> other) {
        return new Table(name, columns, other, indexes, complete, comment);
    }

    /** This table with other indexes. */
    public Table withIndexes(List<Index> other) {
        return new Table(name, columns, constraints, other, complete, comment);
    }

    /** This table with another comment. */
    public Table withComment(String other) {
        return new Table(name, columns, constraints, indexes, complete, other);
    }
}
