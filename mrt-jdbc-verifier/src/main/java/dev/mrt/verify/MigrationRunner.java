// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Service provider interface: carries out single migration steps on one test database. A runner belongs to one thread at a
 * time. Only steps that lead away from the present state are asked for: an upgrade of a revision whose parents are applied, a
 * downgrade of one that no applied revision builds on.
 */
public interface MigrationRunner extends AutoCloseable {

    /** All revisions, each after those that it builds on; the order in which they are applied. */
    List<Revision> history();

    /** The revisions that the database says are applied: Alembic's heads, or all applied migrations for Django. */
    List<String> current();

    /** The names of the tables in which the framework notes what is applied; their rows are never compared. */
    Set<String> bookkeepingTables();

    /** What of the project is left out, in sentences; empty where nothing is known to be. */
    default List<String> limits() {
        return List.of();
    }

    /**
     * Makes what the migrations take for granted, in a database that does not have it. Does nothing unless overridden.
     *
     * @throws VerificationException where it cannot be made
     */
    default void prepare() {}

    /**
     * The names of the project's databases where it has several and each has one of its own here, of which the test database is the
     * chosen one; empty otherwise.
     */
    default List<String> databases() {
        return List.of();
    }

    /**
     * Makes another of the {@link #databases()} the test database; before the first step.
     *
     * @param database its place among them, 0 for the one that is chosen already
     * @throws UnsupportedOperationException where {@link #databases()} is empty
     */
    default void choose(int database) {
        throw new UnsupportedOperationException("there is no choice of databases");
    }

    /**
     * Applies one revision.
     *
     * @throws StepFailedException where it fails; the runner stays usable
     */
    void upgrade(String revision) throws StepFailedException;

    /**
     * Takes one revision back.
     *
     * @throws StepFailedException where it fails; the runner stays usable
     */
    void downgrade(String revision) throws StepFailedException;

    /**
     * Notes a revision as applied without running it in full, so that those behind it can be. A runner that can tell its
     * changes of the schema from those of rows makes the former. Does nothing unless overridden: enough for a runner that keeps
     * no notes in the database.
     *
     * @return whether the schema is as the revision makes it
     * @throws StepFailedException where it cannot be noted; the runner stays usable
     */
    default boolean markApplied(String revision) throws StepFailedException {
        return false;
    }

    /** Whether {@link #modelDifferences} looks at the database, which must have all revisions then. */
    default boolean comparesModelsWithDatabase() {
        return true;
    }

    /**
     * In what the project's models differ from the database, or from the migrations where the framework compares with those.
     *
     * @throws StepFailedException where they cannot be compared, with what to do
     */
    default List<ModelDifference> modelDifferences() throws StepFailedException {
        throw new StepFailedException(new StepError(
                StepError.Kind.REFUSED, "", "the models are known to the project's own Python only", List.of()));
    }

    /**
     * The transactions that the last step committed (PostgreSQL); empty elsewhere, and where the runner cannot tell.
     */
    default List<Transaction> transactions() {
        return List.of();
    }

    /**
     * The statements that the last step sent, in order (MySQL and MariaDB); empty elsewhere, and where the runner cannot tell. One
     * that is missing costs time only: the server's own count shows it.
     */
    default List<String> statements() {
        return List.of();
    }

    /**
     * A transaction that was committed.
     *
     * @param id its number, 0 where it wrote nothing
     * @param locks what it held when it committed
     */
    record Transaction(long id, List<HeldLock> locks) {
        public Transaction {
            locks = List.copyOf(locks);
        }
    }

    /**
     * A lock on a relation.
     *
     * @param relation the relation's oid
     * @param mode the lock
     */
    record HeldLock(long relation, LockMode mode) {}

    /**
     * Names somebody who is to be told before a step sends a statement outside of a transaction, whose locks nobody can ask
     * for afterwards (PostgreSQL). Does nothing unless overridden.
     */
    default void beforeAutocommit(Runnable listener) {}

    /** Closes all connections to the database, so that it can be copied or replaced; the next step opens them again. */
    void release();

    /** Ends the runner with everything that it started. Never throws. */
    @Override
    void close();

    /** Makes runners. Thread-safe. */
    @FunctionalInterface
    interface Factory {
        /**
         * Opens a runner on a database.
         *
         * @param database where the migrations are to run
         * @param timeout how long one step may take
         * @throws VerificationException where the project cannot be loaded, with what to do
         */
        MigrationRunner open(TestDatabase database, Duration timeout);
    }
}
