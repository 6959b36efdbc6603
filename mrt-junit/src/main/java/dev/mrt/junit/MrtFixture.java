// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import dev.mrt.report.Report;
import dev.mrt.schema.Schema;
import dev.mrt.verify.MigrationSession;
import dev.mrt.verify.MigrationVerifier;
import dev.mrt.verify.ModelDifference;
import dev.mrt.verify.PythonProject;
import dev.mrt.verify.Revision;
import dev.mrt.verify.RevisionResult;
import dev.mrt.verify.StepFailedException;
import dev.mrt.verify.TestDatabase;
import dev.mrt.verify.VerificationException;
import dev.mrt.verify.VerificationReport;
import dev.mrt.verify.VerificationRun;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a project in the hands of a test: static checks, verification, and a scratch database to walk up and down
 * step by step. A parameter of a test method gets it from {@link MrtExtension}, which closes it with the test.
 *
 * <p>The scratch database is made when a step, rows or a schema are first asked for, empty and without any revision. The
 * methods {@code check…} and {@code assert…Reversible} work on further databases and leave it alone.
 *
 * <p>All methods throw {@link VerificationException} where the project cannot be loaded or the database cannot be used, with
 * what to do; a migration that fails is an {@link AssertionError}. Not thread-safe.
 */
public final class MrtFixture {

    private final FixtureSettings settings;
    private final PythonProject project;
    private @Nullable MigrationVerifier verifier;
    private @Nullable MigrationSession session;
    private @Nullable VerificationRun run;

    MrtFixture(FixtureSettings settings) {
        this.settings = settings;
        this.project = settings.findProject();
    }

    /** The project that is tested. */
    public PythonProject project() {
        return project;
    }

    /** All revisions in the order in which they are applied. */
    public List<Revision> history() {
        return session().history();
    }

    /** The scratch database, for queries of one's own. */
    public TestDatabase database() {
        return session().database();
    }

    /** The schema as it is now, without the framework's own tables. */
    public Schema schema() {
        return session().schema();
    }

    /** The last revision that was applied; {@code base} where none is. */
    public String currentRevision() {
        return session().currentRevision();
    }

    /**
     * Applies all revisions that are not applied.
     *
     * @throws AssertionError where one fails
     */
    public void upgrade() {
        upgradeTo("head");
    }

    /**
     * Applies all revisions up to one.
     *
     * @param revision a revision, a beginning that only it has, or {@code head}
     * @throws AssertionError where one fails
     */
    public void upgradeTo(String revision) {
        step("upgrade", () -> session().upgradeTo(revision));
    }

    /**
     * Applies the next revision; does nothing at the head.
     *
     * @throws AssertionError where it fails
     */
    public void upgradeOne() {
        step("upgrade", () -> session().upgradeOne());
    }

    /**
     * Takes all revisions back.
     *
     * @throws AssertionError where one fails
     */
    public void downgrade() {
        downgradeTo("base");
    }

    /**
     * Takes the last revision back; does nothing at the base.
     *
     * @throws AssertionError where it fails
     */
    public void downgradeOne() {
        step("downgrade", () -> session().downgradeOne());
    }

    /**
     * Takes all revisions back that come behind one.
     *
     * @param revision a revision, a beginning that only it has, or {@code base}
     * @throws AssertionError where one fails
     */
    public void downgradeTo(String revision) {
        step("downgrade", () -> session().downgradeTo(revision));
    }

    /**
     * Fills the empty tables and remembers all rows for {@link #assertDataIntact()}.
     *
     * @return how many rows there are
     */
    public int seed() {
        return session().seed();
    }

    /**
     * Puts rows into one table and remembers all rows for {@link #assertDataIntact()}.
     *
     * @param table the table's name
     * @param rows each row as column to value; a column that is not there gets its default
     * @return how many rows there are, in all tables
     */
    public int seed(String table, List<Map<String, String>> rows) {
        return session().seed(table, rows);
    }

    /**
     * Fails where rows were lost, added or changed since {@code seed}.
     *
     * @throws AssertionError that tells each difference
     */
    public void assertDataIntact() {
        Failures.ofData(session().dataDifferences());
    }

    /** Makes the scratch database empty again: no revision, no rows. */
    public void reset() {
        session().reset();
    }

    /**
     * Reads the migrations without running them.
     *
     * @throws dev.mrt.MrtException where no parser or rules are on the class path
     */
    public Report checkStatic() {
        return settings.analysisOf(project).analyze(List.of(project.folder()));
    }

    /**
     * Fails where reading the migrations finds errors, where a file cannot be read, or where there are no migrations.
     *
     * @throws AssertionError that tells each error with its place
     */
    public void assertNoStaticErrors() {
        Failures.ofStatic(checkStatic(), project.folder());
    }

    /**
     * Verifies one revision: with rows in the tables upgrade, downgrade, compare, upgrade again.
     *
     * @param revision Alembic's revision, or {@code app_label.migration_name} for Django
     */
    public RevisionResult checkRevision(String revision) {
        return verifier().verify(revision);
    }

    /** Verifies one Django migration. */
    public RevisionResult checkMigration(String app, String name) {
        return verifier().verify(app, name);
    }

    /** Verifies every revision, and walks through the whole history. */
    public VerificationReport checkAll() {
        return verifier().verifyAll();
    }

    /**
     * Fails where one revision does not come back whole.
     *
     * @param revision as for {@link #checkRevision}
     * @throws AssertionError that tells what is not restored
     */
    public void assertReversible(String revision) {
        Failures.of(checkRevision(revision));
    }

    /**
     * Fails where any revision does not come back whole.
     *
     * @throws AssertionError that tells what is not restored, revision by revision
     */
    public void assertAllReversible() {
        Failures.of(checkAll());
    }

    /** In what the models differ from what the migrations make; those that are not applied are applied first. */
    public List<ModelDifference> modelDifferences() {
        try {
            return session().modelDifferences();
        } catch (StepFailedException e) {
            throw Failures.ofStep("comparison with the models", e);
        }
    }

    /**
     * Fails where the models differ from what the migrations make, as Alembic's and Django's own comparisons see it. Revisions
     * that are not applied are applied first.
     *
     * @throws AssertionError that tells each difference
     */
    public void assertSchemaMatches() {
        Failures.ofModels(modelDifferences());
    }

    /** The verification that the ready-made tests take their results from, one after the other. */
    VerificationRun run() {
        VerificationRun current = run;
        if (current == null) {
            current = verifier().start();
            run = current;
        }
        return current;
    }

    private MigrationVerifier verifier() {
        MigrationVerifier current = verifier;
        if (current == null) {
            current = settings.verifierOf(project);
            verifier = current;
        }
        return current;
    }

    private MigrationSession session() {
        MigrationSession current = session;
        if (current == null) {
            current = verifier().open();
            session = current;
        }
        return current;
    }

    private interface Steps {
        void carryOut() throws StepFailedException;
    }

    private void step(String direction, Steps steps) {
        try {
            steps.carryOut();
        } catch (StepFailedException e) {
            String reached = currentRevision();
            throw Failures.ofStep(
                    direction.equals("upgrade") ? "upgrade from " + reached : "downgrade of " + reached, e);
        }
    }

    /** Removes the databases. */
    void close() {
        try {
            if (session != null) {
                session.close();
            }
        } finally {
            if (run != null) {
                run.close();
            }
        }
    }
}
