// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.rule.HistoryContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Django migration is named as a squashed one but has no {@code replaces}, while migrations of the range in its name are
 * still there: both run on a new database. Without them it is right to take {@code replaces} away.
 */
@AutoService(RiskRule.class)
public final class SquashWithoutReplaces extends BuiltInRule {

    private static final String SQUASHED = "_squashed_";

    public SquashWithoutReplaces() {
        super(
                "MRT602",
                "SQUASH WITHOUT REPLACES",
                Severity.ERROR,
                "A squashed migration has no replaces although the squashed ones are still there");
    }

    @Override
    public void checkHistory(HistoryContext context) {
        if (context.framework() != Framework.DJANGO) {
            return;
        }
        Map<String, List<Migration>> byApp = new HashMap<>();
        for (Migration migration : context.history().order()) {
            byApp.computeIfAbsent(migration.appLabel(), app -> new ArrayList<>())
                    .add(migration);
        }
        for (Migration migration : context.history().order()) {
            String name = name(migration);
            int at = name.indexOf(SQUASHED);
            if (at < 0 || !migration.replaces().isEmpty()) {
                continue;
            }
            int first = number(name);
            int last = number(name.substring(at + SQUASHED.length()));
            for (Migration other : byApp.getOrDefault(migration.appLabel(), List.of())) {
                int number = number(name(other));
                boolean squashed = !other.equals(migration) && first >= 0 && number >= first && number <= last;
                if (squashed && !name(other).contains(SQUASHED)) {
                    context.report(
                            migration,
                            "",
                            "Its name says that it is squashed, but it has no `replaces`, and `" + other.id()
                                    + "`, which it was made from, is still there: on a new database both run, and on an old one"
                                    + " this one fails on what is there already.",
                            "List in `replaces` the migrations that it stands for, until all databases have run it.");
                    break;
                }
            }
        }
    }

    private static String name(Migration migration) {
        return migration.id().substring(migration.appLabel().length() + 1);
    }

    /** The digits that a name begins with, or -1. */
    private static int number(String name) {
        int end = 0;
        while (end < name.length() && end < 6 && Character.isDigit(name.charAt(end))) {
            end++;
        }
        return end == 0 ? -1 : Integer.parseInt(name.substring(0, end));
    }
}
