// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The revision graph of one project. What is wrong with it is {@linkplain #problems() data}; a broken graph is ordered as
 * well as can be.
 *
 * <p>Alembic: a parent or dependency is a whole revision id or a branch label; shortened ids are a convenience of Alembic's
 * command line and do not resolve here, as they do not there. Django: a squashed migration stands in for those that it
 * {@link Migration#replaces() replaces}, whether their files are still there or not, as it does on a new database; a
 * dependency on an application without any migration in the project is not a problem.
 *
 * <p>The order is that in which the framework brings a new database to its heads: from each head, in the order of ids, what
 * it builds on first. Immutable and thread-safe.
 */
public final class MigrationHistory {

    private static final Comparator<Migration> BY_ID =
            (left, right) -> left.id().compareTo(right.id());

    private final Map<String, Migration> byId;
    private final List<Migration> heads;
    private final List<Migration> order;
    private final Map<String, List<Migration>> parents = new HashMap<>();
    private final Map<String, List<Migration>> children = new HashMap<>();
    /** The squashed migration that stands in for a replaced one, by the id of the replaced one, there or not. */
    private final Map<String, Migration> standIns = new HashMap<>();

    private final List<Migration> replaced = new ArrayList<>();
    private final List<HistoryProblem> problems = new ArrayList<>();
    private final Set<String> cut = new HashSet<>();

    private MigrationHistory(Collection<Migration> migrations) {
        byId = index(migrations);
        findStandIns();
        link();
        findCycles();
        heads = findHeads();
        order = ordered();
    }

    /** The history that these migrations make, in whatever order they are given. */
    public static MigrationHistory of(Collection<Migration> migrations) {
        return new MigrationHistory(migrations);
    }

    private Map<String, Migration> index(Collection<Migration> migrations) {
        List<Migration> sorted = new ArrayList<>(migrations);
        sorted.sort(
                (left, right) -> left.source().path().compareTo(right.source().path()));
        sorted.sort(BY_ID);
        Map<String, Migration> index = new LinkedHashMap<>();
        Map<String, List<Migration>> claims = new LinkedHashMap<>();
        for (Migration migration : sorted) {
            claims.computeIfAbsent(migration.id(), id -> new ArrayList<>()).add(migration);
            index.putIfAbsent(migration.id(), migration);
        }
        claims.forEach((id, claimants) -> {
            if (claimants.size() > 1) {
                problems.add(new HistoryProblem.DuplicateRevision(id, claimants));
            }
        });
        return index;
    }

    private void findStandIns() {
        for (Migration migration : byId.values()) {
            for (String id : migration.replaces()) {
                standIns.putIfAbsent(id, migration);
            }
        }
        for (Migration migration : byId.values()) {
            if (standIns.containsKey(migration.id())) {
                replaced.add(migration);
            }
        }
    }

    /** What runs in place of a revision: itself, or the squashed migration that replaces it. */
    private @Nullable Migration effective(String id) {
        Migration standIn = standIns.get(id);
        for (int i = 0; standIn != null && i < standIns.size(); i++) {
            Migration further = standIns.get(standIn.id());
            if (further == null || further.id().equals(standIn.id())) {
                return standIn;
            }
            standIn = further;
        }
        return standIn == null ? byId.get(id) : standIn;
    }

    private void link() {
        Map<String, Migration> labels = new HashMap<>();
        Set<String> applications = new HashSet<>();
        for (Migration migration : byId.values()) {
            for (String label : migration.branchLabels()) {
                labels.putIfAbsent(label, migration);
            }
            applications.add(migration.appLabel());
        }
        Map<String, Set<Migration>> links = new LinkedHashMap<>();
        for (Migration migration : byId.values()) {
            Migration runs = Objects.requireNonNull(effective(migration.id()));
            Set<Migration> own = links.computeIfAbsent(runs.id(), id -> new LinkedHashSet<>());
            List<String> wanted = new ArrayList<>(migration.parents());
            wanted.addAll(migration.dependsOn());
            for (String id : wanted) {
                Migration parent = effective(id);
                if (parent == null) {
                    parent = labels.get(id);
                }
                if (parent == null) {
                    if (isMissing(migration, id, applications)) {
                        problems.add(new HistoryProblem.MissingParent(migration, id));
                        cut.add(migration.id());
                    }
                } else if (!parent.id().equals(runs.id()) || parent.id().equals(id)) {
                    own.add(parent);
                }
            }
        }
        links.forEach((id, own) -> {
            Migration child = Objects.requireNonNull(byId.get(id));
            parents.put(id, List.copyOf(own));
            for (Migration parent : own) {
                children.computeIfAbsent(parent.id(), key -> new ArrayList<>()).add(child);
            }
        });
    }

    private static boolean isMissing(Migration migration, String id, Set<String> applications) {
        if (migration.framework() != Framework.DJANGO) {
            return true;
        }
        int dot = id.indexOf('.');
        return dot > 0 && applications.contains(id.substring(0, dot));
    }

    /** Strips what nothing builds on, and what builds on nothing, until only circles remain. */
    private void findCycles() {
        Map<String, Integer> open = new LinkedHashMap<>();
        parents.forEach((id, own) -> open.put(id, own.size()));
        strip(open, children);
        Map<String, Integer> back = new LinkedHashMap<>();
        for (String id : open.keySet()) {
            int count = 0;
            for (Migration child : children.getOrDefault(id, List.of())) {
                count += open.containsKey(child.id()) ? 1 : 0;
            }
            back.put(id, count);
        }
        strip(back, parents);
        if (!back.isEmpty()) {
            List<Migration> circle = new ArrayList<>();
            for (String id : back.keySet()) {
                circle.add(Objects.requireNonNull(byId.get(id)));
            }
            circle.sort(BY_ID);
            problems.add(new HistoryProblem.Cycle(circle));
        }
    }

    private static void strip(Map<String, Integer> open, Map<String, List<Migration>> next) {
        Deque<String> free = new ArrayDeque<>();
        open.forEach((id, count) -> {
            if (count == 0) {
                free.add(id);
            }
        });
        while (!free.isEmpty()) {
            String id = free.poll();
            open.remove(id);
            for (Migration migration : next.getOrDefault(id, List.of())) {
                Integer left = open.computeIfPresent(migration.id(), (key, count) -> count - 1);
                if (left != null && left == 0) {
                    free.add(migration.id());
                }
            }
        }
    }

    private List<Migration> ordered() {
        List<Migration> result = new ArrayList<>(parents.size());
        Set<String> done = new HashSet<>();
        for (Migration head : heads) {
            appendWithParents(head, result, done);
        }
        for (Migration migration : byId.values()) {
            if (!standIns.containsKey(migration.id())) {
                appendWithParents(migration, result, done);
            }
        }
        return Collections.unmodifiableList(result);
    }

    private void appendWithParents(Migration start, List<Migration> result, Set<String> done) {
        Set<String> entered = new HashSet<>();
        Deque<Migration> stack = new ArrayDeque<>();
        stack.push(start);
        while (!stack.isEmpty()) {
            Migration migration = stack.peek();
            if (done.contains(migration.id())) {
                stack.pop();
            } else if (!entered.add(migration.id())) {
                stack.pop();
                done.add(migration.id());
                result.add(migration);
            } else {
                List<Migration> own = new ArrayList<>(parents(migration));
                if (migration.framework() == Framework.DJANGO) {
                    own.sort(BY_ID);
                } else {
                    Collections.reverse(own);
                }
                for (Migration parent : own) {
                    if (!entered.contains(parent.id())) {
                        stack.push(parent);
                    }
                }
            }
        }
    }

    /** The migrations that run on a new database, in the order in which they run; replaced ones are left out. */
    public List<Migration> order() {
        return order;
    }

    /** The migrations that a squashed one replaces and whose files are still there, ordered by id. */
    public List<Migration> replaced() {
        return Collections.unmodifiableList(replaced);
    }

    /** The migration with that id, replaced ones included. */
    public Optional<Migration> migration(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The squashed migration that runs in place of a revision, if one does; the revision's file need not exist. */
    public Optional<Migration> replacementOf(String id) {
        return standIns.containsKey(id) ? Optional.ofNullable(effective(id)) : Optional.empty();
    }

    /** What a migration directly builds on, dependencies included, in the order written. Empty for a replaced one. */
    public List<Migration> parents(Migration migration) {
        return parents.getOrDefault(migration.id(), List.of());
    }

    /** What directly builds on a migration, dependents included. Empty for a replaced one. */
    public List<Migration> children(Migration migration) {
        return Collections.unmodifiableList(children.getOrDefault(migration.id(), List.of()));
    }

    /**
     * The migrations that no other one of their own line builds on, ordered by id. Alembic: nothing names them in {@code
     * down_revision}. Django: no migration of the same application depends on them, so that each application has its own.
     */
    public List<Migration> heads() {
        return heads;
    }

    private List<Migration> findHeads() {
        List<Migration> found = new ArrayList<>();
        for (Migration migration : byId.values()) {
            if (standIns.containsKey(migration.id())) {
                continue;
            }
            boolean isHead = true;
            for (Migration child : children(migration)) {
                isHead &= !continues(child, migration);
            }
            if (isHead) {
                found.add(migration);
            }
        }
        return List.copyOf(found);
    }

    /** Whether a child continues the line of its parent, in contrast to depending on it from elsewhere. */
    private boolean continues(Migration child, Migration parent) {
        if (child.framework() == Framework.DJANGO) {
            return child.appLabel().equals(parent.appLabel());
        }
        if (child.parents().contains(parent.id())) {
            return true;
        }
        for (String label : parent.branchLabels()) {
            if (child.parents().contains(label)) {
                return true;
            }
        }
        return false;
    }

    /** The heads of one Django application. */
    public List<Migration> heads(String appLabel) {
        List<Migration> ofApplication = new ArrayList<>();
        for (Migration head : heads) {
            if (head.appLabel().equals(appLabel)) {
                ofApplication.add(head);
            }
        }
        return ofApplication;
    }

    /** The migrations that continue no other one of their own line, ordered by id. */
    public List<Migration> bases() {
        List<Migration> bases = new ArrayList<>();
        for (Migration migration : byId.values()) {
            if (standIns.containsKey(migration.id()) || cut.contains(migration.id())) {
                continue;
            }
            boolean isBase = true;
            for (Migration parent : parents(migration)) {
                isBase &= !continues(migration, parent);
            }
            if (isBase) {
                bases.add(migration);
            }
        }
        return bases;
    }

    /** The migrations that several others of the same line build on, ordered by id. */
    public List<Migration> branchPoints() {
        List<Migration> found = new ArrayList<>();
        for (Migration migration : byId.values()) {
            int count = 0;
            for (Migration child : children(migration)) {
                count += continues(child, migration) ? 1 : 0;
            }
            if (count > 1) {
                found.add(migration);
            }
        }
        return found;
    }

    /** The migrations that build on several others of the same line, ordered by id. */
    public List<Migration> merges() {
        List<Migration> found = new ArrayList<>();
        for (Migration migration : byId.values()) {
            int count = 0;
            for (Migration parent : parents(migration)) {
                count += continues(migration, parent) ? 1 : 0;
            }
            if (count > 1) {
                found.add(migration);
            }
        }
        return found;
    }

    /** The migrations that no base leads to because one of those that they build on names a missing parent. */
    public List<Migration> orphans() {
        Set<String> lost = new HashSet<>(cut);
        List<Migration> orphans = new ArrayList<>();
        for (Migration migration : order) {
            for (Migration parent : parents(migration)) {
                if (lost.contains(parent.id())) {
                    lost.add(migration.id());
                    if (!cut.contains(migration.id())) {
                        orphans.add(migration);
                    }
                    break;
                }
            }
        }
        return orphans;
    }

    /**
     * A migration and all that it continues by {@code down_revision}, directly or not, in no particular order. Branches may
     * depend on each other and are still two lines.
     */
    public List<Migration> line(Migration migration) {
        List<Migration> line = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<Migration> open = new ArrayDeque<>(List.of(migration));
        while (!open.isEmpty()) {
            Migration next = open.pop();
            line.add(next);
            for (Migration parent : parents(next)) {
                boolean continued = next.parents().contains(parent.id())
                        || !Collections.disjoint(next.parents(), parent.branchLabels());
                if (continued && seen.add(parent.id())) {
                    open.push(parent);
                }
            }
        }
        return line;
    }

    /** All that a migration builds on, directly or not, in replay order. */
    public List<Migration> ancestors(Migration migration) {
        Set<String> seen = new HashSet<>();
        Deque<Migration> open = new ArrayDeque<>(parents(migration));
        while (!open.isEmpty()) {
            Migration next = open.pop();
            if (seen.add(next.id())) {
                open.addAll(parents(next));
            }
        }
        List<Migration> result = new ArrayList<>();
        for (Migration candidate : order) {
            if (seen.contains(candidate.id())) {
                result.add(candidate);
            }
        }
        return result;
    }

    /** What is wrong with the graph: duplicates, then missing parents, then circles. */
    public List<HistoryProblem> problems() {
        return Collections.unmodifiableList(problems);
    }
}
