// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Difference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A difference that is left after upgrade and downgrade.
 *
 * @param difference what differs from the schema before the upgrade
 * @param cause the step that made the difference: of the upgrade, or of the downgrade where the upgrade did not touch it; null
 *     where no single step could be told
 * @param causedByDowngrade whether the upgrade did not touch it at all
 * @param reverse the step of the downgrade that touched it without restoring it, or null where the reverse is missing
 * @param certain false where a part of the downgrade was not understood, which may restore it
 * @param reason why it is not certain; empty where it is
 */
public record Remainder(
        Difference difference,
        @Nullable StepReplay cause,
        boolean causedByDowngrade,
        @Nullable StepReplay reverse,
        boolean certain,
        String reason) {
    public Remainder {
        Objects.requireNonNull(difference, "difference");
        Objects.requireNonNull(reason, "reason");
    }

    /** The same, not certain for this reason; itself where it is not certain already. */
    Remainder doubtful(String why) {
        return certain ? new Remainder(difference, cause, causedByDowngrade, reverse, false, why) : this;
    }
}
