// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.SyntaxError;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;

/** What keeps a source from being read, as the entry of the report that both frameworks' parsers make of it. */
public final class UnreadSource {

    private UnreadSource() {}

    /** The text is no Python that can be read. */
    public static Problem invalid(MigrationSource source, SyntaxError error) {
        Problem.Kind kind = switch (error.kind()) {
            case INVALID -> Problem.Kind.SYNTAX;
            case PYTHON_2 -> Problem.Kind.PYTHON_2;
            case LIMIT -> Problem.Kind.LIMIT;
        };
        return new Problem(kind, source.path(), error.line(), error.advice());
    }

    /** Reading it failed, which is a defect of ours. */
    public static Problem defect(MigrationSource source, Throwable defect) {
        String message = "mrt failed on this file: " + defect + ". Please report it with the file.";
        return new Problem(Problem.Kind.CRASH, source.path(), 0, message);
    }
}
