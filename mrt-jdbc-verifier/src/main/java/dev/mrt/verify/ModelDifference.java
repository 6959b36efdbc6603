// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which a project's models say something else than its migrations, or than a database. The facts are those of
 * the framework's own comparison: Alembic's {@code compare_metadata}, Django's {@code makemigrations}.
 *
 * @param kind which side lacks it
 * @param object what it is in the framework's words, such as {@code column}, {@code foreign key}, {@code field}
 * @param subject its name, such as {@code users.phone}; {@code shop.User.phone} for Django
 * @param found how it is now, or null where that is not told
 * @param inModels how the models have it, or null where that is not told
 */
public record ModelDifference(
        Kind kind,
        String object,
        String subject,
        @Nullable String found,
        @Nullable String inModels) {

    /** Which side lacks something. */
    public enum Kind {
        /** Only the models have it: a migration is to be written. */
        MISSING("missing"),
        /** The models do not have it: a migration that removes it is to be written, or a model was forgotten. */
        UNEXPECTED("unexpected"),
        /** Both have it, in different ways. */
        CHANGED("changed"),
        /** A migration that the database does not have yet. */
        NOT_APPLIED("not applied");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind in words, such as {@code not applied}. */
        public String words() {
            return words;
        }
    }

    public ModelDifference {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(subject, "subject");
    }

    /** The difference in words, such as <code>column `users.phone` is missing: only the models have it</code>. */
    public String sentence() {
        String name = object + " `" + subject + "`";
        return switch (kind) {
            case MISSING -> name + " is missing: only the models have it";
            case UNEXPECTED -> name + " is not in the models";
            case NOT_APPLIED -> name + " is not applied";
            case CHANGED -> changed(name);
        };
    }

    private String changed(String name) {
        if (found == null && inModels == null) {
            return name + " is another in the models";
        }
        return name + " is " + (found == null ? "not as in the models" : found) + "; the models say "
                + (inModels == null ? "nothing" : inModels);
    }
}
