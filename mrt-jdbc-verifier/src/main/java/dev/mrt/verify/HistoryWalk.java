// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import dev.mrt.schema.Difference;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Walks through the history with rows in the tables: from head back as far as every revision is clean, and up again; then at
 * random. Some defects show only where rows pass through several revisions.
 */
final class HistoryWalk {

    private static final int MOST_RANDOM_STEPS = 100;

    private final Stage stage;
    private final Map<Integer, Schema> schemas;
    private final Set<String> unclean;
    private final List<VerificationFailure> failures = new ArrayList<>();
    private int applied;

    /**
     * A walk that starts where all revisions are applied.
     *
     * @param schemas the schema after so many revisions, where it is known
     * @param unclean revisions that are known not to come back, or were not verified
     */
    HistoryWalk(Stage stage, Map<Integer, Schema> schemas, Set<String> unclean) {
        this.stage = stage;
        this.schemas = schemas;
        this.unclean = unclean;
        this.applied = stage.history().size();
    }

    List<VerificationFailure> walk(int randomWalks, long seed) {
        int head = applied;
        int low = head;
        while (low > 0 && !unclean.contains(stage.history().get(low - 1).id())) {
            low--;
        }
        boolean going = true;
        while (going && applied > low) {
            going = step("from head to base", false);
        }
        while (going && applied < head) {
            going = step("from base to head", true);
        }
        Random random = new Random(seed);
        for (int walk = 1; going && walk <= randomWalks; walk++) {
            for (int i = 0; going && i < Math.min(MOST_RANDOM_STEPS, 2 * (head - low)); i++) {
                boolean up = applied == low || (applied < head && random.nextBoolean());
                going = step("number " + walk + " at random (seed " + seed + ")", up);
            }
        }
        return failures;
    }

    private boolean step(String walk, boolean up) {
        Revision revision = stage.history().get(up ? applied : applied - 1);
        try {
            if (up) {
                stage.upgrade(revision);
                applied++;
            } else {
                stage.downgrade(revision);
                applied--;
            }
        } catch (StepFailedException e) {
            // Where the database is gone, this says so, and the migration is not to blame.
            stage.schema();
            failures.add(new VerificationFailure.WalkFailed(
                    walk,
                    (up ? "upgrade" : "downgrade") + " of " + revision.id() + " fails: "
                            + e.error().summary()));
            return false;
        }
        Schema expected = schemas.get(applied);
        if (expected != null) {
            for (Difference difference : SchemaDiff.of(expected, stage.schema()).differences()) {
                if (difference.weight() != Difference.Weight.ORDER_ONLY) {
                    failures.add(new VerificationFailure.WalkFailed(
                            walk,
                            "after " + (up ? "upgrade" : "downgrade") + " of " + revision.id() + ", "
                                    + difference.sentence()));
                }
            }
        }
        return failures.isEmpty();
    }
}
