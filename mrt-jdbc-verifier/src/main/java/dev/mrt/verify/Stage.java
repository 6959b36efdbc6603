// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.schema.Table;
import dev.mrt.verify.internal.database.LockObserver;
import dev.mrt.verify.internal.database.ScratchDatabase;
import dev.mrt.verify.internal.database.ScratchDatabases;
import dev.mrt.verify.internal.rows.RowReader;
import dev.mrt.verify.internal.rows.Rows;
import dev.mrt.verify.internal.seed.Seeder;
import dev.mrt.verify.internal.seed.Seeding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One test database with one runner: applies and takes back revisions, fills tables, tells the schema and the rows, and
 * returns to any state that upgrades alone lead to. Belongs to one thread.
 */
final class Stage implements AutoCloseable {

    private final VerifierSettings settings;
    private final ScratchDatabase database;
    private final MigrationRunner runner;
    private final List<Revision> history;
    private final RowReader reader;
    private final Seeder seeder;
    private final LockObserver observer;
    private final Map<QualifiedName, String> unseeded = new TreeMap<>();
    /** The tables that were filled, or could not be, with what they were like and how many rows they had then. */
    private final Map<QualifiedName, Tried> tried = new HashMap<>();

    private final Set<String> withoutRows = new HashSet<>();
    /** How many revisions of the history were applied, without rows of ours, when the copy was made; -1 for no copy. */
    private int saved = -1;

    private record Tried(Table table, int rows) {}

    private Stage(VerifierSettings settings, ScratchDatabase database, MigrationRunner runner) {
        this.settings = settings;
        this.database = database;
        this.runner = runner;
        this.history = List.copyOf(runner.history());
        this.observer = new LockObserver(database);
        runner.beforeAutocommit(observer::statementOutsideOfTransaction);
        this.reader = new RowReader(database.url());
        this.seeder = new Seeder(database.dialect(), settings.seed(), settings.seedRows(), settings.customSeeds());
        runner.prepare();
    }

    static Stage open(VerifierSettings settings) {
        return open(settings, 0);
    }

