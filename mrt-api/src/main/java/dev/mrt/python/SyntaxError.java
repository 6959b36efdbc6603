// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.Objects;

/**
 * A place where a text is not Python 3.
 *
 * @param kind what sort of obstacle it is
 * @param offset UTF-16 offset in the text, from 0
 * @param line line, from 1
 * @param column column in UTF-16 units, from 0
 * @param message what is wrong, without a final full stop
 * @param remedy what to do about it, without a final full stop; empty where the message says it all
 */
public record SyntaxError(Kind kind, int offset, int line, int column, String message, String remedy) {

    /** The sort of obstacle. */
    public enum Kind {
        /** Neither Python 3 nor recognisably Python 2. */
        INVALID,
        /** Python 2, such as a {@code print} statement. */
        PYTHON_2,
        /** A limit of the parser was exceeded, such as the number of characters. */
        LIMIT
    }

    public SyntaxError {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** What is wrong and what to do about it, without a final full stop. */
    public String advice() {
        return remedy.isEmpty() ? message : message + "; " + remedy;
    }

    /** Such as {@code line 3, column 5: '(' was never closed}; the column counts from 1 as editors do. */
    @Override
    public String toString() {
        return "line " + line + ", column " + (column + 1) + ": " + advice();
    }
}
