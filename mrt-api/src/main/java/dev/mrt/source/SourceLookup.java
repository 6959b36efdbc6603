// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

import java.util.Optional;

/**
 * Finds further files of the analysed project, such as helper modules that migrations import and SQL files that they read.
 * Implementations are thread-safe and answer the same all through one analysis.
 */
@FunctionalInterface
public interface SourceLookup {

    /**
     * Finds a file.
     *
     * @param path a path relative to what was analysed, with {@code /} as separator and without {@code ..}
     * @return the file with its text; empty where there is none, where it lies outside of the project, or where it cannot be
     *     read
     */
    Optional<MigrationSource> find(String path);

    /** Finds nothing: for texts that live only in memory. */
    static SourceLookup none() {
        return path -> Optional.empty();
    }
}
