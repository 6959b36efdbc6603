// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.rule.HistoryContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two revisions that nothing builds on: the framework refuses to upgrade, or leaves one of them out. */
@AutoService(RiskRule.class)
public final class SeveralHeads extends BuiltInRule {

    public SeveralHeads() {
        super("MRT901", "MULTIPLE HEADS", Severity.ERROR, "A history has several heads that belong to one line");
    }

    @Override
    public void checkHistory(HistoryContext context) {
        Map<String, List<Migration>> lines = new TreeMap<>();
        for (Migration head : context.history().heads()) {
            lines.computeIfAbsent(line(context.history(), head), key -> new ArrayList<>())
                    .add(head);
        }
        for (List<Migration> heads : lines.values()) {
            if (heads.size() > 1) {
                report(context, heads);
            }
        }
    }

    /** What tells lines apart that are meant to be: Django's applications, Alembic's bases and branch labels. */
    private static String line(MigrationHistory history, Migration head) {
        if (head.framework() == Framework.DJANGO) {
            return head.appLabel();
        }
        Set<String> marks = new TreeSet<>();
        Set<String> bases = new TreeSet<>();
        for (Migration migration : history.line(head)) {
            marks.addAll(labels(migration));
            if (migration.parents().isEmpty()) {
                bases.add(migration.id());
            }
        }
        return marks + " " + bases;
    }

    /** The branch labels; where a file sets some that could not be known, its revision stands for them. */
    private static Set<String> labels(Migration migration) {
        Set<String> labels = new TreeSet<>(migration.branchLabels());
        String text = migration.source().text();
        int at = text.indexOf("\nbranch_labels");
        if (labels.isEmpty() && at >= 0) {
            int equals = text.indexOf('=', at);
            if (equals > 0 && !text.startsWith("None", equals + 1 + (text.startsWith(" ", equals + 1) ? 1 : 0))) {
                labels.add(migration.id());
            }
        }
        return labels;
    }

    private static void report(HistoryContext context, List<Migration> heads) {
        StringBuilder names = new StringBuilder();
        for (Migration head : heads) {
            names.append(names.length() == 0 ? "`" : ", `")
                    .append(head.id())
                    .append("` (")
                    .append(head.source().fileName())
                    .append(')');
        }
        Migration last = heads.get(heads.size() - 1);
        boolean django = context.framework() == Framework.DJANGO;
        context.report(
                last,
                django ? last.appLabel() : "",
                "Nothing builds on any of " + names + ": "
                        + (django ? "`migrate` refuses to run." : "`alembic upgrade head` refuses to run."),
                django ? "python manage.py makemigrations --merge" : "alembic merge heads");
    }
}
