// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.util.Objects;

/** A step of a migration failed. The database may hold a part of what the step does. */
public final class StepFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the list within is an immutable list of strings
    private final StepError error;

    /** Wraps an error. */
    public StepFailedException(StepError error) {
        super(Objects.requireNonNull(error, "error").summary());
        this.error = error;
    }

    /** What went wrong. */
    public StepError error() {
        return error;
    }
}
