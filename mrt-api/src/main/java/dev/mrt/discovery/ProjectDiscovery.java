// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import dev.mrt.migration.Framework;
import dev.mrt.migration.MigrationParser;
import dev.mrt.migration.Workers;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;
import dev.mrt.source.SourceDecoder;
import dev.mrt.source.SourceLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the migrations below paths or among texts. A path may be a migration file, a versions directory, a directory with
 * {@code alembic.ini} or {@code pyproject.toml}, a Django project, or a repository that holds several of these. Whether a
 * file is a migration, and of which framework, is judged by its content; its place only says where to look.
 *
 * <p>Thread-safe.
 */
public final class ProjectDiscovery {

    private static final long LARGEST_FILE = 16 << 20;
    private static final int LEVELS_UP = 5;

    private final List<MigrationParser> parsers;

    /** Creates a discovery that asks these parsers which files are theirs. */
    public ProjectDiscovery(List<MigrationParser> parsers) {
        this.parsers = List.copyOf(parsers);
    }

    /** Finds the migrations at and below these paths. A path that cannot be read becomes a problem. */
    public Discovered discover(List<Path> paths, Workers workers) {
        return discover(paths, Map.of(), workers);
    }

    /**
     * Finds the migrations at and below these paths as they would be with other texts in some files.
     *
     * @param changes the other texts by path, as sources name their paths; empty for a file that is taken to be deleted
     */
    public Discovered discover(List<Path> paths, Map<String, Optional<MigrationSource>> changes, Workers workers) {
        Collected collected = new Collected(changes);
        for (Path path : paths) {
            try {
                Path real = path.toRealPath();
                if (Files.isDirectory(real)) {
                    collected.directory(new Labels(path, real), workers);
                } else {
                    collected.file(path, real, workers);
                }
            } catch (IOException e) {
                IOException cause = Files.exists(path) ? e : new NoSuchFileException(path.toString());
                collected.problems.add(Unreadable.problem(path.toString().replace('\\', '/'), cause));
            }
        }
        changes.values().forEach(change -> change.ifPresent(collected::classify));
        return collected.result();
    }

    /** Finds the migrations among texts; the other texts serve as helper modules. */
    public Discovered discover(List<MigrationSource> sources) {
        Map<String, MigrationSource> byPath = new HashMap<>();
        Collected collected = new Collected(Map.of());
        for (MigrationSource source : sources) {
            byPath.put(source.path(), source);
            collected.classify(source);
            if (source.fileName().equals("env.py")) {
                collected.environments.add(ProjectGrouping.parent(source.path()));
            }
        }
        SourceLookup lookup = path -> Optional.ofNullable(byPath.get(path));
        collected.lookups.put("", lookup);
        return collected.result();
    }

    /** What was collected so far. Lives within one call. */
    private final class Collected {

        final Map<MigrationSource, Framework> migrations = new LinkedHashMap<>();
        final Set<String> seen = new HashSet<>();
        final Set<String> environments = new HashSet<>();
        final Map<String, String> locations = new HashMap<>();
        final Set<String> djangoRoots = new TreeSet<>();
        final Map<String, SourceLookup> lookups = new LinkedHashMap<>();
        final Set<String> focus = new LinkedHashSet<>();
        final LeftOutCounter leftOut = new LeftOutCounter();
        final List<Problem> problems = new ArrayList<>();
        private final Map<String, Optional<MigrationSource>> changes;
        private boolean wholeDirectory;

        Collected(Map<String, Optional<MigrationSource>> changes) {
            this.changes = changes;
        }

        /** A single file is read together with the history that it stands in. */
        void file(Path given, Path real, Workers workers) {
            Path directory = real.getParent();
            Path givenDirectory = given.getParent() == null ? Path.of("") : given.getParent();
            if (directory == null || givenDirectory == null) {
                return;
            }
            Path history = historyOf(directory);
            Labels labels = new Labels(
                    givenDirectory.resolve(directory.relativize(history)).normalize(), history);
            focus.add(labels.of(real));
            read(labels, workers);
        }

        void directory(Labels labels, Workers workers) {
            wholeDirectory = true;
            read(labels, workers);
        }

