// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

/** What happens to a name, attribute or element: CPython's {@code expr_context}. */
public enum ExpressionContext {
    LOAD,
    STORE,
    DEL
}
