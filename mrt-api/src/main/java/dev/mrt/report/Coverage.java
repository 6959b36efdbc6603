// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import dev.mrt.migration.Migration;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of the migrations was understood, so that silence can be trusted.
 *
 * @param understood operations with known objects
 * @param partly operations of which something is known: code that may change rows in ways that were not followed
 * @param opaque operations of which nothing is known
 * @param statementsUnread SQL statements among the opaque that could not be read
 * @param reasons why operations are partly understood or opaque, with how often, ordered by reason
 */
public record Coverage(int understood, int partly, int opaque, int statementsUnread, Map<String, Integer> reasons) {

    public Coverage {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    /** Counts the steps of migrations, both ways. */
    public static Coverage of(Collection<Migration> migrations) {
        Count count = new Count();
        for (Migration migration : migrations) {
            count.add(migration.upgrade());
            count.add(migration.downgrade());
        }
        return new Coverage(count.understood, count.partly, count.opaque, count.unread, count.reasons);
    }

    /** All operations. */
    public int total() {
        return understood + partly + opaque;
    }

    /** The share of operations that were understood, from 0 to 1; 1 where there are none. */
    public double share() {
        return total() == 0 ? 1 : (double) understood / total();
    }

    private static final class Count {
        private int understood;
        private int partly;
        private int opaque;
        private int unread;
        private final Map<String, Integer> reasons = new TreeMap<>();

        void add(Procedure procedure) {
            for (Step step : procedure.steps()) {
                Operation operation = step.operation();
                if (operation instanceof Operation.Opaque unknown) {
                    opaque++;
                    reasons.merge(unknown.reason(), 1, Integer::sum);
                } else if (operation instanceof Operation.RunCode code) {
                    if (code.mayChangeData()) {
                        partly++;
                        reasons.merge(code.reason(), 1, Integer::sum);
                    } else {
                        understood++;
                    }
                } else if (operation instanceof Operation.ExecuteSql sql && sql.effect() == SqlEffect.UNREAD) {
                    opaque++;
                    unread++;
                    reasons.merge("SQL that could not be read", 1, Integer::sum);
                } else {
                    understood++;
                }
            }
        }
    }
}
