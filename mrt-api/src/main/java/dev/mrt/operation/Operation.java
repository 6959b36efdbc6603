// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.operation;

import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a migration does, whatever syntax it was written in: a call of Alembic's {@code op}, a batch operation, a
 * Django operation or SQL text. Operations do not depend on a target; names are as written.
 */
public sealed interface Operation {

    /** The table that the operation works on, as written; null where it works on none, on several, or does not say. */
    default @Nullable QualifiedName table() {
        return null;
    }

    /** Whether it may change schema or rows in ways that nobody followed. */
    default boolean isNotFollowed() {
        if (this instanceof ExecuteSql sql) {
            return sql.effect() == SqlEffect.UNREAD || sql.effect() == SqlEffect.RUNS_CODE;
        }
        return this instanceof Opaque || (this instanceof RunCode code && code.mayChangeData());
    }

    /** Whether it changes rows and nothing else. */
    default boolean changesRows() {
        return this instanceof InsertRows
                || this instanceof UpdateRows
                || this instanceof DeleteRows
                || this instanceof Truncate;
    }

    /** Whether it surely leaves schema and rows as they are. */
    default boolean isHarmless() {
        return this instanceof ExecuteSql sql && (sql.effect() == SqlEffect.READ || sql.effect() == SqlEffect.HARMLESS);
    }

    // ---- tables

