// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

/**
 * The verification could not be carried out at all: no interpreter, no driver, a database that must not be touched. The
 * message says what is missing and what to do; it never holds a password.
 */
public class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error that says what to do. */
    public VerificationException(String message) {
        super(message);
    }

    /** An error that says what to do, and what it comes from. */
    public VerificationException(String message, Throwable cause) {
        super(message, cause);
    }
}
