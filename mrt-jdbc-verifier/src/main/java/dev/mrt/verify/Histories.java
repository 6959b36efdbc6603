// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.util.ArrayList;
import java.util.List;

/** Finds revisions in a history. Stateless. */
final class Histories {

    private Histories() {}

    /**
     * The place of a revision, named in full or by a beginning that only it has.
     *
     * @throws VerificationException where there is none, or several
     */
    static int index(List<Revision> history, String id) {
        List<String> matching = new ArrayList<>();
        int found = -1;
        for (int i = 0; i < history.size(); i++) {
            String own = history.get(i).id();
            if (own.equals(id)) {
                return i;
            }
            if (own.startsWith(id)) {
                matching.add(own);
                found = i;
            }
        }
        if (matching.size() == 1) {
            return found;
        }
        throw new VerificationException(
                matching.isEmpty()
                        ? "There is no revision " + id
                        : "Revision " + id + " could be each of " + String.join(", ", matching));
    }
}
