// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What the statements of a while may have changed on a MySQL or MariaDB server. The server counts statements by kind, from
 * whatever session, procedure or trigger; where somebody told of exactly as many of each kind, and each names one table, nothing
 * else is other than it was. Belongs to one catalog.
 *
 * @see <a href="https://mariadb.com/kb/en/server-status-variables/">Com_ status variables</a>
 */
final class MysqlStatements {

    /**
     * The tables that statements named.
     *
     * @param defined those whose definition may be another, and whose rows may be others
     * @param written those into which rows were written
     */
    record Touched(Set<String> defined, Set<String> written) {}

    private static final String COUNTS =
            " status where variable_name like 'Com\\_%' and variable_name not like 'Com\\_show\\_%'";

    private static final Set<String> HARMLESS = Set.of(
            "begin",
            "change_db",
            "commit",
            "kill",
            "lock_tables",
            "release_savepoint",
            "rollback",
            "rollback_to_savepoint",
            "savepoint",
            "select",
            "set_option",
            "unlock_tables");

    private static final String NAME = "(?:`(?<quoted>[^`]+)`|(?<bare>[\\w$]++))(?!\\s*\\.)(?=[\\s(;]|$)";
    private static final String INDEX = "index\\s+(?:`[^`]+`|[\\w$]++)\\s+on\\s+";

    /** A kind of statement on one table. A table that gets another name is not one: others refer to it. */
    private enum Shape {
        CREATE_TABLE("create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?" + NAME + ".*"),
        DROP_TABLE("drop\\s+table\\s+(?:if\\s+exists\\s+)?" + NAME + "\\s*;?\\s*"),
        ALTER_TABLE("alter\\s+table\\s+" + NAME + "(?!.*\\b(?:rename|change|exchange|partition)\\b).*"),
        CREATE_INDEX("create\\s+(?:unique\\s+)?" + INDEX + NAME + ".*"),
        DROP_INDEX("drop\\s+" + INDEX + NAME + ".*"),
        INSERT("insert\\s+into\\s+" + NAME + ".*"),
        UPDATE("update\\s+" + NAME + "\\s+set\\s.*"),
        DELETE("delete\\s+from\\s+" + NAME + "\\s*(?:where\\s.*)?");

        private final Pattern pattern;

        Shape(String pattern) {
            this.pattern = Pattern.compile("\\s*" + pattern, Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
        }

        private boolean defines() {
            return compareTo(INSERT) < 0;
        }

        private String kind() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many statements of each kind the server had counted at the last look; null where nobody has looked. */
    private @Nullable Map<String, Long> counted;

    /** How many of them were our own session's when it last said that it wrote. */
    private Map<String, Long> own = Map.of();

    /** The statements since the last look that somebody told of. */
    private final List<String> told = new ArrayList<>();

    /** Whether the server takes names in upper and lower case for the same, so that the ones told may not be those of the catalog. */
    private boolean foldsNames;

    /** Forgets all: the database is another. */
    void forget() {
        counted = null;
        told.clear();
    }

    /** Hears of statements that somebody sent since the last look. */
    void tell(List<String> statements) {
        told.addAll(statements);
    }

    /** Looks, and tells what statements touched since the last look; empty where it may be anything. */
    Optional<Touched> look(Handle handle) {
        Map<String, Long> explained = new HashMap<>();
        if (counted == null) {
            foldsNames = handle.select("select @@lower_case_table_names")
                            .mapTo(Integer.class)
                            .one()
                    != 0;
        } else {
            explained.putAll(counted);
        }
        Touched touched = new Touched(new HashSet<>(), new HashSet<>());
        for (String statement : told) {
            explain(statement, touched, explained);
        }
        told.clear();
        Map<String, Long> now = counts(handle, "global");
        counted = now;
        return explained.equals(now) && !foldsNames ? Optional.of(touched) : Optional.empty();
    }

    /** Hears that the handle's own session wrote, and knows what: the next look is to tell of others only. */
    void written(Handle handle) {
        Map<String, Long> session = counts(handle, "session");
        Map<String, Long> explained = counted == null ? new HashMap<>() : new HashMap<>(counted);
        session.forEach((kind, count) -> explained.merge(kind, count - own.getOrDefault(kind, 0L), Long::sum));
        own = session;
        Map<String, Long> now = counts(handle, "global");
        counted = told.isEmpty() && explained.equals(now) ? now : null;
    }

    private static void explain(String statement, Touched touched, Map<String, Long> explained) {
        for (Shape shape : Shape.values()) {
            Matcher matcher = shape.pattern.matcher(statement);
            if (matcher.matches()) {
                String quoted = matcher.group("quoted");
                String name = quoted == null ? matcher.group("bare") : quoted;
                (shape.defines() ? touched.defined() : touched.written()).add(name);
                explained.merge(shape.kind(), 1L, Long::sum);
                return;
            }
        }
    }

    private static Map<String, Long> counts(Handle handle, String scope) {
        Map<String, Long> counts = new HashMap<>();
        handle.select("show " + scope + COUNTS)
                .map((rs, ctx) -> {
                    String kind = rs.getString(1).substring("Com_".length()).toLowerCase(Locale.ROOT);
                    return counts.merge(kind.replace("insert_select", "insert"), rs.getLong(2), Long::sum);
                })
                .list();
        counts.keySet().removeAll(HARMLESS);
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
