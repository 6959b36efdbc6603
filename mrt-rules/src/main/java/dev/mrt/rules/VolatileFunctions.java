// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions of PostgreSQL that give another value for each row, so that a default that calls one rewrites the table. */
final class VolatileFunctions {

    /** {@code pg_proc.provolatile = 'v'} among those that stand in defaults; {@code now()} is stable and not among them. */
    private static final Set<String> NAMES = Set.of(
            "clock_timestamp",
            "timeofday",
            "random",
            "gen_random_uuid",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "uuidv4",
            "uuidv7",
            "nextval",
            "setval",
            "pg_sleep");

    private VolatileFunctions() {}

    /** The first such function that an SQL expression calls, or null. */
    static @Nullable String in(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'') {
                int end = sql.indexOf('\'', at + 1);
                at = end < 0 ? sql.length() : end + 1;
            } else if (Character.isLetter(c)) {
                int start = at;
                while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
                    at++;
                }
                String word = sql.substring(start, at).toLowerCase(Locale.ROOT);
                if (NAMES.contains(word) && at < sql.length() && sql.charAt(at) == '(') {
                    return word;
                }
            } else {
                at++;
            }
        }
        return null;
    }
}
