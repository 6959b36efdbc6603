// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import dev.mrt.verify.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opentest4j.AssertionFailedError;

/** Finds the revisions that no other of the same application builds on. Stateless. */
final class Heads {

    private Heads() {}

    /** The heads by application; Alembic's are under an empty name. */
    static Map<String, List<String>> of(List<Revision> history) {
        Map<String, List<String>> heads = new TreeMap<>();
        for (Revision revision : history) {
            boolean built = history.stream()
                    .anyMatch(other -> other.appLabel().equals(revision.appLabel())
                            && (other.parents().contains(revision.id())
                                    || other.dependsOn().contains(revision.id())));
            if (!built) {
                heads.computeIfAbsent(revision.appLabel(), any -> new ArrayList<>())
                        .add(revision.id());
            }
        }
        return heads;
    }

    static void requireSingle(String application, List<String> heads) {
        if (heads.size() > 1) {
            String merge = application.isEmpty() ? "alembic merge heads" : "makemigrations --merge " + application;
            throw new AssertionFailedError("There are " + heads.size() + " heads, " + String.join(", ", heads)
                    + ": join them with `" + merge + "`");
        }
    }
}
