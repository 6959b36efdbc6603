// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

/** The library cannot do what it was asked because of how it is set up. Bad input never throws: it becomes a problem of the report. */
public class MrtException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates an exception whose message says what to do. */
    public MrtException(String message) {
        super(message);
    }

    /** Creates an exception whose message says what to do. */
    public MrtException(String message, Throwable cause) {
        super(message, cause);
    }
}
