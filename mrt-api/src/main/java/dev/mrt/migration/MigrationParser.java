// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Service provider interface: turns the files of one framework into migrations. Found by {@link java.util.ServiceLoader};
 * implementations are thread-safe and have a public constructor without parameters.
 */
public interface MigrationParser {

    /** The framework whose files this parser reads. */
    Framework framework();

    /**
     * Whether a file is a migration of this framework, judged cheaply by its text.
     *
     * @return empty where it is; otherwise why not, in a few words such as {@code no revision variable}
     */
    Optional<String> whyNot(MigrationSource source);

    /**
     * Parses all files of a project. Never throws on any input: what cannot be read becomes a {@link Problem}.
     *
     * @param project the files
     * @param workers runs independent work in parallel
     * @param memory remembers what single files gave
     * @return what was understood, the same whatever the number of workers
     */
    Parsed parse(MigrationProject project, Workers workers, Memory memory);

    /**
     * What a parser understood.
     *
     * @param migrations one for each file that could be read, ordered by path
     * @param problems what went wrong
     */
    record Parsed(List<Migration> migrations, List<Problem> problems) {
        public Parsed {
            migrations = List.copyOf(migrations);
            problems = List.copyOf(problems);
        }
    }
}
