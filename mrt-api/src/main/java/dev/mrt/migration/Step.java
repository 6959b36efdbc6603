// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import dev.mrt.operation.Operation;
import dev.mrt.source.SourceRange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a migration, where it stands and when it runs.
 *
 * @param operation what is done
 * @param range where it stands in the migration's own file; for SQL the statement inside the string, for a helper's
 *     operation the call of the helper
 * @param condition when it runs
 * @param origin the call that it was written as, such as {@code op.drop_column}, {@code batch_op.add_column},
 *     {@code migrations.RemoveField} or {@code op.execute}
 * @param group the number of the framework-level operation it belongs to, from 0: one Django operation, or one call of
 *     {@code op}, can make several steps
 * @param context how it runs
 * @param statement the statement of SQL that it was lifted from, or null where it was not written as SQL or the text is not
 *     known in full
 */
public record Step(
        Operation operation,
        SourceRange range,
        Condition condition,
        String origin,
        int group,
        Context context,
        @Nullable Statement statement) {

    /**
     * How a step runs.
     *
     * @param batch whether it is inside Alembic's {@code batch_alter_table}
     * @param autocommit whether it runs outside of a transaction ({@code autocommit_block}, {@code atomic = False})
     * @param repeated whether it runs in a loop of which the number of rounds is not known
     * @param caught whether the migration goes on where it fails: it stands in a {@code try} that catches the database's errors
     *     and does not raise one itself
     * @param database the name of the database of a multi-database environment ({@code upgrade_engine1}), or null
     */
    public record Context(
            boolean batch,
            boolean autocommit,
            boolean repeated,
            boolean caught,
            @Nullable String database) {

        /** In the migration's transaction, once, on the only database; an error ends the migration. */
        public static final Context PLAIN = new Context(false, false, false, null);

        /** How a step runs whose errors end the migration. */
        public Context(boolean batch, boolean autocommit, boolean repeated, @Nullable String database) {
            this(batch, autocommit, repeated, false, database);
        }

        /** The same in Alembic's {@code batch_alter_table}. */
        public Context inBatch() {
            return new Context(true, autocommit, repeated, caught, database);
        }

        /** The same outside of a transaction. */
        public Context inAutocommit() {
            return new Context(batch, true, repeated, caught, database);
        }

        /** The same on one database of a multi-database environment. */
        public Context on(String name) {
            return new Context(batch, autocommit, repeated, caught, name);
        }

        /** The same in a loop of which the number of rounds is not known. */
        public Context inLoop() {
            return new Context(batch, autocommit, true, caught, database);
        }

        /** The same where errors are caught. */
        public Context inTry() {
            return new Context(batch, autocommit, repeated, true, database);
        }
    }

    /**
     * A statement of SQL, as the database gets it. What it does can be several steps.
     *
     * @param text the statement, without the delimiter
     * @param part the step's number among those of the statement, from 0
     */
    public record Statement(String text, int part) {
        public Statement {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A step that was not written as SQL. */
    public Step(
            Operation operation, SourceRange range, Condition condition, String origin, int group, Context context) {
        this(operation, range, condition, origin, group, context, null);
    }

    public Step {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(context, "context");
    }
}
