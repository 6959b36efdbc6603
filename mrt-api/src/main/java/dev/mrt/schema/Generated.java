// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;

/**
 * A column computed from others.
 *
 * @param expression the SQL expression
 * @param stored whether values are stored (written on every change) or computed when read
 */
public record Generated(String expression, boolean stored) {
    public Generated {
        Objects.requireNonNull(expression, "expression");
    }
}
