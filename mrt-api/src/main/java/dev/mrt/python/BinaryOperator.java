// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

/** CPython's {@code operator}, of {@link Expression.BinOp} and {@link Statement.AugAssign}. */
public enum BinaryOperator {
    ADD,
    SUB,
    MULT,
    MATMULT,
    DIV,
    MOD,
    POW,
    LSHIFT,
    RSHIFT,
    BITOR,
    BITXOR,
    BITAND,
    FLOORDIV
}
