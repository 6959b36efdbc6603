// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something that kept a part of the input from being analysed; the rest of the report stands.
 *
 * @param kind what went wrong
 * @param file the file, relative to what was analysed; empty where it is not about a file
 * @param line the line, from 1; 0 where it is not about a line
 * @param message what happened and what to do about it
 */
public record Problem(Kind kind, String file, int line, String message) implements Comparable<Problem> {

    /** What went wrong. */
    public enum Kind {
        /** A file or directory could not be read or decoded. */
        UNREADABLE,
        /** A file is not valid Python. */
        SYNTAX,
        /** A file is Python 2. */
        PYTHON_2,
        /** A limit on the size or nesting of input was reached. */
        LIMIT,
        /** A parser or a rule threw an exception: a defect in it. */
        CRASH,
        /** A revision could not be run on the database. */
        NOT_RUN
    }

    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparing(Problem::kind)
            .thenComparing(Problem::message);

    public Problem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
    }

    /** Such as {@code a.py:12}, or the file alone where it is not about a line. */
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
