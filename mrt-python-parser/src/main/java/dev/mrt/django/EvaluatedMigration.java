// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A migration whose file was evaluated, before its operations are put into the order of the project.
 *
 * @param app the app label
 * @param name the file's name without its extension
 * @param source the file
 * @param message the first line of the docstring, or empty
 * @param identity where the class is named
 * @param dependencies the migrations that must run before
 * @param runBefore the migrations that must run after
 * @param replaces the migrations that it stands for
 * @param atomic whether it runs in a transaction
 * @param operationsRange where its operations stand
 * @param operations its operations
 * @param all its operations and those inside of them, by group number
 * @param comments the file's comments by their offset
 */
record EvaluatedMigration(
        String app,
        String name,
        MigrationSource source,
        String message,
        SourceRange identity,
        List<Dependency> dependencies,
        List<Dependency> runBefore,
        List<Dependency> replaces,
        boolean atomic,
        SourceRange operationsRange,
        List<PlacedOperation> operations,
        List<PlacedOperation> all,
        Map<Integer, String> comments) {

    /** A migration as others name it; the name may be {@code __first__} or {@code __latest__}. */
    record Dependency(String app, String name) {

        static final String FIRST = "__first__";
        static final String LATEST = "__latest__";

        /** As the id of a migration: {@code app.name}. */
        String id() {
            return app + "." + name;
        }
    }

    EvaluatedMigration {
        dependencies = List.copyOf(dependencies);
        runBefore = List.copyOf(runBefore);
        replaces = List.copyOf(replaces);
        operations = List.copyOf(operations);
        all = List.copyOf(all);
        comments = Map.copyOf(comments);
    }

    /** The id: {@code app.name}. */
    String id() {
        return app + "." + name;
    }

    /** The ids of the migrations that it stands for. */
    List<String> replacedIds() {
        List<String> ids = new ArrayList<>(replaces.size());
        for (Dependency replaced : replaces) {
            ids.add(replaced.id());
        }
        return ids;
    }
}
