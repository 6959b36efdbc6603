// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.SyntaxError;

/** Leaves the parser at the first thing in a statement that is wrong. Has no stack trace; {@link ModuleParser} catches it. */
final class SyntaxProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    final SyntaxError.Kind kind;
    final int offset;
    final String remedy;

    SyntaxProblem(SyntaxError.Kind kind, int offset, String message, String remedy) {
        super(message, null, false, false);
        this.kind = kind;
        this.offset = offset;
        this.remedy = remedy;
    }

    static SyntaxProblem invalid(int offset, String message) {
        return new SyntaxProblem(SyntaxError.Kind.INVALID, offset, message, "");
    }

    static SyntaxProblem limit(int offset, String message, String remedy) {
        return new SyntaxProblem(SyntaxError.Kind.LIMIT, offset, message, remedy);
    }

    static SyntaxProblem python2(int offset, String message, String remedy) {
        return new SyntaxProblem(SyntaxError.Kind.PYTHON_2, offset, message, remedy);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
