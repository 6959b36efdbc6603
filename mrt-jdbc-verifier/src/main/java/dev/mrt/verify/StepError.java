// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.util.List;
import java.util.Objects;

/**
 * Why a step of a migration failed.
 *
 * @param kind what failed
 * @param type the exception's class, such as {@code IntegrityError}
 * @param message what it says; never holds a password
 * @param trace the frames that lie in the project, outermost first, such as {@code versions/1a.py:14 in upgrade: op.drop…}
 */
public record StepError(Kind kind, String type, String message, List<String> trace) {

    /** What failed. */
    public enum Kind {
        /** The migration raised, or the database refused a statement. */
        RAISED,
        /** The migration was not done in the time given, and was stopped with everything that it had started. */
        TIMED_OUT,
        /** The process that ran the migration ended. */
        DIED,
        /** The step was not attempted: the runner cannot carry it out. */
        REFUSED,
        /** The step was not carried out, for it is not known in full what it does; nothing is wrong with it. */
        NOT_UNDERSTOOD
    }

    public StepError {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(message, "message");
        trace = List.copyOf(trace);
    }

    /** The error in one line: its class and the first line of its message. */
    public String summary() {
        String first = message.strip();
        int end = first.indexOf('\n');
        first = end < 0 ? first : first.substring(0, end).strip();
        if (kind != Kind.RAISED) {
            return first;
        }
        return first.isEmpty() ? type : type + ": " + first;
    }

    /** Class, message and frames, over several lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind == Kind.RAISED ? type + ": " + message.strip() : message.strip());
        for (String frame : trace) {
            text.append("\n  at ").append(frame);
        }
        return text.toString();
    }
}
