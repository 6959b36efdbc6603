// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The conditions that all of a procedure stands under, such as {@code if not settings.use_postgres: return} on top of it.
 * Where such a condition cannot be known it is taken to hold: the procedure is written for the case that it does something.
 * What several procedures say of a setting holds in all others, too, where it only decides about some steps. Immutable.
 */
final class Guards {

    private static final Pattern SETTING = Pattern.compile("\\w+(\\.\\w+)+");

    /** The opposites of what more procedures stand under, which therefore do not hold. */
    private final Set<Condition> refused = new HashSet<>();
    /** What several procedures say of a setting. */
    private final Set<Condition> settled = new HashSet<>();

    /** The guards of a history: of a condition and its opposite, the one that more procedures stand under holds. */
    Guards(List<Migration> migrations) {
        Map<Condition, Integer> counts = new HashMap<>();
        for (Migration migration : migrations) {
            for (Condition condition : common(migration.upgrade().steps())) {
                counts.merge(condition, 1, Integer::sum);
            }
        }
        counts.forEach((condition, count) -> {
            int opposite = counts.getOrDefault(condition.negated(), 0);
            if (opposite > count) {
                refused.add(condition);
            } else if (count > opposite && count > 1 && isAboutSetting(condition)) {
                settled.add(condition);
            }
        });
    }

    /** Whether it means the same in every migration: an attribute of something, not a variable of the procedure. */
    static boolean isAboutSetting(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return isAboutSetting(not.condition());
        }
        return condition instanceof Condition.Unknown unknown
                && SETTING.matcher(unknown.description()).matches();
    }

    /** Whether these guards say the same of any procedure. */
    boolean areEqualTo(Guards other) {
        return refused.equals(other.refused) && settled.equals(other.settled);
    }

    /** The conditions that are taken to hold in a procedure where they cannot be known. */
    Set<Condition> of(List<Step> steps) {
        Set<Condition> common = common(steps);
        if (refused.isEmpty() && settled.isEmpty()) {
            return common;
        }
        Set<Condition> held = new HashSet<>(common);
        held.removeAll(refused);
        held.addAll(settled);
        return held;
    }

    /** The conditions that every step has that may change anything; empty where there is none or no such step. */
    private static Set<Condition> common(List<Step> steps) {
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
