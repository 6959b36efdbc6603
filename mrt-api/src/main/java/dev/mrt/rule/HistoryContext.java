// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import dev.mrt.config.MrtConfig;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.source.Location;
import dev.mrt.source.Problem;
import dev.mrt.source.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule sees of a whole history, and where it puts its findings. One object serves one rule. Not thread-safe. */
public final class HistoryContext {

    private final Framework framework;
    private final String root;
    private final MigrationHistory history;
    private final List<Problem> problems;
    private final MrtConfig config;
    private final WarningCollector warnings;

    /** Creates a context; rules are given theirs. */
    public HistoryContext(
            Framework framework,
            String root,
            MigrationHistory history,
            List<Problem> problems,
            MrtConfig config,
            WarningCollector warnings) {
        this.framework = framework;
        this.root = root;
        this.history = history;
        this.problems = List.copyOf(problems);
        this.config = config;
        this.warnings = warnings;
    }

    /** The framework that runs the history. */
    public Framework framework() {
        return framework;
    }

    /** Where the history stands, relative to what was analysed; empty for the whole of it. */
    public String root() {
        return root;
    }

    /** The revision graph. */
    public MigrationHistory history() {
        return history;
    }

    /** What could not be read of the history's files, in order. */
    public List<Problem> problems() {
        return problems;
    }

    /** The configuration. */
    public MrtConfig config() {
        return config;
    }

    /** Reports a finding about a file that could not be read; its name stands for the revision. */
    public void report(Problem problem, String message, @Nullable String fix) {
        String file = problem.file();
        int line = Math.max(problem.line(), 1);
        Location location = new Location(file, line, 1, line, 1);
        warnings.add(file.substring(file.lastIndexOf('/') + 1), location, "", message, fix, List.of());
    }

    /** Reports a finding about a migration, at the place where its revision is named. */
    public void report(Migration migration, String subject, String message, @Nullable String fix) {
        report(migration, migration.identity(), subject, message, fix);
    }

    /** Reports a finding about a place in a migration. */
    public void report(Migration migration, SourceRange range, String subject, String message, @Nullable String fix) {
        warnings.add(migration.id(), Location.of(migration.source(), range), subject, message, fix, List.of());
    }
}
