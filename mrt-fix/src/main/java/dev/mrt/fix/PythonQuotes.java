// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes Python string literals with the quotes that a file prefers.
 *
 * @param quote the preferred quote, {@code '} or {@code "}
 */
record PythonQuotes(char quote) {

    /** The quotes that most literals of a text have. */
    static PythonQuotes of(String text) {
        int balance = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && !text.startsWith("\"\"", i + 1) && (i == 0 || text.charAt(i - 1) != '"')) {
                balance++;
            } else if (c == '\'') {
                balance--;
            }
        }
        return new PythonQuotes(balance < 0 ? '\'' : '"');
    }

    /** A literal of one line; the other quotes are taken where the value has the preferred ones. */
    String literal(String value) {
        char other = quote == '"' ? '\'' : '"';
        char used = value.indexOf(quote) >= 0 && value.indexOf(other) < 0 ? other : quote;
        StringBuilder out = new StringBuilder(value.length() + 2).append(used);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == used || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < ' ' || c == 0x7F) {
                out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append(used).toString();
    }

    /** A literal as code. */
    PythonCode code(String value) {
        return PythonCode.atom(literal(value));
    }

    /** A list of literals as code. */
    PythonCode codes(List<String> values) {
        List<PythonCode> items = new ArrayList<>();
        for (String value : values) {
            items.add(code(value));
        }
        return PythonCode.list(items);
    }

    /** SQL text as a literal: over several lines in triple quotes where it has several. */
    PythonCode sql(String sql) {
        if (sql.indexOf('\n') < 0) {
            return code(sql);
        }
        String escaped =
                sql.replace("\\", "\\\\").replace("\"\"\"", "\\\"\\\"\\\"").replace("\r", "");
        return PythonCode.atom("\"\"\"" + (escaped.endsWith("\"") ? escaped + "\n" : escaped) + "\"\"\"");
    }
}
