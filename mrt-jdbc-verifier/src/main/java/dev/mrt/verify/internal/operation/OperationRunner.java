// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.operation;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.rendering.OperationRenderer;
import dev.mrt.rendering.Rendering;
import dev.mrt.replay.ProcedureReplay;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;
import dev.mrt.source.LineIndex;
import dev.mrt.verify.MigrationRunner;
import dev.mrt.verify.Revision;
import dev.mrt.verify.StepError;
import dev.mrt.verify.StepFailedException;
import dev.mrt.verify.TestDatabase;
import dev.mrt.verify.VerificationException;
import dev.mrt.verify.internal.catalog.Catalog;
import dev.mrt.verify.internal.database.LockObserver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Runs migrations without Python: what was understood of them is rendered as SQL, each step on the schema that the database
 * has at that moment. A step that is not fully understood is refused, and with it the whole direction of the migration.
 */
public final class OperationRunner implements MigrationRunner {

    private final MigrationHistory history;
    private final TestDatabase database;
    private final Duration timeout;
    private final Target target;
    private final OperationRenderer renderer;
    private final Catalog catalog;
    private final AppliedRevisions applied;
    private final List<Step> outsideTables;
    private final Set<String> missingTables = new LinkedHashSet<>();
    private final Framework framework;
    private final String root;
    private @Nullable Handle handle;
    private final List<Transaction> transactions = new ArrayList<>();
    private Runnable watcher = () -> {};

    /**
     * A runner that connects when the first step is asked for.
     *
     * @param history the migrations, as they were read
     * @param framework the framework that they are written for
     * @param root the project's folder with {@code /} at its end, which paths are told without; empty for none
     * @param database where they are to run
     * @param timeout how long one statement may take
     * @throws VerificationException where there is no catalog for the database
     */
    public OperationRunner(
            MigrationHistory history, Framework framework, String root, TestDatabase database, Duration timeout) {
        this.history = history;
        this.framework = framework;
        this.root = root;
        this.database = database;
        this.timeout = timeout;
        this.target = Target.of(database.dialect());
        this.renderer = OperationRenderer.of(target);
        this.catalog = Catalog.of(database.dialect());
        this.applied = new AppliedRevisions(history, framework);
        this.outsideTables = OutsideTables.of(history);
    }

    @Override
    public List<Revision> history() {
        List<Revision> revisions = new ArrayList<>();
        for (Migration migration : history.order()) {
            revisions.add(new Revision(
                    migration.id(), migration.parents(), migration.dependsOn(), migration.message(), path(migration)));
        }
        return revisions;
    }

    @Override
    public List<String> current() {
        try {
            Handle open = connected();
            applied.create(open);
            return applied.read(open);
        } catch (SQLException | JdbiException e) {
            throw new VerificationException("Cannot read what is applied: " + e.getMessage(), e);
        }
    }

    @Override
    public Set<String> bookkeepingTables() {
        return Set.of(applied.table());
    }

    @Override
    public List<String> limits() {
        return missingTables.isEmpty()
                ? List.of()
                : List.of("tables that no migration makes were made with the columns that foreign keys refer to: "
                        + String.join(", ", missingTables));
    }

    @Override
    public void prepare() {
        try {
            Handle open = connected();
            Schema schema = catalog.read(open);
            ProcedureReplay replay = new ProcedureReplay(target);
            for (Step step : outsideTables) {
                QualifiedName table = step.operation().table();
                if (table != null
                        && schema.table(table).isEmpty()
                        && renderer.render(replay.next(step, schema)) instanceof Rendering.Statements statements) {
                    statements.sql().forEach(open::execute);
                    missingTables.add(table.toString());
                }
            }
        } catch (SQLException | JdbiException e) {
            throw new VerificationException("Cannot make the tables that no migration makes: " + e.getMessage(), e);
        }
    }

    @Override
    public void upgrade(String revision) throws StepFailedException {
        Migration migration = migration(revision);
        run(migration, migration.upgrade(), true, Extent.ALL);
    }

    @Override
    public boolean markApplied(String revision) throws StepFailedException {
        Migration migration = migration(revision);
        try {
            run(migration, migration.upgrade(), true, Extent.SCHEMA);
            return true;
        } catch (StepFailedException e) {
            run(migration, migration.upgrade(), true, Extent.NOTHING);
            return false;
        }
    }

