// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.config.ConfigurationException;
import dev.mrt.config.MrtConfig;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files that a report is about where {@code since} or {@code min_revision} is set. */
final class NewPart {

    private static final int SHORTEST_PREFIX = 4;

    private final Histories histories;
    private final List<Path> paths;
    private final Set<String> files = new HashSet<>();

    private NewPart(Histories histories, List<Path> paths) {
        this.histories = histories;
        this.paths = paths;
        for (AnalyzedHistory history : histories.histories()) {
            files.addAll(all(history));
        }
    }

    /**
     * The paths of the files to report on; empty where nothing restricts them.
     *
     * @param paths what is analysed; empty for texts in memory
     * @throws ConfigurationException where a revision or reference matches nothing
     */
    static Optional<Set<String>> of(MrtConfig config, Histories histories, List<Path> paths) {
        if (config.since().isEmpty() && config.minRevision().isEmpty()) {
            return Optional.empty();
        }
        NewPart part = new NewPart(histories, paths);
        config.minRevision().ifPresent(part::startAt);
        config.since().ifPresent(part::startAfter);
        return Optional.of(part.files);
    }

    private void startAt(String revision) {
        if (!restrict(revision, true)) {
            throw new ConfigurationException("`min_revision` '" + revision
                    + "' matches no revision: give an Alembic revision or Django's app.name");
        }
    }

    private void startAfter(String reference) {
        if (restrict(reference, false)) {
            return;
        }
        Set<Path> changed = changedSince(reference)
                .orElseThrow(() -> new ConfigurationException("`since` '" + reference
                        + "' matches neither a revision nor a git reference: give an Alembic revision, Django's app.name, a"
                        + " branch, a tag or a commit"));
        files.removeIf(file -> !isAmong(changed, file));
    }

    private Optional<Set<Path>> changedSince(String reference) {
        for (Path path : paths) {
            Path directory =
                    Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
            if (directory == null) {
                continue;
            }
            Optional<Set<Path>> changed = GitChanges.since(directory, reference);
            if (changed.isPresent()) {
                return changed;
            }
        }
        return Optional.empty();
    }

    /** Paths of sources are relative to one of the analysed paths or to its directory. */
    private boolean isAmong(Set<Path> changed, String file) {
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            Path parent = absolute.getParent();
            if (changed.contains(real(absolute.resolve(file)))
                    || (parent != null && changed.contains(real(parent.resolve(file))))
                    || (absolute.endsWith(file) && changed.contains(real(absolute)))) {
                return true;
            }
        }
        return changed.contains(real(Path.of(file).toAbsolutePath()));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    /** Keeps what comes after a revision; histories that do not have it are kept whole. False where none has it. */
    private boolean restrict(String revision, boolean inclusive) {
        boolean found = false;
        for (AnalyzedHistory analyzed : histories.histories()) {
            Optional<Migration> start = find(analyzed.history(), revision);
            if (start.isPresent()) {
                found = true;
                Set<String> old = old(analyzed, start.get());
                if (inclusive) {
                    old.remove(start.get().source().path());
                }
                files.removeAll(old);
            }
        }
        return found;
    }

    private static Optional<Migration> find(MigrationHistory history, String revision) {
        Optional<Migration> exact = history.migration(revision);
        if (exact.isPresent() || revision.length() < SHORTEST_PREFIX) {
            return exact;
        }
        Migration found = null;
        for (Migration migration : history.order()) {
            if (migration.framework() == Framework.ALEMBIC && migration.id().startsWith(revision)) {
                if (found != null) {
                    return Optional.empty();
                }
                found = migration;
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * The files of a revision and of what it builds on. In Django other applications' migrations do not tell when they came:
     * only those that build on the revision count as new.
     */
    private static Set<String> old(AnalyzedHistory analyzed, Migration start) {
        MigrationHistory history = analyzed.history();
        Set<String> old = new HashSet<>();
        old.add(start.source().path());
        for (Migration ancestor : history.ancestors(start)) {
            old.add(ancestor.source().path());
        }
        if (start.framework() == Framework.DJANGO) {
            Set<String> later = later(history, start);
            for (Migration migration : history.order()) {
                if (!migration.appLabel().equals(start.appLabel()) && !later.contains(migration.id())) {
                    old.add(migration.source().path());
                }
            }
        }
        return old;
    }

    private static Set<String> later(MigrationHistory history, Migration start) {
        Set<String> later = new HashSet<>();
        Deque<Migration> open = new ArrayDeque<>(history.children(start));
        while (!open.isEmpty()) {
            Migration next = open.pop();
            if (later.add(next.id())) {
                open.addAll(history.children(next));
            }
        }
        return later;
    }

    private static Set<String> all(AnalyzedHistory analyzed) {
        Set<String> all = new HashSet<>();
        for (MigrationSource source : analyzed.project().sources()) {
            all.add(source.path());
        }
        return all;
    }
}
