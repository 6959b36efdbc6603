// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

/** How a block of statements ends; in the order of how far it reaches. */
enum Completion {
    NORMAL,
    CONTINUE,
    BREAK,
    RETURN,
    RAISE
}
