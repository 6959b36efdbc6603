// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rendering;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes names and strings as SQL. Stateless. */
public final class Sql {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** Words that PostgreSQL, MySQL or SQLite take as names only in quotes. */
    private static final Set<String> RESERVED = Set.of("""
            all analyse analyze and any array as asc asymmetric both case cast change check collate column
            condition constraint create current_date current_role current_time current_timestamp current_user
            database default deferrable delete desc distinct do drop else end except exists explain false fetch
            for foreign from function generated grant group groups having if in index initially insert intersect
            interval into is join key keys kill lateral leading left like limit localtime localtimestamp lock
            match natural not null of offset on only option or order outer over partition placing primary range
            rank read references release rename repeat replace returning right row rows schema select
            session_user set show some symmetric system table then to trailing trigger true union unique update
            usage use user using values variadic when where window with write
            """.strip().split("\\s+"));

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

    /** A name for people to read: in quotes only where the dialect asks for them. */
    public static String readableName(Dialect dialect, String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name) ? name : name(dialect, name);
    }

    /** A name with its schema for people to read: each part in quotes only where the dialect asks for them. */
    public static String readableName(Dialect dialect, QualifiedName name) {
        String own = readableName(dialect, name.name());
        return name.schema() == null ? own : readableName(dialect, name.schema()) + "." + own;
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
