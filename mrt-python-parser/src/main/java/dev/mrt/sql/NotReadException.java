// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

/** Leaves a reader of a statement that is not what the reader expects. Never leaves this package; has no stack trace. */
final class NotReadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unknownPiece;

    private NotReadException(String message, boolean unknownPiece) {
        super(message, null, false, false);
        this.unknownPiece = unknownPiece;
    }

    /** Something else was expected. */
    static NotReadException expected(String what) {
        return new NotReadException("expected " + what, false);
    }

    /** A name is built from a value that the evaluator does not know. */
    static NotReadException unknownName() {
        return new NotReadException("a name in the SQL is not known", true);
    }

    /** Whether it was left because a piece of the text is not known. */
    boolean isUnknownPiece() {
        return unknownPiece;
    }
}
