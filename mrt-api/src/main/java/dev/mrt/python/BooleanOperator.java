// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

/** CPython's {@code boolop}. */
public enum BooleanOperator {
    AND,
    OR
}
