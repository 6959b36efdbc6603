// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which migration of a project builds on which, and in what order they run. */
final class MigrationGraph {

    private final Map<String, EvaluatedMigration> byId = new TreeMap<>();
    private final Map<String, List<EvaluatedMigration>> byApp = new TreeMap<>();
    private final Map<String, String> replacedBy = new HashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();
    private final ProjectSettings settings;

    MigrationGraph(List<EvaluatedMigration> migrations, ProjectSettings settings) {
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
    }

    /** The ids of the migrations that one builds on. Those of apps that are not among the sources are left out. */
    List<String> parents(EvaluatedMigration migration) {
        return List.copyOf(parents.getOrDefault(migration.id(), Set.of()));
    }

    /** The squashed migration that stands for one, or null. */
    @Nullable
    String replacedBy(EvaluatedMigration migration) {
        return replacedBy.get(migration.id());
    }

    /** All migrations, each behind those that it builds on and, where it stands for others, behind those. */
    List<EvaluatedMigration> ordered() {
        List<EvaluatedMigration> result = new ArrayList<>(byId.size());
        Set<String> done = new HashSet<>();
        Set<String> open = new HashSet<>();
        Deque<String> stack = new ArrayDeque<>();
        for (String start : byId.keySet()) {
            stack.push(start);
            while (!stack.isEmpty()) {
                String id = stack.peek();
                EvaluatedMigration migration = byId.get(id);
                if (migration == null || done.contains(id)) {
                    stack.pop();
                } else if (open.add(id)) {
                    pushAll(before(migration), done, open, stack);
                } else {
                    stack.pop();
                    done.add(id);
                    result.add(migration);
                }
            }
        }
        return result;
    }

    private static void pushAll(List<String> ids, Set<String> done, Set<String> open, Deque<String> stack) {
        for (int i = ids.size() - 1; i >= 0; i--) {
            if (!done.contains(ids.get(i)) && !open.contains(ids.get(i))) {
                stack.push(ids.get(i));
            }
        }
    }

    private List<String> before(EvaluatedMigration migration) {
        List<String> ids = new ArrayList<>(parents(migration));
        for (EvaluatedMigration.Dependency replaced : migration.replaces()) {
            ids.add(replaced.id());
        }
        return ids;
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
