// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.migration.Condition;
import dev.mrt.schema.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** A condition as it reads in a sentence behind "if". */
final class ConditionWords {

    /** More than this nobody reads in one sentence. */
    private static final int READABLE = 3;

    private ConditionWords() {}

    /** All of the condition, however long. */
    static String of(Condition condition) {
        if (condition instanceof Condition.DialectIs it) {
            TreeSet<String> names = new TreeSet<>();
            for (Dialect dialect : it.dialects()) {
                names.add(dialect.id());
            }
            return "the database is " + String.join(" or ", names);
        }
        if (condition instanceof Condition.Exists it) {
            Condition.Part part = it.part();
            String kind = it.kind() == null ? "table" : it.kind().words();
            return (part == null
                            ? kind + " " + it.name()
                            : part.kind().name().toLowerCase(Locale.ROOT) + " " + it.name() + "." + part.name())
                    + " exists";
        }
        if (condition instanceof Condition.DependsOnData it) {
            return "the data says so (" + it.description() + ")";
        }
        if (condition instanceof Condition.Unknown it) {
            return "something not known holds (" + it.description() + ")";
        }
        if (condition instanceof Condition.Not it) {
            return "not (" + of(it.condition()) + ")";
        }
        if (condition instanceof Condition.All it) {
            return joined(it.conditions(), " and ");
        }
        if (condition instanceof Condition.Any it) {
            return joined(it.conditions(), " or ");
        }
        return "always";
    }

    /** The condition where it is short, otherwise what kind of condition it is. */
    static String inShort(Condition condition) {
        List<Condition> parts = new ArrayList<>();
        collect(condition, parts);
        if (parts.size() <= READABLE) {
            return of(condition);
        }
        return parts.stream().anyMatch(Condition.Unknown.class::isInstance)
                ? "conditions hold that are not all known"
                : "conditions hold that depend on the data";
    }

    private static void collect(Condition condition, List<Condition> parts) {
        if (condition instanceof Condition.Not it) {
            collect(it.condition(), parts);
        } else if (condition instanceof Condition.All it) {
            it.conditions().forEach(part -> collect(part, parts));
        } else if (condition instanceof Condition.Any it) {
            it.conditions().forEach(part -> collect(part, parts));
        } else {
            parts.add(condition);
        }
    }

    private static String joined(List<Condition> conditions, String word) {
        StringBuilder text = new StringBuilder();
        for (Condition condition : conditions) {
            text.append(text.isEmpty() ? "" : word).append(of(condition));
        }
        return text.toString();
    }
}
