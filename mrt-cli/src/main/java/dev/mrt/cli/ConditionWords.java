// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.migration.Condition;
import dev.mrt.schema.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** A condition as it reads in a sentence behind "if". */
final class ConditionWords {

    private ConditionWords() {}

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

    private static String joined(List<Condition> conditions, String word) {
        StringBuilder text = new StringBuilder();
        for (Condition condition : conditions) {
            text.append(text.isEmpty() ? "" : word).append(of(condition));
        }
        return text.toString();
    }
}
