// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.Step;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A whole history replayed for one target.
 *
 * <p>The migrations run in {@linkplain MigrationHistory#order() the history's order} over one schema, as they would on a new
 * database. So a migration on a branch meets what branches before it in that order did, and a merge meets what all its
 * parents did. Migrations that a squashed one replaces are replayed aside, from the schema that the squashed one meets.
 *
 * <p>Where steps name databases of a multi-database environment, each database is replayed for itself; steps that name none
 * run on each. Immutable in effect and thread-safe.
 */
public final class HistoryReplay {

    private final MigrationHistory history;
    private final Target target;
    private final List<String> databases;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    private final Guards guards;

    private HistoryReplay(MigrationHistory history, Target target, @Nullable HistoryReplay earlier) {
        this.history = history;
        this.target = target;
        this.databases = databasesOf(history);
        this.guards = new Guards(history.order());
        SchemaReplay replay = new SchemaReplay(target, guards);
        boolean comparable = earlier != null && earlier.target.equals(target) && earlier.guards.areEqualTo(guards);
        Map<String, Line> known = earlier != null && comparable ? earlier.lines : Map.of();
        if (databases.isEmpty()) {
            lines.put("", new Line(null, replay, known.get("")));
        }
        for (String database : databases) {
            lines.put(database, new Line(database, replay, known.get(database)));
        }
    }

    /** Replays a history for a target; the cost is linear in the number of migrations. */
    public static HistoryReplay of(MigrationHistory history, Target target) {
        return new HistoryReplay(history, target, null);
    }

    /**
     * Replays a history of which a version before some change was replayed earlier, and takes over what the change does not
     * affect: the same {@link Migration} objects where they meet the same schema. Equal to a replay from the start.
     */
    public static HistoryReplay of(MigrationHistory history, Target target, HistoryReplay earlier) {
        return new HistoryReplay(history, target, earlier);
    }

    private static List<String> databasesOf(MigrationHistory history) {
        TreeSet<String> names = new TreeSet<>();
        for (Migration migration : history.order()) {
            for (Step step : migration.upgrade().steps()) {
                String database = step.context().database();
                if (database != null) {
                    names.add(database);
                }
            }
        }
        return List.copyOf(names);
    }

    /** The replay for one database. */
    private final class Line {
        private final @Nullable String database;
        private final SchemaReplay replay;
        private Map<String, MigrationReplay> earlier;
        private final List<MigrationReplay> migrations = new ArrayList<>();
        private final Map<String, MigrationReplay> byId = new HashMap<>();
        private Schema schema = Schema.empty();
        private Doubts doubts = Doubts.NONE;
        private FilledColumns filled = FilledColumns.NONE;

        Line(@Nullable String database, SchemaReplay replay, @Nullable Line earlier) {
            this.database = database;
            this.earlier = earlier == null ? Map.of() : earlier.byId;
            this.replay = replay;
            Map<String, List<Migration>> replaced = replacedByStandIn();
            for (Migration migration : history.order()) {
                aside(replaced.getOrDefault(migration.id(), List.of()));
                next(migration);
            }
            this.earlier = Map.of();
        }

        private void next(Migration migration) {
            MigrationReplay known = earlier.get(migration.id());
            MigrationReplay replayed =
                    known != null && known.migration() == migration && known.isFrom(schema, doubts, filled)
                            ? known
                            : replayed(migration);
            migrations.add(replayed);
            byId.put(migration.id(), replayed);
            schema = replayed.after();
            doubts = replayed.doubtsAfter();
            filled = replayed.filledAfter();
        }

        private MigrationReplay replayed(Migration migration) {
            SchemaReplay.Run run =
                    replay.run(migration.upgrade().steps(), schema, doubts, Conflict.Phase.UPGRADE, database);
            return new MigrationReplay(migration, target, database, replay, run, schema, doubts, filled);
        }

        /** Replays replaced migrations without a trace in the line itself. */
        private void aside(List<Migration> replaced) {
            Schema before = schema;
            Doubts doubtsBefore = doubts;
            FilledColumns filledBefore = filled;
            for (Migration migration : replaced) {
                next(migration);
            }
            schema = before;
            doubts = doubtsBefore;
            filled = filledBefore;
        }
    }

    /** The replaced migrations in an order in which they could run, by the squashed migration that stands in for them. */
    private Map<String, List<Migration>> replacedByStandIn() {
        if (history.replaced().isEmpty()) {
            return Map.of();
        }
        Map<String, List<Migration>> result = new HashMap<>();
        for (Migration migration :
                MigrationHistory.of(withoutReplacements(history.replaced())).order()) {
            Migration original = history.migration(migration.id()).orElseThrow();
            history.replacementOf(migration.id())
                    .ifPresent(standIn -> result.computeIfAbsent(standIn.id(), id -> new ArrayList<>())
                            .add(original));
        }
        return result;
    }

    private static List<Migration> withoutReplacements(List<Migration> migrations) {
        List<Migration> plain = new ArrayList<>();
        for (Migration each : migrations) {
            plain.add(new Migration(
                    each.framework(),
                    each.id(),
                    each.parents(),
                    each.dependsOn(),
                    each.branchLabels(),
                    List.of(),
                    each.message(),
                    each.source(),
                    each.identity(),
                    each.transactional(),
                    each.upgrade(),
                    each.downgrade(),
                    each.operations(),
                    each.comments()));
        }
        return plain;
    }

    /** The history that was replayed. */
    public MigrationHistory history() {
        return history;
    }

    /** The target that it was replayed for. */
    public Target target() {
        return target;
    }

    /** The databases of a multi-database environment, ordered by name; empty where there is only one. */
    public List<String> databases() {
        return databases;
    }

    /** The migrations in replay order, replaced ones before the squashed one; for the first database where there are several. */
    public List<MigrationReplay> migrations() {
        return Collections.unmodifiableList(first().migrations);
    }

    /** The migrations as one of several databases sees them; empty where there is none of that name. */
    public List<MigrationReplay> migrations(String database) {
        Line line = lines.get(database);
        return line == null ? List.of() : Collections.unmodifiableList(line.migrations);
    }

    /** The migration with that id. */
    public Optional<MigrationReplay> migration(String id) {
        return Optional.ofNullable(first().byId.get(id));
    }

    /** The schema after the last migration. */
    public Schema head() {
        return first().schema;
    }

    private Line first() {
        return lines.values().iterator().next();
    }
}
