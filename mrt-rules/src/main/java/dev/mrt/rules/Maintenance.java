// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What maintenance statements are, told by their first words; the SQL reader leaves them as text. */
final class Maintenance {

    private Maintenance() {}

    static boolean isCommit(String sql) {
        String first = words(sql, 1);
        return first.equals("COMMIT") || first.equals("END");
    }

    /** The first words of a statement in capitals, with single spaces. */
    static String words(String sql, int count) {
        StringBuilder words = new StringBuilder();
        int found = 0;
        int at = 0;
        while (at < sql.length() && found < count) {
            while (at < sql.length() && !Character.isLetter(sql.charAt(at))) {
                at++;
            }
            int start = at;
            while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
                at++;
            }
            if (at > start) {
                words.append(found == 0 ? "" : " ").append(sql, start, at);
                found++;
            }
        }
        return words.toString().toUpperCase(Locale.ROOT);
    }

    /** What a statement blocks and how it can be done without, or null where it blocks nobody. */
    static @Nullable String blocks(String sql) {
        String words = words(sql, 12);
        boolean concurrently = (" " + words + " ").contains(" CONCURRENTLY ");
        if (words.startsWith("REINDEX") && !concurrently) {
            return "REINDEX blocks writes to the table, and reads that use the index; REINDEX ... CONCURRENTLY does not"
                    + " (PostgreSQL 12 and later)";
        } else if (words.startsWith("CLUSTER")) {
            return "CLUSTER writes the table anew while nobody can read or write it; pg_repack does it online";
        } else if (words.startsWith("VACUUM") && (" " + words + " ").contains(" FULL ")) {
            return "VACUUM FULL writes the table anew while nobody can read or write it; plain VACUUM or pg_repack does not";
        } else if (words.startsWith("REFRESH MATERIALIZED VIEW") && !concurrently) {
            return "REFRESH MATERIALIZED VIEW blocks all readers of the view; with CONCURRENTLY and a unique index it does not";
        }
        return null;
    }
}
