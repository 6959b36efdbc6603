// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.migration.Framework;
import dev.mrt.migration.HistoryProblem;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.verify.internal.operation.OperationRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A project of which the migrations are read and run as SQL, without Python: for machines that have none, or not the
 * project's packages. What is not fully understood of a migration is refused with the reason. Immutable and thread-safe.
 */
public final class OperationProject implements MigrationRunner.Factory {

    private final MigrationHistory history;
    private final Framework framework;
    private final String root;

    private OperationProject(MigrationHistory history, Framework framework, String root) {
        this.history = history;
        this.framework = framework;
        this.root = root;
    }

    /**
     * The project of a history that was read.
     *
     * @param framework the framework that its migrations are written for
     */
    public static OperationProject of(MigrationHistory history, Framework framework) {
        return new OperationProject(
                Objects.requireNonNull(history, "history"), Objects.requireNonNull(framework, "framework"), "");
    }

    /**
     * The project in a folder; {@code mrt-python-parser} must be on the class path.
     *
     * @throws VerificationException where there is no history of migrations, or several
     * @throws dev.mrt.MrtException where no parser is on the class path
     */
    public static OperationProject of(Path folder) {
        Histories read = Mrt.builder().build().read(List.of(folder));
        if (read.histories().size() != 1) {
            List<String> roots = read.histories().stream()
                    .map(history -> history.project().root())
                    .toList();
            throw new VerificationException(
                    roots.isEmpty()
                            ? "There are no migrations in " + folder
                            : "There are several histories of migrations in " + folder + ", name one of them: "
                                    + String.join(", ", roots));
        }
        AnalyzedHistory history = read.histories().get(0);
        for (HistoryProblem problem : history.history().problems()) {
            throw new VerificationException("The history cannot be run: " + problem.sentence());
        }
        String root = folder.toString().replace('\\', '/');
        return new OperationProject(history.history(), history.project().framework(), root.isEmpty() ? "" : root + "/");
    }

    @Override
    public MigrationRunner open(TestDatabase database, Duration timeout) {
        return new OperationRunner(history, framework, root, database, timeout);
    }
}
