// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import java.util.List;

/** What is wrong with the revision graph of a project. A history with problems is still ordered and replayed. */
public sealed interface HistoryProblem {

    /** The problem in words, without a final period. */
    String sentence();

    /**
     * Several files claim one revision. The first by path is part of the graph, the others are not.
     *
     * @param migrations the claimants, ordered by path; at least two
     */
    record DuplicateRevision(String id, List<Migration> migrations) implements HistoryProblem {
        public DuplicateRevision {
            migrations = List.copyOf(migrations);
        }

        @Override
        public String sentence() {
            StringBuilder text = new StringBuilder("revision `" + id + "` is claimed by ");
            for (int i = 0; i < migrations.size(); i++) {
                text.append(i == 0 ? "" : ", ")
                        .append(migrations.get(i).source().path());
            }
            return text.toString();
        }
    }

    /**
     * A revision names a parent or dependency that is not there.
     *
     * @param parent the id as written
     */
    record MissingParent(Migration migration, String parent) implements HistoryProblem {
        @Override
        public String sentence() {
            return "revision `" + migration.id() + "` builds on `" + parent + "`, which is not there";
        }
    }

    /**
     * Revisions that build on each other in a circle, or lie between two circles.
     *
     * @param migrations the revisions, ordered by id
     */
    record Cycle(List<Migration> migrations) implements HistoryProblem {
        public Cycle {
            migrations = List.copyOf(migrations);
        }

        @Override
        public String sentence() {
            StringBuilder text = new StringBuilder("revisions build on each other in a circle: ");
            for (int i = 0; i < migrations.size(); i++) {
                text.append(i == 0 ? "`" : ", `").append(migrations.get(i).id()).append('`');
            }
            return text.toString();
        }
    }
}
