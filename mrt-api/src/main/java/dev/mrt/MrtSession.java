// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.discovery.Discovered;
import dev.mrt.migration.MigrationProject;
import dev.mrt.report.Report;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An analysis that goes on while texts change, for editors and servers: after a change of one text only what that text affects
 * is analysed again. Every report is equal to that of a new analysis of the same texts.
 *
 * <pre>{@code
 * MrtSession session = Mrt.builder().build().session(List.of(Path.of("migrations")));
 * Report now = session.report();
 * Report then = session.update(new MigrationSource("migrations/versions/0003_drop_phone.py", editedText));
 * }</pre>
 *
 * <p>A session looks at the file system when it is opened and when files come or go; what an editor has not saved is told it by
 * {@link #update}. Keeps the texts, operations and schemas of the histories in memory until it is garbage. Thread-safe; one
 * change is analysed at a time.
 */
public final class MrtSession {

    private final Mrt mrt;
    private final List<Path> paths;
    private final Function<Map<String, Optional<MigrationSource>>, Discovered> discovery;

    /** The texts that differ from what discovery finds by itself; empty for those that are gone. */
    private final Map<String, Optional<MigrationSource>> changes = new HashMap<>();

    /** The paths that lookups asked for so far: helper modules, settings, and migrations that others import. */
    private final Set<String> lookedUp = ConcurrentHashMap.newKeySet();

    private @Nullable Discovered discovered;
    private Generation generation = Generation.first();
    private @Nullable Report report;

    MrtSession(Mrt mrt, List<Path> paths, Function<Map<String, Optional<MigrationSource>>, Discovered> discovery) {
        this.mrt = mrt;
        this.paths = paths;
        this.discovery = discovery;
    }

    /** The report about the texts as they are now. */
    public synchronized Report report() {
        Report known = report;
        if (known == null) {
            generation = generation.next();
            known = mrt.analyze(discovered(), paths, generation);
            report = known;
        }
        return known;
    }

    /** Takes a new or changed text, of a migration or of a helper module, and gives the report that follows from it. */
    public synchronized Report update(MigrationSource source) {
        changes.put(source.path(), Optional.of(source));
        Discovered before = discovered();
        Optional<Discovered> after = lookedUp.contains(source.path()) ? Optional.empty() : replaced(before, source);
        if (after.isPresent()) {
            discovered = after.get();
        } else {
            startAnew();
        }
        report = null;
        return report();
    }

    /** Takes a text out, as if its file were deleted, and gives the report that follows from it. */
    public synchronized Report remove(String path) {
        changes.put(path, Optional.empty());
        startAnew();
        report = null;
        return report();
    }

    /** Forgets all that may depend on which texts there are, and on those that are not migrations. */
    private void startAnew() {
        discovered = null;
        lookedUp.clear();
        generation = Generation.first();
    }

    private Discovered discovered() {
        Discovered known = discovered;
        if (known == null) {
            Discovered found = discovery.apply(Map.copyOf(changes));
            List<MigrationProject> projects = new ArrayList<>();
            for (MigrationProject project : found.projects()) {
                projects.add(new MigrationProject(
                        project.framework(), project.root(), project.sources(), remembered(project.lookup())));
            }
            known = new Discovered(projects, found.focus(), found.leftOut(), found.problems());
            discovered = known;
        }
        return known;
    }

    private SourceLookup remembered(SourceLookup lookup) {
        Map<String, Optional<MigrationSource>> current = Map.copyOf(changes);
        Map<String, Optional<MigrationSource>> found = new ConcurrentHashMap<>();
        return path -> found.computeIfAbsent(path, missing -> {
            lookedUp.add(missing);
            return current.containsKey(missing) ? current.get(missing) : lookup.find(missing);
        });
    }

    /** The same projects with another text of one of their migrations; empty where it is none, or is one no more. */
    private Optional<Discovered> replaced(Discovered before, MigrationSource source) {
        List<MigrationProject> projects = new ArrayList<>();
        Set<String> frameworks = new HashSet<>();
        for (MigrationProject project : before.projects()) {
            List<MigrationSource> sources = new ArrayList<>(project.sources());
            boolean changed = false;
            for (int i = 0; i < sources.size(); i++) {
                if (sources.get(i).path().equals(source.path())) {
                    sources.set(i, source);
                    changed = true;
                }
            }
            if (changed && mrt.parser(project.framework()).whyNot(source).isEmpty()) {
                frameworks.add(project.framework().name());
            }
            projects.add(
                    changed
                            ? new MigrationProject(project.framework(), project.root(), sources, project.lookup())
                            : project);
        }
        return frameworks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Discovered(projects, before.focus(), before.leftOut(), before.problems()));
    }
}
