// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The conditions that all of a procedure stands under, such as {@code if not settings.use_postgres: return} on top of it.
 * Where such a condition cannot be known it is taken to hold: the procedure is written for the case that it does something.
 */
final class Guards {

    private Guards() {}

    /** The conditions that every step has that may change anything; empty where there is none or no such step. */
    static Set<Condition> of(List<Step> steps) {
        Set<Condition> common = null;
        for (Step step : steps) {
            if (!mayChange(step.operation())) {
                continue;
            }
            if (step.condition() instanceof Condition.Always) {
                return Set.of();
            }
            List<Condition> own = new ArrayList<>();
            flatten(step.condition(), own);
            if (common == null) {
                common = new HashSet<>(own);
            } else {
                common.retainAll(own);
            }
            if (common.isEmpty()) {
                return Set.of();
            }
        }
        return common == null ? Set.of() : common;
    }

    private static void flatten(Condition condition, List<Condition> parts) {
        if (condition instanceof Condition.All all) {
            for (Condition part : all.conditions()) {
                flatten(part, parts);
            }
        } else {
            parts.add(condition);
        }
    }

    private static boolean mayChange(Operation operation) {
        if (operation instanceof Operation.ExecuteSql sql) {
            return sql.effect() == SqlEffect.UNREAD || sql.effect() == SqlEffect.RUNS_CODE;
        }
        return !(operation instanceof Operation.SetParameter) && !(operation instanceof Operation.RaiseError);
    }
}
