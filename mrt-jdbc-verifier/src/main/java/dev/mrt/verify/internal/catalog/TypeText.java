// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.schema.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns the type texts that catalogs print into {@link SqlType}s. Stateless. */
public final class TypeText {

    private TypeText() {}

    /**
     * Reads a type such as {@code character varying(50)}, {@code timestamp(6) without time zone}, {@code numeric(10,2)[]},
     * {@code enum('a','b')} or {@code int(10) unsigned}. The name is folded to lower case where {@code fold} is set.
     */
    public static SqlType parse(String text, boolean fold) {
        String rest = text.strip();
        int dimensions = 0;
        while (rest.endsWith("[]")) {
            rest = rest.substring(0, rest.length() - 2);
            dimensions++;
        }
        boolean unsigned = false;
        if (rest.toLowerCase(Locale.ROOT).endsWith(" unsigned")) {
            unsigned = true;
            rest = rest.substring(0, rest.length() - 9);
        }
        List<Integer> parameters = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        int open = rest.indexOf('(');
        int close = rest.lastIndexOf(')');
        if (open > 0 && close > open) {
            String inner = rest.substring(open + 1, close);
            boolean numbers = inner.indexOf('\'') < 0;
            if (numbers) {
                for (String part : inner.split(",", -1)) {
                    try {
                        parameters.add(Integer.valueOf(part.strip()));
                    } catch (NumberFormatException e) {
                        numbers = false;
                    }
                }
            } else {
                labels.addAll(labels(inner));
            }
            if (numbers || !labels.isEmpty()) {
                rest = rest.substring(0, open) + rest.substring(close + 1);
            } else {
                parameters.clear();
            }
        }
        String name = rest.strip();
        return new SqlType(fold ? name.toLowerCase(Locale.ROOT) : name, parameters, labels, dimensions, unsigned);
    }

    /** The strings of {@code 'a','it''s'}. */
    static List<String> labels(String quoted) {
        List<String> labels = new ArrayList<>();
        int i = quoted.indexOf('\'');
        while (i >= 0) {
            StringBuilder label = new StringBuilder();
            i++;
            while (i < quoted.length()) {
                char c = quoted.charAt(i);
                if (c == '\'') {
                    if (i + 1 < quoted.length() && quoted.charAt(i + 1) == '\'') {
                        i++;
                    } else {
                        break;
                    }
                }
                label.append(c);
                i++;
            }
            labels.add(label.toString());
            i = quoted.indexOf('\'', i + 1);
        }
        return labels;
    }
}