    @Override
    public void downgrade(String revision) throws StepFailedException {
        Migration migration = migration(revision);
        run(migration, migration.downgrade(), false, Extent.ALL);
    }

    private String path(Migration migration) {
        String path = migration.source().path();
        return path.startsWith(root) ? path.substring(root.length()) : path;
    }

    private Migration migration(String revision) {
        return history.migration(revision)
                .orElseThrow(() -> new VerificationException("There is no revision " + revision));
    }

    @Override
    public void release() {
        Handle open = handle;
        handle = null;
        catalog.forget();
        if (open != null) {
            try {
                open.getConnection().close();
            } catch (SQLException e) {
                // The server has closed it already.
            }
        }
    }

    @Override
    public void close() {
        release();
    }

    private Handle connected() throws SQLException {
        Handle open = handle;
        if (open == null || open.getConnection().isClosed()) {
            open = Jdbi.open(database.connect());
            handle = open;
        }
        return open;
    }

    /** How much of a migration is run before it is noted. */
    private enum Extent {
        ALL,
        /** What changes rows, or may do so in ways that are not known, is left out. */
        SCHEMA,
        NOTHING
    }

    private void run(Migration migration, Procedure procedure, boolean up, Extent extent) throws StepFailedException {
        if (extent != Extent.NOTHING) {
            requireRunnable(migration, procedure);
        }
        transactions.clear();
        try {
            Handle open = connected();
            applied.create(open);
            open.getConnection().setAutoCommit(false);
            try {
                if (extent != Extent.NOTHING) {
                    new Direction(migration, open, extent).run(procedure.steps());
                }
                open.getConnection().setAutoCommit(false);
                if (up) {
                    applied.add(open, migration);
                } else {
                    applied.remove(open, migration);
                }
                noteTransaction(open.getConnection());
                open.getConnection().commit();
            } finally {
                end(open.getConnection());
            }
        } catch (SQLException e) {
            throw failed(e, List.of());
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw failed(cause, List.of());
            }
            throw new VerificationException("Cannot read the test database: " + e.getMessage(), e);
        }
    }

    /** Notes the transaction that is about to be committed. */
    private void noteTransaction(Connection connection) throws SQLException {
        if (target.dialect() == Dialect.POSTGRESQL) {
            transactions.add(LockObserver.transaction(connection));
        }
    }

    @Override
    public List<Transaction> transactions() {
        return List.copyOf(transactions);
    }

    @Override
    public void beforeAutocommit(Runnable listener) {
        watcher = listener;
    }

    private void end(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            release();
        }
    }

    private void requireRunnable(Migration migration, Procedure procedure) throws StepFailedException {
        for (String parent : migration.parents()) {
            boolean known = history.migration(parent).isPresent()
                    || history.replacementOf(parent).isPresent();
            if (!known && !isOfInstalledApplication(parent)) {
                throw refused("it builds on " + parent + ", which is not among the migrations that were read");
            }
        }
        if (procedure.state() == Procedure.State.MISSING) {
            throw new StepFailedException(
                    new StepError(StepError.Kind.RAISED, "AttributeError", "there is no such function", List.of()));
        }
        Set<String> databases = new HashSet<>();
        for (Step step : procedure.steps()) {
            if (step.context().database() != null) {
                databases.add(step.context().database());
            }
        }
        if (databases.size() > 1) {
            throw refused("it works on several databases: " + String.join(", ", databases));
        }
    }

    /** Whether a parent belongs to a Django application of which no migration was read, such as {@code auth}. */
    private boolean isOfInstalledApplication(String parent) {
        return framework == Framework.DJANGO
                && history.order().stream().noneMatch(migration -> parent.startsWith(migration.appLabel() + "."));
    }

    private static StepFailedException refused(String reason) {
        return new StepFailedException(
                new StepError(StepError.Kind.NOT_UNDERSTOOD, "NotUnderstood", reason, List.of()));
    }

    private static StepFailedException failed(SQLException error, List<String> trace) {
        // 57014 is PostgreSQL's query_canceled, which its driver does not tell apart.
        boolean late = error instanceof SQLTimeoutException || "57014".equals(error.getSQLState());
        return new StepFailedException(new StepError(
                late ? StepError.Kind.TIMED_OUT : StepError.Kind.RAISED,
                error.getClass().getSimpleName(),
                String.valueOf(error.getMessage()),
                trace));
    }

    /** One way of one migration, in the transaction that its framework would run it in. */
    private final class Direction {
        private final Migration migration;
        private final Handle open;
        private final Extent extent;
        private final ProcedureReplay replay = new ProcedureReplay(target);
        private @Nullable Schema schema;

        Direction(Migration migration, Handle open, Extent extent) {
            this.migration = migration;
            this.open = open;
            this.extent = extent;
        }

        void run(List<Step> steps) throws StepFailedException, SQLException {
            int next = 0;
            while (next < steps.size()) {
                Step step = steps.get(next);
                next = step.statement() == null ? rendered(steps, next) : written(steps, next);
            }
            if (framework == Framework.DJANGO && target.dialect() == Dialect.SQLITE) {
                checkForeignKeys();
            }
        }

        private int rendered(List<Step> steps, int index) throws StepFailedException, SQLException {
            Step step = steps.get(index);
            StepReplay met = replay.next(step, schema());
            if (extent == Extent.SCHEMA && RowSteps.isOfRows(met)) {
                return index + 1;
            }
            Rendering rendering =
                    renderer.render(extent == Extent.SCHEMA ? replay.next(RowSteps.withoutValue(step), schema()) : met);
            if (rendering instanceof Rendering.Statements statements) {
                for (String sql : statements.sql()) {
                    execute(sql, step);
                }
            } else if (rendering instanceof Rendering.Raises raises) {
                throw new StepFailedException(
                        new StepError(StepError.Kind.RAISED, step.origin(), raises.message(), List.of(place(step))));
            } else if (rendering instanceof Rendering.Refused refused) {
                throw refused(place(step) + ": " + refused.reason());
            }
            return index + 1;
        }

        /** A statement that was written as SQL goes to the database as it is, once for all that it does. */
        private int written(List<Step> steps, int index) throws StepFailedException, SQLException {
            Step first = steps.get(index);
            Truth runs = Truth.FALSE;
            boolean ofRows = true;
            int next = index;
            do {
                StepReplay part = replay.next(steps.get(next), schema());
                runs = runs.or(part.runs());
                ofRows &= RowSteps.isOfRows(part);
                next++;
            } while (next < steps.size() && isContinued(steps.get(next)));
            if (extent == Extent.SCHEMA && ofRows) {
                return next;
            }
            boolean unclear =
                    runs.isUnknown() || !runs.isFalse() && first.context().repeated();
            if (unclear && RowSteps.isRead(first.operation())) {
                return next;
            }
            if (unclear) {
                throw refused(place(first) + ": whether, or how often, the SQL runs is not known");
            }
            if (runs.isTrue() && first.statement() != null) {
                execute(first.statement().text(), first);
            }
            return next;
        }

        private static boolean isContinued(Step step) {
            return step.statement() != null && step.statement().part() > 0;
        }

        private Schema schema() {
            Schema known = schema;
            if (known == null) {
                known = catalog.read(open);
                schema = known;
            }
            return known;
        }

        /** Not through Jdbi, which would look for parameters in the text. */
        private void execute(String sql, Step step) throws StepFailedException, SQLException {
            Connection connection = open.getConnection();
            schema = null;
            if (connection.getAutoCommit() != step.context().autocommit()) {
                // Turning it on commits what was done so far, as leaving a transaction for a while does.
                if (step.context().autocommit()) {
                    noteTransaction(connection);
                }
                connection.setAutoCommit(step.context().autocommit());
            }
            if (connection.getAutoCommit()) {
                watcher.run();
            }
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
                statement.execute(sql);
            } catch (SQLException e) {
                throw failed(e, List.of(place(step) + " in " + step.origin() + ": " + sql));
            }
        }

        /**
         * Django does this at the end of each migration, for it copies tables with the checks turned off. A key to a table that
         * is not there is the fault of an earlier migration, which could not be applied.
         */
        private void checkForeignKeys() throws StepFailedException {
            List<String> tables = open.createQuery(
                            "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check WHERE parent"
                                    + " COLLATE NOCASE IN (SELECT name FROM sqlite_schema)")
                    .mapTo(String.class)
                    .list();
            if (!tables.isEmpty()) {
                throw new StepFailedException(new StepError(
                        StepError.Kind.RAISED,
                        "IntegrityError",
                        "rows of " + String.join(", ", tables) + " refer to rows that are not there",
                        List.of()));
            }
        }

        private String place(Step step) {
            return path(migration) + ":"
                    + LineIndex.of(migration.source().text()).line(step.range().start());
        }
    }
}
