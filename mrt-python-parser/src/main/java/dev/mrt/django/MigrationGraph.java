// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.Procedure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which migration of a project builds on which, and in what order they run. */
final class MigrationGraph {

    private final Map<String, EvaluatedMigration> byId = new TreeMap<>();
    private final Map<String, List<EvaluatedMigration>> byApp = new TreeMap<>();
    private final Map<String, String> replacedBy = new HashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();
    private final List<EvaluatedMigration> all;
    private final ProjectSettings settings;
    private final MigrationHistory history;

    MigrationGraph(List<EvaluatedMigration> migrations, ProjectSettings settings) {
        this.all = List.copyOf(migrations);
        this.settings = settings;
        for (EvaluatedMigration migration : migrations) {
            if (byId.putIfAbsent(migration.id(), migration) == null) {
                byApp.computeIfAbsent(migration.app(), key -> new ArrayList<>()).add(migration);
            }
        }
        for (EvaluatedMigration migration : migrations) {
            for (EvaluatedMigration.Dependency replaced : migration.replaces()) {
                replacedBy.putIfAbsent(replaced.id(), migration.id());
            }
        }
        for (EvaluatedMigration migration : migrations) {
            Set<String> ids = parents.computeIfAbsent(migration.id(), key -> new LinkedHashSet<>());
            for (EvaluatedMigration.Dependency dependency : migration.dependencies()) {
                String id = resolve(dependency, migration);
                if (id != null && !id.equals(migration.id())) {
                    ids.add(id);
                }
            }
        }
        for (EvaluatedMigration migration : migrations) {
            for (EvaluatedMigration.Dependency later : migration.runBefore()) {
                Set<String> ids = parents.get(later.id());
                if (ids != null) {
                    ids.add(migration.id());
                }
            }
        }
        this.history = history(this);
    }

    /** The ids of the migrations that one builds on. Those of apps that are not among the sources are left out. */
    List<String> parents(EvaluatedMigration migration) {
        return List.copyOf(parents.getOrDefault(migration.id(), Set.of()));
    }

    /** The squashed migration that runs in the place of one on a new database, or null. */
    @Nullable
    String standIn(EvaluatedMigration migration) {
        return history.replacementOf(migration.id()).map(Migration::id).orElse(null);
    }

    /** Whether another file before this one has the same app label and name. */
    boolean isDuplicate(EvaluatedMigration migration) {
        return byId.get(migration.id()) != migration;
    }

    /**
     * All migrations in the order in which they run on a new database; those that a squashed one stands for directly before
     * it, in the order in which they would run without it.
     */
    List<EvaluatedMigration> ordered() {
        Map<String, List<String>> groups = new HashMap<>();
        for (Migration replaced : history.replaced()) {
            history.replacementOf(replaced.id())
                    .ifPresent(standIn -> groups.computeIfAbsent(standIn.id(), key -> new ArrayList<>())
                            .add(replaced.id()));
        }
        List<EvaluatedMigration> result = new ArrayList<>(all.size());
        for (Migration migration : history.order()) {
            List<String> group = groups.getOrDefault(migration.id(), List.of());
            for (String id : sorted(group)) {
                result.add(Objects.requireNonNull(byId.get(id)));
            }
            result.add(Objects.requireNonNull(byId.get(migration.id())));
        }
        for (EvaluatedMigration migration : all) {
            if (isDuplicate(migration)) {
                result.add(migration);
            }
        }
        return result;
    }

    /** The history that the headers make, without what the migrations do. */
    private static MigrationHistory history(MigrationGraph graph) {
        List<Migration> skeletons = new ArrayList<>();
        for (EvaluatedMigration migration : graph.byId.values()) {
            Procedure none = Procedure.missing(migration.identity());
            skeletons.add(new Migration(
                    Framework.DJANGO,
                    migration.id(),
                    graph.parents(migration),
                    List.of(),
                    List.of(),
                    migration.replacedIds(),
                    "",
                    migration.source(),
                    migration.identity(),
                    migration.atomic(),
                    none,
                    none,
                    List.of(),
                    Map.of()));
        }
        return MigrationHistory.of(skeletons);
    }

    /** The ids of one group, each behind those of the group that it builds on. */
    private List<String> sorted(List<String> ids) {
        Set<String> done = new HashSet<>();
        Set<String> open = new HashSet<>();
        List<String> result = new ArrayList<>(ids.size());
        Deque<String> stack = new ArrayDeque<>();
        for (String start : ids) {
            stack.push(start);
            while (!stack.isEmpty()) {
                String id = stack.peek();
                if (done.contains(id) || !open.add(id)) {
                    stack.pop();
                    if (done.add(id)) {
                        result.add(id);
                    }
                    continue;
                }
                for (String parent : parents.getOrDefault(id, Set.of())) {
                    if (ids.contains(parent) && !open.contains(parent)) {
                        stack.push(parent);
                    }
                }
            }
        }
        return result;
    }

    private @Nullable String resolve(EvaluatedMigration.Dependency dependency, EvaluatedMigration of) {
        String app = app(dependency.app());
        List<EvaluatedMigration> candidates = byApp.get(app);
        if (candidates == null) {
            return null;
        }
        if (dependency.name().equals(EvaluatedMigration.Dependency.FIRST)) {
            return app.equals(of.app()) ? null : end(candidates, true);
        }
        if (dependency.name().equals(EvaluatedMigration.Dependency.LATEST)) {
            return app.equals(of.app()) ? null : end(candidates, false);
        }
        String id = app + "." + dependency.name();
        if (byId.containsKey(id)) {
            return id;
        }
        String squashed = replacedBy.get(id);
        return squashed == null ? id : squashed;
    }

    private String app(String given) {
        int dot = given.indexOf('.');
        return dot < 0
                ? given
                : settings.resolve(new ModelKey(given.substring(0, dot), given.substring(dot + 1)))
                        .app();
    }

    /** The first migration of an app that builds on no other of it, or the last one that no other of it builds on. */
    private static String end(List<EvaluatedMigration> candidates, boolean first) {
        Set<String> named = new HashSet<>();
        String found = candidates.get(0).id();
        if (!first) {
            for (EvaluatedMigration candidate : candidates) {
                for (EvaluatedMigration.Dependency dependency : candidate.dependencies()) {
                    named.add(dependency.id());
                }
            }
        }
        for (EvaluatedMigration candidate : candidates) {
            boolean matches = first
                    ? candidate.dependencies().stream()
                            .noneMatch(dependency -> dependency.app().equals(candidate.app()))
                    : !named.contains(candidate.id());
            if (matches) {
                found = candidate.id();
                if (first) {
                    return found;
                }
            }
        }
        return found;
    }
}
