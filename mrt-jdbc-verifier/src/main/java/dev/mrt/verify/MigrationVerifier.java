// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs the migrations of a project forth and back on a real database and tells what they do not restore. For each revision:
 * fill the tables, upgrade, downgrade, compare schema and rows with what was there before, upgrade again, compare again.
 *
 * <pre>{@code
 * VerificationReport report = MigrationVerifier.builder(AlembicProject.of(Path.of("alembic.ini")))
 *         .database("postgresql://tester@localhost/postgres")
 *         .build()
 *         .verifyAll();
 * for (RevisionResult result : report.failed()) {
 *     result.failures().forEach(failure -> System.out.println(result.revision().id() + ": " + failure.sentence()));
 * }
 * }</pre>
 *
 * <p>It works in databases that it makes and removes itself: a SQLite file where no database is named, otherwise scratch
 * databases on that server. Immutable and thread-safe; every call works on databases of its own. Interrupting the thread of a
 * call ends it: processes are stopped, databases removed, and a {@link VerificationException} is thrown.
 */
public final class MigrationVerifier {

    private final VerifierSettings settings;

    private MigrationVerifier(VerifierSettings settings) {
        this.settings = settings;
    }

    /** Starts to describe a verifier for a project. */
    public static Builder builder(MigrationRunner.Factory project) {
        return new Builder(project);
    }

    /**
     * Verifies every revision. Where the database is lost meanwhile, the report tells what was found before, and {@linkplain
     * VerificationReport#brokenOff() why} the rest was not run.
     *
     * @throws VerificationException where the project cannot be loaded or the database cannot be used from the beginning
     */
    public VerificationReport verifyAll() {
        return HistoryVerification.verify(settings, null);
    }

    /**
     * Verifies one revision.
     *
     * @param revision Alembic's revision, or {@code app_label.migration_name} for Django
     * @throws VerificationException where there is no such revision, the project cannot be loaded or the database cannot be
     *     used, or is lost meanwhile
     */
    public RevisionResult verify(String revision) {
        VerificationReport report = verifyOnly(revision);
        if (report.brokenOff() != null) {
            throw new VerificationException("Revision " + revision + " was not verified: " + report.brokenOff());
        }
        return report.results().get(0);
    }

    /**
     * Verifies one revision, with a report of this one.
     *
     * @throws VerificationException as {@link #verifyAll()}, or where there is no such revision
     */
    public VerificationReport verifyOnly(String revision) {
        return HistoryVerification.verify(settings, revision);
    }

    /**
     * Verifies one Django migration.
     *
     * @throws VerificationException as {@link #verify(String)}
     */
    public RevisionResult verify(String app, String name) {
        return verify(app + "." + name);
    }

    /**
     * Starts to verify, revision by revision as the caller asks for them, on one test database.
     *
     * @throws VerificationException as {@link #verifyAll()}
     */
    public VerificationRun start() {
        return VerificationRun.open(settings);
    }

    /**
     * Opens a test database for steps under the caller's control.
     *
     * @throws VerificationException where the project cannot be loaded or the database cannot be used
     */
    public MigrationSession open() {
        return new MigrationSession(Stage.open(settings));
    }

    /**
     * In what the project's models differ from what its migrations make of an empty database.
     *
     * @throws VerificationException where the project cannot be loaded, has no models to compare, or a migration fails
     */
    public List<ModelDifference> modelDifferences() {
        try (MigrationSession session = open()) {
            return session.modelDifferences();
        } catch (StepFailedException e) {
            throw new VerificationException("Cannot compare the models: " + e.error(), e);
        }
    }

    /**
     * In what the project's models differ from a database that is in use. It is looked at in sessions that cannot write; no
     * migration is run.
     *
     * @throws VerificationException where the project cannot be loaded or has no models to compare, or the database cannot be
     *     reached
     */
    public List<ModelDifference> modelDifferencesOf(DatabaseUrl live) {
        try (MigrationRunner runner = settings.runner().open(LiveDatabase.of(live), settings.timeout())) {
            return runner.modelDifferences();
        } catch (StepFailedException e) {
            throw new VerificationException("Cannot compare the models: " + e.error(), e);
        }
    }

