// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rendering;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** Writes names and strings as SQL. Stateless. */
public final class Sql {

    private Sql() {}

    /** A name in the quotes of a dialect. */
    public static String name(Dialect dialect, String name) {
        String quote = dialect.isMysqlFamily() ? "`" : "\"";
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A name with its schema, in quotes. */
    public static String name(Dialect dialect, QualifiedName name) {
        String own = name(dialect, name.name());
        return name.schema() == null ? own : name(dialect, name.schema()) + "." + own;
    }

    /** Names in quotes with commas between them. */
    public static String names(Dialect dialect, List<String> names) {
        List<String> quoted = new ArrayList<>();
        for (String name : names) {
            quoted.add(name(dialect, name));
        }
        return String.join(", ", quoted);
    }

    /** A string literal. */
    public static String text(Dialect dialect, String text) {
        String doubled = text.replace("'", "''");
        return "'" + (dialect.isMysqlFamily() ? doubled.replace("\\", "\\\\") : doubled) + "'";
    }
}