        private void read(Labels labels, Workers workers) {
            DirectoryTree tree = DirectoryTree.walk(labels.real(), labels, leftOut);
            problems.addAll(tree.problems);
            tree.environments.forEach(path -> environments.add(labels.of(path)));
            tree.djangoRoots.forEach(path -> djangoRoots.add(labels.of(path)));
            Set<Path> named = new LinkedHashSet<>();
            for (Path settings : tree.settingsFiles) {
                for (AlembicSettings.Environment environment : AlembicSettings.read(settings)) {
                    for (Path location : environment.allVersionLocations()) {
                        locations.put(labels.of(location), labels.of(environment.scriptLocation()));
                        named.add(location);
                    }
                }
            }
            List<Path> candidates = new ArrayList<>();
            for (Path file : tree.pythonFiles) {
                if (isCandidate(file, labels.real(), named) && !changes.containsKey(labels.of(file))) {
                    candidates.add(file);
                }
            }
            for (Path location : named) {
                if (!location.startsWith(labels.real()) && Files.isDirectory(location)) {
                    candidates.addAll(DirectoryTree.walk(location, labels, leftOut).pythonFiles);
                }
            }
            for (Object read : workers.map(candidates, file -> ProjectDiscovery.read(file, labels))) {
                if (read instanceof Problem problem) {
                    problems.add(problem);
                } else if (read instanceof MigrationSource source) {
                    classify(source);
                }
            }
            lookups.put(labels.of(labels.real()), new FileLookup(labels, labels.real(), tree.djangoRoots));
        }

        void classify(MigrationSource source) {
            if (!seen.add(source.path())) {
                return;
            }
            if (source.fileName().equals("__init__.py")) {
                leftOut.add("package marker", source.path());
                return;
            }
            for (MigrationParser parser : parsers) {
                Optional<String> whyNot = parser.whyNot(source);
                if (whyNot.isEmpty()) {
                    migrations.put(source, parser.framework());
                    return;
                }
            }
            leftOut.add("not a migration", source.path());
        }

        Discovered result() {
            ProjectGrouping grouping = new ProjectGrouping(environments, locations, djangoRoots);
            return new Discovered(
                    grouping.group(migrations, this::lookupFor),
                    wholeDirectory ? Set.of() : focus,
                    leftOut.counts(),
                    problems);
        }

        private SourceLookup lookupFor(String root) {
            SourceLookup best = SourceLookup.none();
            int length = -1;
            for (Map.Entry<String, SourceLookup> entry : lookups.entrySet()) {
                String label = entry.getKey();
                boolean covers = label.isEmpty()
                        || label.equals(".")
                        || root.equals(label)
                        || root.startsWith(label + "/")
                        || lookups.size() == 1;
                if (covers && label.length() > length) {
                    best = entry.getValue();
                    length = label.length();
                }
            }
            return best;
        }
    }

    /** The directory whose files form the history of a migration in {@code directory}. */
    private static Path historyOf(Path directory) {
        Path versions = directory;
        Path up = directory;
        for (int level = 0; level < LEVELS_UP && up != null; level++, up = up.getParent()) {
            if (Files.exists(up.resolve("manage.py"))) {
                return up;
            }
            if (up.endsWith("versions")) {
                versions = up;
            }
        }
        return versions;
    }

    private static Object read(Path file, Labels labels) {
        String label = labels.of(file);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return new Problem(
                        Problem.Kind.LIMIT, label, 0, "Larger than 16 MiB: not read. Leave the file out, or split it.");
            }
            SourceDecoder.Result decoded = SourceDecoder.decode(Files.readAllBytes(file));
            if (decoded instanceof SourceDecoder.Undecodable bad) {
                return new Problem(Problem.Kind.UNREADABLE, label, bad.line(), bad.advice());
            }
            return new MigrationSource(label, ((SourceDecoder.Decoded) decoded).text());
        } catch (IOException e) {
            return Unreadable.problem(label, e);
        }
    }

    /** Whether a file stands where migrations stand: only these are opened. */
    private static boolean isCandidate(Path file, Path root, Set<Path> named) {
        Path directory = file.getParent();
        if (directory == null || directory.equals(root)) {
            return true;
        }
        for (Path location : named) {
            if (file.startsWith(location)) {
                return true;
            }
        }
        for (Path up = directory; up != null && up.startsWith(root); up = up.getParent()) {
            Path name = up.getFileName();
            if (name != null && soundsLikeMigrations(name.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean soundsLikeMigrations(String directory) {
        return directory.contains("migration")
                || directory.contains("version")
                || directory.contains("alembic")
                || directory.contains("revision");
    }
}