    /** Describes a {@link MigrationVerifier}. Not thread-safe. */
    public static final class Builder {
        private final MigrationRunner.Factory project;
        private @Nullable DatabaseUrl database;
        private boolean inPlace;
        private boolean disposable;
        private int seedRows = 3;
        private long seed;
        private final Map<String, List<Map<String, String>>> customSeeds = new HashMap<>();
        private final Map<String, String> skip = new LinkedHashMap<>();
        private @Nullable String minimumRevision;
        private Set<String> apps = Set.of();
        private Duration timeout = Duration.ofSeconds(60);
        private int jobs = 1;
        private int randomWalks;
        private VerificationListener listener = VerificationListener.SILENT;

        private Builder(MigrationRunner.Factory project) {
            this.project = Objects.requireNonNull(project, "project");
        }

        /**
         * A database on the server where scratch databases are to be made, as SQLAlchemy or JDBC URL. Without one the
         * migrations run in a SQLite file.
         *
         * @throws VerificationException where the URL cannot be read
         */
        public Builder database(String url) {
            return database(DatabaseUrl.parse(url));
        }

        /** As {@link #database(String)}. */
        public Builder database(DatabaseUrl url) {
            database = url;
            return this;
        }

        /**
         * The server of a data source, such as one of a container. The runner connects by itself, so that it must know the
         * login.
         *
         * @param password the password, or null where none is asked for
         * @throws VerificationException where the data source cannot be reached, or its URL cannot be read
         */
        public Builder database(DataSource source, String user, @Nullable String password) {
            try (Connection connection = source.getConnection()) {
                String url = connection.getMetaData().getURL();
                return database(DatabaseUrl.parse(url).withLogin(user, password));
            } catch (SQLException e) {
                throw new VerificationException("Cannot reach the data source: " + e.getMessage(), e);
            }
        }

        /**
         * Works on the named database itself and makes none: for a user who may not. The database must be empty, or its name
         * or a table {@code mrt_disposable} must say that everything in it may go.
         */
        public Builder inPlace() {
            inPlace = true;
            return this;
        }

        /** Says that everything in the named database may go, whatever it is called. */
        public Builder disposable(boolean everythingMayGo) {
            disposable = everythingMayGo;
            return this;
        }

        /** How many everyday rows each table gets, 3 unless told, beside two rows of extremes; 0 for no rows at all. */
        public Builder seedRows(int rows) {
            if (rows < 0) {
                throw new IllegalArgumentException("seedRows must not be negative: " + rows);
            }
            seedRows = rows;
            return this;
        }

        /** Makes other values, and other random walks; 0 unless told. */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /**
         * Rows for one table instead of made-up ones.
         *
         * @param table the table's name
         * @param rows each row as column to value; a column that is not there gets its default
         */
        public Builder customSeeds(String table, List<Map<String, String>> rows) {
            customSeeds.put(table, List.copyOf(rows));
            return this;
        }

        /** Applies a revision without verifying it, and says why. */
        public Builder skip(String revision, String reason) {
            skip.put(revision, reason);
            return this;
        }

        /** Applies what comes before a revision without verifying it. */
        public Builder minimumRevision(String revision) {
            minimumRevision = revision;
            return this;
        }

        /** Verifies only the migrations of these Django applications. */
        public Builder apps(Set<String> labels) {
            apps = Set.copyOf(labels);
            return this;
        }

        /** How long one step may take, 60 s unless told; then it is stopped, on the server first. */
        public Builder timeout(Duration duration) {
            timeout = duration;
            return this;
        }

        /** How many scratch databases work at once, 1 unless told. */
        public Builder jobs(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("jobs must be at least 1: " + count);
            }
            jobs = count;
            return this;
        }

        /** How many walks of random steps up and down follow the walk through the whole history; none unless told. */
        public Builder randomWalks(int count) {
            randomWalks = count;
            return this;
        }

        /** Hears how it goes on. */
        public Builder listener(VerificationListener hearer) {
            listener = Objects.requireNonNull(hearer, "hearer");
            return this;
        }

        /** The verifier. */
        public MigrationVerifier build() {
            return new MigrationVerifier(new VerifierSettings(
                    project,
                    database,
                    inPlace,
                    disposable,
                    seedRows,
                    seed,
                    Map.copyOf(customSeeds),
                    Map.copyOf(skip),
                    minimumRevision,
                    apps,
                    timeout,
                    jobs,
                    randomWalks,
                    listener));
        }
    }
}
