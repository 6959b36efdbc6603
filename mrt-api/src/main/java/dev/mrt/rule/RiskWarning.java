// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import dev.mrt.source.Location;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finding: one danger of one migration.
 *
 * @param revision the revision: Alembic's id, or {@code app_label.migration_name} for Django; the path's file name where a
 *     file has no revision
 * @param location where it stands
 * @param code the rule's code, such as {@code MRT201}
 * @param pattern the rule's short name, such as {@code DROP COLUMN}
 * @param category what the rule is about
 * @param severity how bad it is, after configuration
 * @param subject the table, column or object it is about, such as {@code users.phone}; empty where it is about the revision
 * @param message what is wrong, what it does in production
 * @param fix what to do about it, ready code where there is some, or null
 * @param related other places that belong to the finding
 */
public record RiskWarning(
        String revision,
        Location location,
        String code,
        String pattern,
        Category category,
        Severity severity,
        String subject,
        String message,
        @Nullable String fix,
        List<Related> related)
        implements Comparable<RiskWarning> {

    /** Another place and what it has to do with the finding. */
    public record Related(Location location, String message) {}

    public RiskWarning {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(message, "message");
        related = List.copyOf(related);
    }

    /** This finding with another severity. */
    public RiskWarning withSeverity(Severity other) {
        return new RiskWarning(revision, location, code, pattern, category, other, subject, message, fix, related);
    }

    /** By file, line and column, then by code and text: the order of every report. */
    @Override
    public int compareTo(RiskWarning other) {
        int order = location.compareTo(other.location);
        if (order == 0) {
            order = code.compareTo(other.code);
        }
        if (order == 0) {
            order = subject.compareTo(other.subject);
        }
        if (order == 0) {
            order = message.compareTo(other.message);
        }
        if (order == 0) {
            order = severity.compareTo(other.severity);
        }
        return order == 0 ? revision.compareTo(other.revision) : order;
    }
}