    /**
     * Creates a table. Constraints and indexes written with a column are among {@code constraints} and {@code indexes}.
     *
     * @param ifNotExists whether an existing table is left alone
     * @param asSelect the query of {@code CREATE TABLE … AS}, or null
     */
    record CreateTable(
            QualifiedName table,
            List<ColumnDefinition> columns,
            List<Constraint> constraints,
            List<Index> indexes,
            boolean ifNotExists,
            @Nullable String asSelect)
            implements Operation {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
            indexes = List.copyOf(indexes);
        }
    }

    /** Drops a table with its rows. */
    record DropTable(QualifiedName table, boolean ifExists, boolean cascade) implements Operation {}

    /** Renames a table; indexes, constraints and rows stay. */
    record RenameTable(QualifiedName table, QualifiedName newName) implements Operation {}

    /**
     * Changes a table as a whole: owner, schema, storage, row security, partitions, comment and the like.
     *
     * @param kind what is changed
     * @param detail the new value or the rest of the SQL, as written; empty where there is none
     */
    record AlterTable(QualifiedName table, TableChange kind, String detail) implements Operation {
        public AlterTable {
            Objects.requireNonNull(detail, "detail");
        }
    }

    // ---- columns

    /** Adds a column. */
    record AddColumn(
            QualifiedName table,
            ColumnDefinition column,
            List<Constraint> constraints,
            List<Index> indexes,
            boolean ifNotExists)
            implements Operation {
        public AddColumn {
            constraints = List.copyOf(constraints);
            indexes = List.copyOf(indexes);
        }
    }

    /** Drops a column with its values, and with the indexes and constraints on it as the target does. */
    record DropColumn(QualifiedName table, String column, boolean ifExists, boolean cascade) implements Operation {}

    /** Renames a column; values, indexes and constraints stay. */
    record RenameColumn(QualifiedName table, String column, String newName) implements Operation {}

    /**
     * Changes a column. What is null is not changed, except that MySQL's {@code MODIFY} resets what is neither given nor
     * stated in {@code existing}.
     *
     * @param type the new type, or null
     * @param using the SQL of PostgreSQL's {@code USING}, or null
     * @param nullable the new nullability; {@link Truth#UNKNOWN} where it is changed to something not known; null where it is
     *     not changed
     * @param serverDefault the new default ({@link ServerDefault#NONE} drops it), or null
     * @param identity the new numbering, or null
     * @param comment the new comment, empty to drop it, or null
     * @param fill what rows that hold NULL get first (Django's one-off default), or null
     * @param existing what the migration says the column was (Alembic's {@code existing_*}), or null
     * @param restatesAll whether the text states the whole column anew ({@code MODIFY}, {@code CHANGE})
     */
    record AlterColumn(
            QualifiedName table,
            String column,
            @Nullable ColumnType type,
            @Nullable String using,
            @Nullable Truth nullable,
            @Nullable ServerDefault serverDefault,
            @Nullable Identity identity,
            @Nullable String comment,
            @Nullable String fill,
            @Nullable ExistingColumn existing,
            boolean restatesAll)
            implements Operation {

        /** A change of the type alone. */
        public static AlterColumn type(QualifiedName table, String column, ColumnType type, @Nullable String using) {
            return new AlterColumn(table, column, type, using, null, null, null, null, null, null, false);
        }

        /** A change of the nullability alone. */
        public static AlterColumn nullable(QualifiedName table, String column, boolean nullable) {
            return new AlterColumn(table, column, null, null, Truth.of(nullable), null, null, null, null, null, false);
        }

        /** A change of the default alone. */
        public static AlterColumn serverDefault(QualifiedName table, String column, ServerDefault value) {
            return new AlterColumn(table, column, null, null, null, value, null, null, null, null, false);
        }
    }

    /** What a migration states about a column before it changes it. */
    record ExistingColumn(
            @Nullable ColumnType type,
            @Nullable Truth nullable,
            @Nullable ServerDefault serverDefault) {}

    // ---- indexes

    /** Creates an index. */
    record CreateIndex(QualifiedName table, Index index, boolean ifNotExists, boolean concurrently)
            implements Operation {}

    /**
     * Drops an index.
     *
     * @param table the table, or null where only the index is named
     * @param name the index, in the schema that was written
     */
    record DropIndex(
            @Nullable QualifiedName table, QualifiedName name, boolean ifExists, boolean concurrently, boolean cascade)
            implements Operation {}

    /** Renames an index. */
    record RenameIndex(@Nullable QualifiedName table, QualifiedName name, String newName) implements Operation {}

    // ---- constraints

    /**
     * Adds a constraint.
     *
     * @param usingIndex the index that becomes the constraint's ({@code USING INDEX}), or null
     */
    record AddConstraint(
            QualifiedName table,
            Constraint constraint,
            @Nullable String usingIndex) implements Operation {}

    /**
     * Drops a constraint.
     *
     * @param name the constraint's name; null where the migration names it by kind and columns only
     * @param kind the kind where it was said, or null
     * @param columns the columns where they identify the constraint (Django), otherwise empty
     */
    record DropConstraint(
            QualifiedName table,
            @Nullable String name,
            @Nullable ConstraintKind kind,
            List<String> columns,
            boolean ifExists,
            boolean cascade)
            implements Operation {
        public DropConstraint {
            columns = List.copyOf(columns);
        }
    }

    /** Renames a constraint. */
    record RenameConstraint(QualifiedName table, String name, String newName) implements Operation {}

    /** Checks the rows against a constraint that was added as not valid. */
    record ValidateConstraint(QualifiedName table, String name) implements Operation {}

    // ---- other objects

    /** Creates a view, sequence, enum type, trigger, function, schema, extension or the like. */
    record CreateObject(SchemaObject object, boolean orReplace, boolean ifNotExists) implements Operation {}

    /**
     * Drops such an object.
     *
     * @param table the table of a trigger, policy or rule, or null
     */
    record DropObject(ObjectKey object, @Nullable QualifiedName table, boolean ifExists, boolean cascade)
            implements Operation {}

    /** Renames such an object. */
    record RenameObject(ObjectKey object, String newName) implements Operation {}

    /** Changes such an object in a way that is known by its text only (owner, schema, options). */
    record AlterObject(ObjectKey object, String detail) implements Operation {}

    /** Adds a label to an enum type; {@code before} and {@code after} are null where the label goes to the end. */
    record AddEnumValue(
            QualifiedName type,
            String value,
            @Nullable String before,
            @Nullable String after,
            boolean ifNotExists) implements Operation {}

    /** Renames a label of an enum type. */
    record RenameEnumValue(QualifiedName type, String value, String newValue) implements Operation {}

    // ---- rows

    /** Removes all rows of tables at once. */
    record Truncate(List<QualifiedName> tables, boolean cascade) implements Operation {
        public Truncate {
            tables = List.copyOf(tables);
        }
    }

    /**
     * Inserts rows.
     *
     * @param columns the columns written, empty where they are not known
     * @param rows how many rows, or -1 where that is not known ({@code INSERT … SELECT})
     * @param select the query that rows come from, or null
     * @param values the SQL of the values, for each row one for each column, {@code ?} where one is not known; empty where the
     *     rows are not known one by one, and where they are very many
     */
    record InsertRows(
            QualifiedName table,
            List<String> columns,
            int rows,
            @Nullable String select,
            List<List<String>> values) implements Operation {
        public InsertRows {
            columns = List.copyOf(columns);
            values = values.stream().map(List::copyOf).toList();
        }

        /** Rows whose values are not known. */
        public InsertRows(QualifiedName table, List<String> columns, int rows, @Nullable String select) {
            this(table, columns, rows, select, List.of());
        }
    }

    /**
     * Changes rows.
     *
     * @param assignments the columns written with the SQL they get; empty where they are not known
     * @param where the condition's SQL, empty where there is none, {@code ?} where it is not known
     */
    record UpdateRows(QualifiedName table, List<Assignment> assignments, String where) implements Operation {
        public UpdateRows {
            assignments = List.copyOf(assignments);
            Objects.requireNonNull(where, "where");
        }
    }

    /**
     * One column that an update writes.
     *
     * @param value the SQL of the value, or {@code ?} where it is not known
     */
    record Assignment(String column, String value) {}

    /**
     * Deletes rows.
     *
     * @param where the condition's SQL, empty where there is none, {@code ?} where it is not known
     */
    record DeleteRows(QualifiedName table, String where) implements Operation {
        public DeleteRows {
            Objects.requireNonNull(where, "where");
        }
    }

    // ---- everything else

    /**
     * SQL that does none of the above.
     *
     * @param effect whether it was recognised as harmless to schema and rows, as maintenance, or not read at all
     */
    record ExecuteSql(String sql, SqlEffect effect) implements Operation {}

    /** Sets a parameter of the session or transaction, such as {@code lock_timeout}. */
    record SetParameter(String name, String value, boolean local) implements Operation {}

    /**
     * Runs Python that the evaluator does not follow, such as work on ORM objects.
     *
     * @param description what runs, such as {@code RunPython(copy_names)}
     * @param reason why it was not followed
     * @param mayChangeData whether it may change rows
     */
    record RunCode(String description, String reason, boolean mayChangeData) implements Operation {}

    /** Raises an error: the migration says that it cannot go this way. */
    record RaiseError(String message) implements Operation {}

    /**
     * Something that is known to be an operation but not what it does.
     *
     * @param description the call as written, shortened
     * @param reason why it was not understood
     * @param table the table of which it changes a constraint or index, nobody knows which; null for anything else
     */
    record Opaque(
            String description, String reason, @Nullable QualifiedName table) implements Operation {
        /** Something of which not even the table is known. */
        public Opaque(String description, String reason) {
            this(description, reason, null);
        }
    }
}
