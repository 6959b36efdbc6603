// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import dev.mrt.rule.RiskWarning;
import java.util.Objects;

/**
 * A finding that somebody decided not to act on.
 *
 * @param warning the finding
 * @param by what silenced it, such as {@code # noqa: MRT201}, {@code skip} or {@code baseline}
 * @param reason the reason that was written down, or empty
 */
public record Suppressed(RiskWarning warning, String by, String reason) implements Comparable<Suppressed> {
    public Suppressed {
        Objects.requireNonNull(warning, "warning");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public int compareTo(Suppressed other) {
        return warning.compareTo(other.warning);
    }
}
