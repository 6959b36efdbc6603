// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.source.SourceRange;

/** The evaluated Python raises an exception. */
final class Raised extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Value exception;
    private final transient SourceRange range;
    private final boolean reported;

    Raised(Value exception, SourceRange range, String message) {
        this(exception, range, message, false);
    }

    private Raised(Value exception, SourceRange range, String message, boolean reported) {
        super(message, null, false, false);
        this.exception = exception;
        this.range = range;
        this.reported = reported;
    }

    /** An exception that was reported already, in each branch of a condition. */
    static Raised again() {
        return new Raised(Value.Unknown.of("an exception"), SourceRange.FILE_START, "", true);
    }

    Value exception() {
        return exception;
    }

    SourceRange range() {
        return range;
    }

    boolean isReported() {
        return reported;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
