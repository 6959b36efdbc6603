// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.Mrt;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Difference;
import dev.mrt.schema.Index;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The oracle for the replay: real Alembic and real Django run histories on real databases, and after each revision and after
 * each downgrade the catalog holds what was replayed. The histories are made at random; {@code -Dmrt.oracle.seeds=100} tries
 * more of them, {@code -Dmrt.oracle.seed=17} one of them again.
 */
class ReplayOracleTest {

    private static final int REVISIONS = 25;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void alembic(TestDatabases database) throws IOException {
        for (long seed : seeds()) {
            Path project = Files.createDirectories(folder.resolve("alembic-" + seed));
            AlembicFixture fixture = AlembicFixture.in(project);
            new RandomAlembicMigrations(seed, database).write(fixture, REVISIONS);
            check(database, fixture.project(), project.resolve("migrations/versions"), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void django(TestDatabases database) throws IOException {
        for (long seed : seeds()) {
            Path project = Files.createDirectories(folder.resolve("django-" + seed));
            DjangoFixture fixture = DjangoFixture.in(project);
            new RandomDjangoMigrations(seed, database).write(fixture, REVISIONS);
            check(database, fixture.project(), project, "seed " + seed);
        }
    }

    private static List<Long> seeds() {
        Long only = Long.getLong("mrt.oracle.seed");
        if (only != null) {
            return List.of(only);
        }
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= Integer.getInteger("mrt.oracle.seeds", 2); seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    private static void check(TestDatabases database, MigrationRunner.Factory project, Path migrations, String what)
            throws IOException {
        HistoryReplay replay = replay(migrations, database.target());
        List<String> wrong = new ArrayList<>();
        try (MigrationSession session = database.verifier(project).build().open()) {
            for (Revision revision : session.history()) {
                MigrationReplay replayed = replay.migration(revision.id()).orElseThrow();
                String place = what + ", " + revision.id();
                session.upgradeOne();
                wrong.addAll(differences(database, place, replayed.after(), session.schema()));
                session.downgradeOne();
                wrong.addAll(differences(database, place + " and back", replayed.restored(), session.schema()));
                again(database, session, replayed);
                if (!wrong.isEmpty()) {
                    wrong.add(replayed.migration().source().text());
                    break;
                }
            }
        } catch (StepFailedException e) {
            wrong.add(what + ": " + e.error());
        }
        assertThat(wrong).isEmpty();
    }

    /** Returns to the state after a revision; from the start where its downgrade left something behind. */
    private static void again(TestDatabases database, MigrationSession session, MigrationReplay replayed)
            throws StepFailedException {
        try {
            session.upgradeOne();
            if (differences(database, "", replayed.after(), session.schema()).isEmpty()) {
                return;
            }
        } catch (StepFailedException leftOver) {
            // The second upgrade of a revision may fail; what follows needs the state after a first one.
        }
        session.reset();
        session.upgradeTo(replayed.migration().id());
    }

    private static List<String> differences(TestDatabases database, String place, Schema replayed, Schema real) {
        List<String> sentences = new ArrayList<>();
        for (Difference difference : SchemaDiff.acrossSources(uniqueAsConstraints(replayed), uniqueAsConstraints(real))
                .differences()) {
            if (!isMadeByTheServer(database, difference)) {
                sentences.add(place + ": " + difference.sentence());
            }
        }
        return sentences;
    }

    /** A unique index over columns is a unique constraint: Django makes the one or the other on SQLite. */
    private static Schema uniqueAsConstraints(Schema schema) {
        Schema result = schema;
        for (Table table : schema.tables()) {
            List<Index> indexes = new ArrayList<>(table.indexes());
            List<Constraint> constraints = new ArrayList<>(table.constraints());
            for (Index index : table.indexes()) {
                boolean plain = index.equals(new Index(
                        index.name(),
                        Index.of(null, index.columns(), true).parts(),
                        true,
                        index.method(),
                        null,
                        List.of()));
                if (plain) {
                    indexes.remove(index);
                    constraints.add(new Constraint.Unique(index.name(), index.columns(), false, false, false));
                }
            }
            result = result.with(table.withIndexes(indexes).withConstraints(constraints));
        }
        return result;
    }

    /**
     * On SQLite, Django makes whole tables anew, with new names of indexes and another order; and a foreign key that is written within a column
     * has no name. MariaDB makes the indexes of foreign keys anew when their columns are renamed, names a check after the column if it was written within one, and makes one for JSON.
     */
    private static boolean isMadeByTheServer(TestDatabases database, Difference difference) {
        if (difference instanceof Difference.ConstraintRenamed renamed) {
            String name = renamed.after().name();
            return database == TestDatabases.SQLITE || renamed.after().columns().equals(List.of(String.valueOf(name)));
        }
        boolean rebuilt =
                difference instanceof Difference.IndexRenamed || difference instanceof Difference.ColumnOrderChanged;
        if (database != TestDatabases.POSTGRESQL && rebuilt) {
            return true;
        }
        return difference instanceof Difference.ConstraintAdded added
                && added.added() instanceof Constraint.Check check
                && check.columns().size() == 1
                && check.columns().get(0).equals(check.name());
    }

    private static HistoryReplay replay(Path migrations, Target target) throws IOException {
        return HistoryReplay.of(
                Mrt.builder()
                        .build()
                        .read(List.of(migrations))
                        .histories()
                        .get(0)
                        .history(),
                target);
    }
}
