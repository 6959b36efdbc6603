// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.schema.QualifiedName;
import java.util.Map;

/**
 * What seeding did.
 *
 * @param rows how many rows were inserted
 * @param filled how many values were put into columns of rows that were there
 * @param unseeded tables that got no row, and why
 */
public record Seeding(int rows, int filled, Map<QualifiedName, String> unseeded) {

    /** Nothing was done. */
    public static final Seeding NONE = new Seeding(0, 0, Map.of());

    public Seeding {
        unseeded = Map.copyOf(unseeded);
    }
}
