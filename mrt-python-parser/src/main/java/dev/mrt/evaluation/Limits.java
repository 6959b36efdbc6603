// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

/**
 * Bounds on the work for one file, so that no input makes the evaluator run on.
 *
 * @param steps syntax-tree nodes evaluated
 * @param callDepth calls of Python functions within each other
 * @param nesting expressions and statements within each other, calls included
 * @param textLength characters of one string
 * @param rounds rounds of one loop that are followed one by one; a longer loop is evaluated once with an item that is not known
 */
public record Limits(int steps, int callDepth, int nesting, int textLength, int rounds) {

    /** Bounds that no migration in practice comes near. */
    public static final Limits DEFAULT = new Limits(200_000, 24, 400, 2_000_000, 200);
}