    /**
     * Opens one of the databases of a project.
     *
     * @param place which; see {@link #databases()}
     */
    static Stage open(VerifierSettings settings, int place) {
        ScratchDatabase database =
                ScratchDatabases.create(settings.database(), settings.inPlace(), settings.disposable());
        try {
            MigrationRunner runner = settings.runner().open(database, settings.timeout());
            try {
                if (place > 0) {
                    runner.choose(place);
                }
                return new Stage(settings, database, runner);
            } catch (RuntimeException e) {
                runner.close();
                throw e;
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The revisions in the order in which they are applied. */
    List<Revision> history() {
        return history;
    }

    /** See {@link MigrationRunner#databases()}. */
    List<String> databases() {
        return runner.databases();
    }

    /** See {@link MigrationRunner#limits()}. */
    List<String> limits() {
        return runner.limits();
    }

    TestDatabase database() {
        return database;
    }

    void upgrade(Revision revision) throws StepFailedException {
        try {
            runner.upgrade(revision.id());
        } finally {
            tellCatalog();
        }
    }

    /** As {@link #upgrade(Revision)}; tells the locks that were seen on tables that were there, on PostgreSQL. */
    List<ObservedLock> observedUpgrade(Revision revision) throws StepFailedException {
        if (database.dialect() != Dialect.POSTGRESQL) {
            upgrade(revision);
            return List.of();
        }
        observer.begin();
        List<ObservedLock> locks = List.of();
        try {
            upgrade(revision);
        } finally {
            locks = observer.end(runner.transactions());
        }
        return locks.stream()
                .filter(lock ->
                        !runner.bookkeepingTables().contains(lock.table().name()))
                .toList();
    }

    void downgrade(Revision revision) throws StepFailedException {
        try {
            runner.downgrade(revision.id());
        } finally {
            tellCatalog();
        }
    }

    private void tellCatalog() {
        database.catalog().committed(runner.transactions());
        database.catalog().executed(runner.statements());
    }

    /** In what the models differ; see {@link MigrationRunner#modelDifferences()}. */
    List<ModelDifference> modelDifferences() throws StepFailedException {
        return runner.modelDifferences();
    }

    boolean comparesModelsWithDatabase() {
        return runner.comparesModelsWithDatabase();
    }

    /** The schema as it is now, without the framework's own tables: they come and go as it likes. */
    Schema schema() {
        Schema schema = database.catalog().read(database.handle());
        for (String name : runner.bookkeepingTables()) {
            QualifiedName table = QualifiedName.of(name);
            if (schema.table(table).isPresent()) {
                schema = schema.without(table);
            }
        }
        return schema;
    }

    /** Whether the test database takes connections. */
    boolean canConnect() {
        try (Connection connection = database.connect()) {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    String databaseVersion() {
        try {
            var about = database.handle().getConnection().getMetaData();
            String version = about.getDatabaseProductVersion();
            return database.dialect().id() + " " + version;
        } catch (SQLException e) {
            return database.dialect().id();
        }
    }

    /** The rows of all tables of a schema. */
    Rows rows(Schema schema) {
        return rows(schema.tables(), database.catalog().touched().orElse(null));
    }

    private Rows rows(Collection<Table> tables, @Nullable Set<QualifiedName> touched) {
        try {
            return reader.read(database.handle().getConnection(), tables, touched);
        } catch (SQLException e) {
            throw new VerificationException("Cannot read the rows of the test database: " + e.getMessage(), e);
        }
    }

    /** Fills empty tables; returns the rows that there are then. */
    Rows seed(Schema schema, Rows present) {
        return seed(schema, schema, present, name -> true, Set.of());
    }

    /**
     * Fills empty tables, and the columns that {@code after} has more than {@code before}.
     *
     * @param present the rows that there are
     * @return the rows that there are then; the very same object where nothing was done
     */
    Rows seed(Schema before, Schema after, Rows present) {
        return seed(before, after, present, name -> true, changed(before, after));
    }

    /**
     * Fills what an upgrade made, before it is taken back: new tables, and new columns. Tables that lost a column get no values
     * in new ones, which may be where the downgrade finds the old values.
     */
    Rows seedNew(Schema before, Schema after, Rows present) {
        Set<QualifiedName> grown = changed(before, after);
        grown.removeIf(name -> hasLostColumns(name, before, after));
        return seed(before, after, present, name -> before.table(name).isEmpty(), grown);
    }

    private static boolean hasLostColumns(QualifiedName name, Schema before, Schema after) {
        Table now = after.table(name).orElse(null);
        Table old = before.table(name).orElse(null);
        return now != null
                && old != null
                && old.columns().stream()
                        .anyMatch(column -> now.column(column.name()).isEmpty());
    }

    private Rows seed(
            Schema before, Schema after, Rows present, Predicate<QualifiedName> only, Set<QualifiedName> grown) {
        if (settings.seedRows() == 0) {
            return present;
        }
        Set<QualifiedName> poor = poor(after, present, only);
        try {
            Connection connection = database.handle().getConnection();
            Seeding filled = grown.isEmpty() ? Seeding.NONE : seeder.fill(connection, grown, before, after, present);
            Seeding seeded = poor.isEmpty() ? Seeding.NONE : seeder.seed(connection, after, present, poor::contains);
            unseeded.putAll(filled.unseeded());
            unseeded.putAll(seeded.unseeded());
            Rows now = present;
            if (filled.filled() > 0 || seeded.rows() > 0) {
                Set<QualifiedName> touched = new TreeSet<>(grown);
                touched.addAll(poor);
                now = refreshed(touched, after, present);
            }
            if (!grown.isEmpty() || !poor.isEmpty()) {
                database.catalog().written(database.handle());
            }
            for (QualifiedName name : poor) {
                tried.put(name, new Tried(after.table(name).orElseThrow(), now.count(name)));
            }
            return now;
        } catch (SQLException e) {
            throw new VerificationException("Cannot fill the test database: " + e.getMessage(), e);
        }
    }

    /** Puts rows into a table. */
    void insert(Schema schema, String table, List<Map<String, String>> rows) {
        Seeder given = new Seeder(database.dialect(), settings.seed(), 1, Map.of(table, rows));
        try {
            Seeding seeding = given.seed(
                    database.handle().getConnection(),
                    schema,
                    Rows.NONE,
                    name -> name.name().equals(table));
            if (seeding.rows() < rows.size()) {
                throw new VerificationException("Table " + table + " did not take "
                        + (rows.size() - seeding.rows()) + " of " + rows.size() + " rows"
                        + (seeding.unseeded().isEmpty() ? ": is there such a table?" : ": " + seeding.unseeded()));
            }
        } catch (SQLException e) {
            throw new VerificationException("Cannot put rows into table " + table + ": " + e.getMessage(), e);
        }
    }

    /** Tables with fewer rows than wanted; without those that took no more when they were last tried. */
    private Set<QualifiedName> poor(Schema schema, Rows present, Predicate<QualifiedName> only) {
        Set<QualifiedName> poor = new TreeSet<>();
        for (Table table : schema.tables()) {
            int count = present.count(table.name());
            if (count < settings.seedRows()
                    && only.test(table.name())
                    && !new Tried(table, count).equals(tried.get(table.name()))) {
                poor.add(table.name());
            }
        }
        return poor;
    }

    private Rows refreshed(Set<QualifiedName> touched, Schema schema, Rows present) {
        List<Table> tables = new ArrayList<>();
        for (QualifiedName name : touched) {
            schema.table(name).ifPresent(tables::add);
        }
        if (tables.isEmpty()) {
            return present;
        }
        Map<QualifiedName, Rows.OfTable> rows = new HashMap<>(present.tables());
        rows.keySet().removeAll(touched);
        rows.putAll(rows(tables, null).tables());
        return new Rows(rows);
    }

    private static Set<QualifiedName> changed(Schema before, Schema after) {
        Set<QualifiedName> changed = new TreeSet<>();
        for (Difference difference : SchemaDiff.of(before, after).differences()) {
            if (difference.table() != null) {
                changed.add(difference.table());
            }
        }
        return changed;
    }

    /** The tables that could not be filled so far and still exist, with the reason. */
    Map<String, String> unseeded(Schema schema) {
        Map<String, String> reasons = new TreeMap<>();
        unseeded.forEach((name, reason) -> {
            if (schema.table(name).isPresent()) {
                reasons.put(name.toString(), reason);
            }
        });
        return reasons;
    }

    /**
     * Brings the database, whatever its state, to where the first revisions are applied and nothing else: upgrades alone, no
     * rows of ours.
     *
     * @param count how many revisions of the history
     * @param gaps revisions that cannot be applied: they are only noted as applied, or only their changes of the schema made
     */
    void rebuild(int count, Set<String> gaps) throws StepFailedException {
        runner.release();
        observer.close();
        database.disconnect();
        tried.clear();
        int from = 0;
        if (saved >= 0 && saved <= count) {
            database.restore();
            from = saved;
        } else {
            database.clear();
            runner.prepare();
        }
        for (int i = from; i < count; i++) {
            String revision = history.get(i).id();
            if (gaps.contains(revision)) {
                if (runner.markApplied(revision)) {
                    withoutRows.add(revision);
                }
            } else {
                upgrade(history.get(i));
            }
        }
        if (count != saved) {
            runner.release();
            observer.close();
            database.disconnect();
            saved = database.save() ? count : -1;
        }
    }

    /** Whether of a gap in the history the changes of the schema are made, and only those of rows are left out. */
    boolean lacksOnlyRows(String gap) {
        return withoutRows.contains(gap);
    }

    @Override
    public void close() {
        try {
            runner.close();
        } finally {
            observer.close();
            database.close();
        }
    }
}
