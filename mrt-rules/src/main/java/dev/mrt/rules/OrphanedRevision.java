// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.migration.HistoryProblem;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.rule.HistoryContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A revision that is linked to nothing: it begins a line of its own, and nobody meant it to. */
@AutoService(RiskRule.class)
public final class OrphanedRevision extends BuiltInRule {

    public OrphanedRevision() {
        super(
                "MRT906",
                "ORPHANED MIGRATION",
                Severity.WARNING,
                "A revision is linked to no other revision of its line");
    }

    @Override
    public void checkHistory(HistoryContext context) {
        MigrationHistory history = context.history();
        Map<String, Integer> sizes = new HashMap<>();
        for (Migration migration : history.order()) {
            sizes.merge(migration.appLabel(), 1, Integer::sum);
        }
        Set<String> heads = new HashSet<>();
        for (Migration head : history.heads()) {
            heads.add(head.id());
        }
        Set<String> broken = new HashSet<>();
        for (HistoryProblem problem : history.problems()) {
            if (problem instanceof HistoryProblem.MissingParent missing) {
                broken.add(missing.migration().id());
            }
        }
        for (Migration base : history.bases()) {
            boolean alone = heads.contains(base.id())
                    && base.branchLabels().isEmpty()
                    && base.dependsOn().isEmpty()
                    && base.replaces().isEmpty()
                    && history.children(base).isEmpty();
            if (alone && !broken.contains(base.id()) && sizes.getOrDefault(base.appLabel(), 0) > 1) {
                context.report(
                        base,
                        "",
                        "`" + base.id() + "` builds on nothing and nothing builds on it: "
                                + (context.framework() == Framework.DJANGO
                                        ? "it runs at any time, before or after the others of its application."
                                        : "`alembic upgrade head` refuses to run because of it."),
                        context.framework() == Framework.DJANGO
                                ? "Name the last migration of the application in `dependencies`."
                                : "Set `down_revision` to the revision that it comes after.");
            }
        }
    }
}
