// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceDecoder;
import dev.mrt.source.SourceLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds files of the project on disk, by the name that findings use or below one of the directories that Python would
 * import from. Never leaves the repository. Remembers what it was asked, so that all migrations see the same text.
 */
final class FileLookup implements SourceLookup {

    private static final long LARGEST = 4 << 20;
    private static final int LEVELS_UP = 8;

    private final Labels labels;
    private final List<Path> importRoots;
    private final Map<String, Optional<MigrationSource>> known = new ConcurrentHashMap<>();

    FileLookup(Labels labels, Path start, List<Path> more) {
        this.labels = labels;
        Set<Path> roots = new LinkedHashSet<>();
        Path directory = start;
        for (int level = 0; directory != null && level < LEVELS_UP; level++) {
            roots.add(directory);
            if (Files.exists(directory.resolve(".git"))) {
                break;
            }
            directory = directory.getParent();
        }
        roots.addAll(more);
        for (Path root : List.copyOf(roots)) {
            Path src = root.resolve("src");
            if (Files.isDirectory(src)) {
                roots.add(src);
            }
        }
        this.importRoots = List.copyOf(roots);
    }

    @Override
    public Optional<MigrationSource> find(String path) {
        return known.computeIfAbsent(path, this::read);
    }

    private Optional<MigrationSource> read(String path) {
        for (Path candidate : candidates(path)) {
            try {
                if (Files.isRegularFile(candidate) && Files.size(candidate) <= LARGEST) {
                    SourceDecoder.Result decoded = SourceDecoder.decode(Files.readAllBytes(candidate));
                    return decoded instanceof SourceDecoder.Decoded text
                            ? Optional.of(new MigrationSource(labels.of(candidate), text.text()))
                            : Optional.empty();
                }
            } catch (IOException e) {
                // Not readable as text: for the evaluator the same as not there.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<Path> candidates(String path) {
        List<Path> candidates = new ArrayList<>();
        try {
            Path relative = Path.of(path).normalize();
            if (relative.startsWith("..")) {
                return candidates;
            }
            Path given = labels.given().normalize();
            if (given.toString().isEmpty()) {
                candidates.add(labels.real().resolve(relative));
            } else if (relative.startsWith(given)) {
                candidates.add(labels.real().resolve(given.relativize(relative)));
            }
            if (!relative.isAbsolute()) {
                for (Path root : importRoots) {
                    candidates.add(root.resolve(relative));
                }
            }
        } catch (InvalidPathException e) {
            candidates.clear();
        }
        return candidates;
    }
}
