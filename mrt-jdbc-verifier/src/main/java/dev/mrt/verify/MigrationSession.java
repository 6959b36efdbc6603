// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Schema;
import dev.mrt.verify.internal.rows.Rows;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A test database under the caller's control: step by step up and down, fill the tables, see whether the rows are still
 * there. Made by {@link MigrationVerifier#open()}; closing it removes the database. Not thread-safe.
 */
public final class MigrationSession implements AutoCloseable {

    private final Stage stage;
    private int applied;
    private Schema seededSchema = Schema.empty();
    private Rows seeded = Rows.NONE;

    MigrationSession(Stage stage) {
        this.stage = stage;
    }

    /** All revisions in the order in which they are applied. */
    public List<Revision> history() {
        return stage.history();
    }

    /** The test database, for queries of one's own. */
    public TestDatabase database() {
        return stage.database();
    }

    /** The schema as it is now, without the framework's own tables. */
    public Schema schema() {
        return stage.schema();
    }

    /** The last revision that was applied; {@code base} where none is. */
    public String currentRevision() {
        return applied == 0 ? "base" : stage.history().get(applied - 1).id();
    }

    /**
     * Applies the next revision; does nothing at the head.
     *
     * @throws StepFailedException where it fails
     */
    public void upgradeOne() throws StepFailedException {
        if (applied < stage.history().size()) {
            stage.upgrade(stage.history().get(applied));
            applied++;
        }
    }

    /**
     * Takes the last revision back; does nothing at the base.
     *
     * @throws StepFailedException where it fails
     */
    public void downgradeOne() throws StepFailedException {
        if (applied > 0) {
            stage.downgrade(stage.history().get(applied - 1));
            applied--;
        }
    }

    /**
     * Applies all revisions up to one.
     *
     * @param revision a revision, a beginning that only it has, or {@code head}
     * @throws StepFailedException where one fails
     */
    public void upgradeTo(String revision) throws StepFailedException {
        int target = place(revision);
        while (applied < target) {
            upgradeOne();
        }
    }

    /**
     * Takes all revisions back that come behind one.
     *
     * @param revision a revision, a beginning that only it has, or {@code base}
     * @throws StepFailedException where one fails
     */
    public void downgradeTo(String revision) throws StepFailedException {
        int target = place(revision);
        while (applied > target) {
            downgradeOne();
        }
    }

    /**
     * In what the project's models differ from this database (Alembic) or from the migrations (Django), for all revisions
     * applied: those that are not are applied first, where the database is looked at.
     *
     * @throws StepFailedException where a revision fails, or the models cannot be compared, with what to do
     */
    public List<ModelDifference> modelDifferences() throws StepFailedException {
        if (stage.comparesModelsWithDatabase()) {
            upgradeTo("head");
        }
        return stage.modelDifferences();
    }

    private int place(String revision) {
        return switch (revision) {
            case "head", "heads" -> stage.history().size();
            case "base" -> 0;
            default -> Histories.index(stage.history(), revision) + 1;
        };
    }

    /**
     * Fills the empty tables and remembers all rows for {@link #dataDifferences()}.
     *
     * @return how many rows there are
     */
    public int seed() {
        seededSchema = stage.schema();
        seeded = stage.seed(seededSchema, stage.rows(seededSchema));
        return seeded.count();
    }

    /**
     * Puts rows into one table and remembers all rows for {@link #dataDifferences()}.
     *
     * @param table the table's name
     * @param rows each row as column to value; a column that is not there gets its default
     * @return how many rows there are, in all tables
     * @throws VerificationException where there is no such table, or it does not take the rows
     */
    public int seed(String table, List<Map<String, String>> rows) {
        seededSchema = stage.schema();
        stage.insert(seededSchema, table, rows);
        seeded = stage.rows(seededSchema);
        return seeded.count();
    }

    /** What became of the rows since {@link #seed()}; empty where all are as they were. */
    public List<VerificationFailure> dataDifferences() {
        return RowFailures.between(seeded, stage.rows(stage.schema()), seededSchema);
    }

    /**
     * Fails where rows were lost, added or changed since {@link #seed()}.
     *
     * @throws AssertionError that tells each difference
     */
    public void assertDataIntact() {
        List<VerificationFailure> differences = dataDifferences();
        if (!differences.isEmpty()) {
            StringBuilder text = new StringBuilder("The rows are not what they were:");
            for (VerificationFailure difference : differences) {
                text.append("\n- ").append(difference.sentence());
            }
            throw new AssertionError(text.toString());
        }
    }

    /** Makes the database empty again. */
    public void reset() {
        try {
            stage.rebuild(0, Set.of());
        } catch (StepFailedException e) {
            throw new VerificationException("Cannot empty the test database: " + e.error(), e);
        }
        applied = 0;
        seeded = Rows.NONE;
        seededSchema = Schema.empty();
    }

    @Override
    public void close() {
        stage.close();
    }
}
