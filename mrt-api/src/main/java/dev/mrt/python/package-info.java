// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The syntax tree of Python 3.8 to 3.14.
 *
 * <p>Nodes are immutable records, named after the classes of CPython's {@code ast} module and with its fields (in camel case),
 * so that <a href="https://docs.python.org/3/library/ast.html">its documentation</a> holds here too. Four names differ where
 * CPython's would clash with {@code java.util} or say too little: {@code ListExpression}, {@code SetExpression},
 * {@code ExpressionStatement} and {@code Argument}. Positions are UTF-16 offsets into the source text;
 * {@link dev.mrt.source.LineIndex} turns them into lines and columns.
 *
 * <p>Everything here is thread-safe. A tree's depth is bounded by the parser that made it, so recursive methods over it,
 * {@code equals} and {@code toString} among them, do not overflow an ordinary stack.
 */
@NullMarked
package dev.mrt.python;

import org.jspecify.annotations.NullMarked;
