// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

/** CPython's {@code unaryop}. */
public enum UnaryOperator {
    /** {@code ~}. */
    INVERT,
    /** {@code not}. */
    NOT,
    /** Unary {@code +}. */
    UADD,
    /** Unary {@code -}. */
    USUB
}
