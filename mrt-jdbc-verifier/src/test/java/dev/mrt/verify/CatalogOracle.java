// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.Mrt;
import dev.mrt.replay.Conflict;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds the replay of a history against the catalog of a real database on which Alembic or Django ran it. */
final class CatalogOracle {

    private CatalogOracle() {}

    /**
     * Runs a project's history on a database and says where the catalog differs from what was replayed: after each revision and
     * after its downgrade, up to the first revision with differences.
     *
     * @param migrations where mrt finds the same migrations
     * @param what begins every sentence
     */
    static List<String> differences(
            TestDatabases database, MigrationRunner.Factory project, Path migrations, String what) throws IOException {
        HistoryReplay replay = replay(migrations, database.target());
        List<String> wrong = new ArrayList<>();
        try (MigrationSession session = database.verifier(project).build().open()) {
            for (Revision revision : session.history()) {
                MigrationReplay replayed = replay.migration(revision.id()).orElse(null);
                if (replayed == null) {
                    // of an installed package, such as Django's content types
                    session.upgradeOne();
                    continue;
                }
                String place = what + ", " + revision.id();
                session.upgradeOne();
                wrong.addAll(unfounded(place, replayed, Conflict.Phase.UPGRADE));
                wrong.addAll(differences(database, place, replayed.after(), session.schema()));
                if (downgrade(session, replayed)) {
                    wrong.addAll(unfounded(place, replayed, Conflict.Phase.DOWNGRADE));
                    wrong.addAll(differences(database, place + " and back", replayed.restored(), session.schema()));
                    again(database, session, replayed);
                }
                if (!wrong.isEmpty()) {
                    wrong.add(replayed.migration().source().text());
                    break;
                }
            }
        } catch (StepFailedException e) {
            wrong.add(what + ": " + e.error());
        }
        return wrong;
    }

    /** Goes back; false, and forth again from the start, where the database refuses what the replay says it refuses. */
    private static boolean downgrade(MigrationSession session, MigrationReplay replayed) throws StepFailedException {
        try {
            session.downgradeOne();
            return true;
        } catch (StepFailedException refused) {
            if (conflicts(replayed, Conflict.Phase.DOWNGRADE).isEmpty()) {
                throw refused;
            }
            session.reset();
            session.upgradeTo(replayed.migration().id());
            return false;
        }
    }

    /** What the replay says that the database refuses, although it did not. */
    private static List<String> unfounded(String place, MigrationReplay replayed, Conflict.Phase phase) {
        return conflicts(replayed, phase).stream()
                .filter(conflict -> !conflict.kind().dependsOnRows())
                .map(conflict -> place + ": ran, but " + conflict.sentence())
                .toList();
    }

    private static List<Conflict> conflicts(MigrationReplay replayed, Conflict.Phase phase) {
        return replayed.conflicts().stream()
                .filter(conflict -> conflict.phase() == phase)
                .toList();
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

    /** What differs between two schemas beyond what the server makes by itself. */
    static List<String> differences(TestDatabases database, String place, Schema replayed, Schema real) {
        List<String> sentences = new ArrayList<>();
        for (Difference difference : SchemaDiff.acrossSources(
                        uniqueAsConstraints(database, replayed), uniqueAsConstraints(database, real))
                .differences()) {
            if (!isMadeByTheServer(database, difference) && !isOfDjango(difference)) {
                sentences.add(place + ": " + difference.sentence());
            }
        }
        return sentences;
    }

    private static boolean isOfDjango(Difference difference) {
        return difference instanceof Difference.TableAdded added
                && added.table().name().startsWith("django_");
    }

    /** A unique index over columns is a unique constraint: Django makes the one or the other on SQLite, which keeps one of several. */
    private static Schema uniqueAsConstraints(TestDatabases database, Schema schema) {
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
            if (database == TestDatabases.SQLITE) {
                Set<List<String>> unique = new HashSet<>();
                constraints.removeIf(
                        constraint -> constraint instanceof Constraint.Unique && !unique.add(constraint.columns()));
            }
            result = result.with(table.withIndexes(indexes).withConstraints(constraints));
        }
        return result;
    }

    /**
     * On SQLite, Django makes whole tables anew, with new names of indexes and another order; and a foreign key that is written
     * within a column has no name. MariaDB makes the indexes of foreign keys anew when their columns are renamed, and names a
     * check that is written within a column after it, which it still does when the column has another name; JSON is such a check.
     */
    private static boolean isMadeByTheServer(TestDatabases database, Difference difference) {
        if (difference instanceof Difference.ConstraintRenamed renamed) {
            return database == TestDatabases.SQLITE
                    || database == TestDatabases.MARIADB && isCheckOfColumn(renamed.after());
        }
        boolean rebuilt =
                difference instanceof Difference.IndexRenamed || difference instanceof Difference.ColumnOrderChanged;
        if (database != TestDatabases.POSTGRESQL && rebuilt) {
            return true;
        }
        return database == TestDatabases.MARIADB
                && difference instanceof Difference.ConstraintAdded added
                && isCheckOfColumn(added.added());
    }

    private static boolean isCheckOfColumn(Constraint constraint) {
        return constraint instanceof Constraint.Check check && check.columns().size() == 1;
    }

    /** The history that mrt reads below a folder, replayed. */
    static HistoryReplay replay(Path migrations, Target target) throws IOException {
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
