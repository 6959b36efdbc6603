// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.suppression;

import dev.mrt.source.Location;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A comment that silences findings: {@code # noqa}, {@code # noqa: MRT201, MRT407}, {@code # mrt: ignore} or {@code # mrt:
 * ignore[MRT201] reason until 2027-01-31}.
 *
 * @param form which of the two ways of writing it
 * @param location where the comment stands
 * @param text the comment as written
 * @param names the rules that it names; empty where it silences all
 * @param reason why, or empty
 * @param until the last day on which it holds, or null
 * @param mistake what is wrong with the way it is written, such as {@code 2027-02-30 is not a date}; null where nothing is.
 *     One that cannot be read silences nothing.
 * @param statement the lines of the statement that it stands on
 * @param function whether the statement is the head of a function or class, so that it holds for all of its body
 */
public record Suppression(
        Form form,
        Location location,
        String text,
        List<String> names,
        String reason,
        @Nullable LocalDate until,
        @Nullable String mistake,
        Lines statement,
        boolean function) {

    /** The ways of writing a suppression. */
    public enum Form {
        /** {@code # noqa}, shared with other tools. */
        NOQA,
        /** {@code # mrt: ignore}. */
        IGNORE
    }

    /** Lines of a file from the first to the last, from 1. */
    public record Lines(int first, int last) {
        boolean contain(Location place) {
            return first <= place.line() && place.endLine() <= last;
        }
    }

    public Suppression {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(text, "text");
        names = List.copyOf(names);
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(statement, "statement");
    }

    /**
     * Whether this stands where it holds for a finding: on the first or last line of what was found or of the statement around
     * it, or on the head of a function around it.
     */
    public boolean isAt(Location finding) {
        if (!finding.file().equals(location.file()) || mistake != null) {
            return false;
        }
        int line = location.line();
        if (line == finding.line() || line == finding.endLine()) {
            return true;
        }
        return statement.contain(finding) && (function || line == statement.first() || line == statement.last());
    }

    /** Whether this has ended before a day. */
    public boolean isExpired(LocalDate today) {
        return until != null && until.isBefore(today);
    }

    /**
     * Whether this means a rule.
     *
     * @param answersTo whether a name is one of the rule's
     */
    public boolean means(Predicate<String> answersTo) {
        if (names.isEmpty()) {
            return true;
        }
        for (String name : names) {
            if (isMeant(name, answersTo)) {
                return true;
            }
        }
        return false;
    }

    /** The names that are meant for mrt but are not known to any rule. What else stands behind {@code noqa} is for other tools. */
    public List<String> unknownNames(Predicate<String> anyAnswersTo) {
        return names.stream()
                .filter(name ->
                        form == Form.IGNORE || name.toUpperCase(Locale.ROOT).startsWith("MRT"))
                .filter(name -> !isMeant(name, anyAnswersTo))
                .toList();
    }

    /** Behind {@code noqa: MRT201} a reason may follow without a comma. */
    private static boolean isMeant(String name, Predicate<String> answersTo) {
        if (answersTo.test(name)) {
            return true;
        }
        for (String word : name.split(" ", -1)) {
            if (answersTo.test(word)) {
                return true;
            }
        }
        return false;
    }
}
