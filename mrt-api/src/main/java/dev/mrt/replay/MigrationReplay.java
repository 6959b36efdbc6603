// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Migration;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One migration as it was replayed at its place in the history. The way back is replayed when it is first asked for.
 * Immutable in effect and thread-safe.
 */
public final class MigrationReplay {

    private final Migration migration;
    private final Target target;
    private final @Nullable String database;
    private final SchemaReplay replay;
    private final SchemaReplay.Run upgrade;
    private final Schema met;
    private final Doubts doubtsBefore;
    private final FilledColumns filledBefore;
    private final FilledColumns filledAfter;

    /** Computed once at most per thread that asks first; equal whoever computes it. */
    private volatile @Nullable RoundTrip roundTrip;

    MigrationReplay(
            Migration migration,
            Target target,
            @Nullable String database,
            SchemaReplay replay,
            SchemaReplay.Run upgrade,
            Schema met,
            Doubts doubtsBefore,
            FilledColumns filledBefore) {
        this.migration = migration;
        this.target = target;
        this.database = database;
        this.replay = replay;
        this.upgrade = upgrade;
        this.met = met;
        this.doubtsBefore = doubtsBefore;
        this.filledBefore = filledBefore;
        this.filledAfter =
                filledBefore.after(upgrade.steps(), migration.source().text());
    }

    /** Whether a replay of the same migration from here would give the same. */
    boolean isFrom(Schema schema, Doubts doubts, FilledColumns filled) {
        return met.tellsTheSameAs(schema) && doubtsBefore.areEqualTo(doubts) && filledBefore.isSameAs(filled);
    }

    /** The columns that accept NULL but were filled, after the upgrade. */
    FilledColumns filledAfter() {
        return filledAfter;
    }

    /**
     * Whether a column that accepts NULL may be filled when a step of the upgrade begins: a migration replaced its NULLs since
     * it accepts them, or runs code that was not followed and names it.
     *
     * @param step one of {@link #upgrade()}
     * @param table the table, as the schema names it
     */
    public boolean mayBeFilled(StepReplay step, QualifiedName table, String column) {
        List<StepReplay> steps = upgrade.steps();
        int end = 0;
        while (end < steps.size() && steps.get(end) != step) {
            end++;
        }
        return filledBefore
                .after(steps.subList(0, end), migration.source().text())
                .contains(table, column);
    }

    /** What may or may not be there after the upgrade. */
    Doubts doubtsAfter() {
        return upgrade.doubts();
    }

    /** The migration. */
    public Migration migration() {
        return migration;
    }

    /** The target that it was replayed for. */
    public Target target() {
        return target;
    }

    /** The database of a multi-database environment, or empty where there is only one. */
    public Optional<String> database() {
        return Optional.ofNullable(database);
    }

    /** The schema before the upgrade, with what the upgrade shows about tables that nothing else tells of. */
    public Schema before() {
        return upgrade.start();
    }

    /** The schema after the upgrade. */
    public Schema after() {
        return upgrade.end();
    }

    /** The schema after upgrade and downgrade. */
    public Schema restored() {
        return roundTrip().restored();
    }

    /** The steps of the upgrade, in order. */
    public List<StepReplay> upgrade() {
        return upgrade.steps();
    }

    /** Whether a step, such as one that a verdict names, is that very step of the upgrade. */
    public boolean isInUpgrade(StepReplay step) {
        for (StepReplay each : upgrade.steps()) {
            if (each == step) {
                return true;
            }
        }
        return false;
    }

    /** The steps of the downgrade, in order. */
    public List<StepReplay> downgrade() {
        return roundTrip().downgrade();
    }

    /** What upgrade, downgrade and a second upgrade do. */
    public RoundTrip roundTrip() {
        RoundTrip known = roundTrip;
        if (known == null) {
            known = new RoundTripProof(migration, replay, upgrade, doubtsBefore, database).prove();
            roundTrip = known;
        }
        return known;
    }

    /** What contradicts the upgrade, the downgrade and the second upgrade. */
    public List<Conflict> conflicts() {
        return roundTrip().conflicts();
    }

    /** Whether the upgrade creates this table, so that it was not there before. */
    public boolean creates(QualifiedName table) {
        return before().table(table).isEmpty() && after().table(table).isPresent();
    }

    /** The table before the upgrade. */
    public Optional<Table> tableBefore(QualifiedName table) {
        return before().table(table);
    }
}
