// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a view's query names. PostgreSQL's {@code CREATE OR REPLACE VIEW} takes only a query whose columns begin with
 * those of the one before.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createview.html">CREATE VIEW</a>
 */
final class ViewColumns {

    private static final Pattern SELECT = Pattern.compile("\\s*\\(*\\s*select\\s+(?:distinct\\s+(?!on\\b))?");
    private static final Pattern NAMED =
            Pattern.compile("(?s).*\\sas\\s+\"?(\\w+)\"?|(?:\"?\\w+\"?\\.)*\"?([a-z_]\\w*)\"?");

    private ViewColumns() {}

    /** Why a query cannot take the place of another; empty where it can, or where nobody knows. */
    static String refusal(String before, String after) {
        List<String> old = of(before);
        List<String> made = of(after);
        if (old == null || made == null) {
            return "";
        }
        for (int i = 0; i < old.size(); i++) {
            if (i >= made.size()) {
                return "its column `" + old.get(i) + "` would go";
            }
            if (!made.get(i).equals(old.get(i))) {
                return "its column `" + old.get(i) + "` would be `" + made.get(i) + "`";
            }
        }
        return "";
    }

    /** The names in their order; null where one of them is not written. */
    private static @Nullable List<String> of(String definition) {
        String query = definition.toLowerCase(Locale.ROOT);
        Matcher select = SELECT.matcher(query);
        if (!select.lookingAt() || query.contains("--") || query.contains("/*")) {
            return null;
        }
        List<String> names = new ArrayList<>();
        int depth = 0;
        int start = select.end();
        for (int i = start; i < query.length(); i++) {
            char c = query.charAt(i);
            boolean ends = depth == 0 && query.startsWith("from", i) && isWord(query, i);
            if (c == '\'') {
                i = query.indexOf('\'', i + 1);
                if (i < 0) {
                    return null;
                }
            } else if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
            } else if (ends || (c == ',' && depth == 0)) {
                Matcher named = NAMED.matcher(query.substring(start, i).trim());
                if (!named.matches()) {
                    return null;
                }
                names.add(named.group(1) == null ? named.group(2) : named.group(1));
                start = i + 1;
                if (ends) {
                    return names;
                }
            }
        }
        return null;
    }

    private static boolean isWord(String query, int start) {
        int end = start + "from".length();
        return Character.isWhitespace(query.charAt(start - 1))
                && end < query.length()
                && Character.isWhitespace(query.charAt(end));
    }
}
