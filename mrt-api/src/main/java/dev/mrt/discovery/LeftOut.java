// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import java.util.List;
import java.util.Objects;

/**
 * Files or directories that were not analysed.
 *
 * @param reason why, as a phrase such as {@code package marker} or {@code virtual environment (not entered)}
 * @param count how many files, or directories that were not entered
 * @param examples up to three of them, in order
 */
public record LeftOut(String reason, int count, List<String> examples) {
    public LeftOut {
        Objects.requireNonNull(reason, "reason");
        examples = List.copyOf(examples);
    }
}
