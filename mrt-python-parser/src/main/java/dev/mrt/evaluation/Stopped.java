// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

/** Evaluation reached one of its {@link Limits}. */
final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stopped(String reason) {
        super(reason, null, false, false);
    }
}
