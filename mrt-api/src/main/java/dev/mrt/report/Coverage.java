// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import dev.mrt.migration.Migration;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.source.SourceRange;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much of the migrations was understood, so that silence can be trusted.
 *
 * @param understood operations with known objects
 * @param partly operations of which something is known: code that may change rows in ways that were not followed
 * @param opaque operations of which nothing is known
 * @param statements SQL statements that the migrations give to the database
 * @param reasons why operations are partly understood or opaque, with how often, ordered by reason
 */
public record Coverage(int understood, int partly, int opaque, Statements statements, Map<String, Integer> reasons) {

    /**
     * SQL statements, given as text or built with SQLAlchemy. Text that is put together at run time is none, but opaque.
     *
     * @param parsed statements that became operations on tables, rows or other objects
     * @param recognised statements of which it is known that they read, maintain, run code or are harmless
     * @param unread statements that were not understood
     */
    public record Statements(int parsed, int recognised, int unread) {
        /** All statements. */
        public int total() {
            return parsed + recognised + unread;
        }
    }

    /** Calls that give SQL to the database, without what they are called on. */
    private static final Set<String> SQL_CALLS =
            Set.of("execute", "executemany", "executescript", "exec_driver_sql", "scalar", "scalars", "RunSQL");

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
        return new Coverage(count.understood, count.partly, count.opaque, count.statements(), count.reasons);
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
        private int parsed;
        private int recognised;
        private int unread;
        private final Map<String, Integer> reasons = new TreeMap<>();

        Statements statements() {
            return new Statements(parsed, recognised, unread);
        }

        void add(Procedure procedure) {
            SourceRange lastStatement = null;
            for (Step step : procedure.steps()) {
                count(step.operation());
                // one statement may be several operations
                if (isSql(step) && !step.range().equals(lastStatement)) {
                    lastStatement = step.range();
                    countStatement(step.operation());
                }
            }
        }

        private void count(Operation operation) {
            if (operation instanceof Operation.Opaque unknown) {
                opaque++;
                reasons.merge(unknown.reason(), 1, Integer::sum);
            } else if (operation instanceof Operation.RunCode code && code.mayChangeData()) {
                partly++;
                reasons.merge(code.reason(), 1, Integer::sum);
            } else if (operation instanceof Operation.ExecuteSql sql && sql.effect() == SqlEffect.UNREAD) {
                opaque++;
                reasons.merge("SQL that could not be read", 1, Integer::sum);
            } else {
                understood++;
            }
        }

        private void countStatement(Operation operation) {
            if (!(operation instanceof Operation.ExecuteSql sql)) {
                parsed++;
            } else if (sql.effect() == SqlEffect.UNREAD) {
                unread++;
            } else {
                recognised++;
            }
        }

        private static boolean isSql(Step step) {
            Operation operation = step.operation();
            if (operation instanceof Operation.Opaque || operation instanceof Operation.RunCode) {
                return false;
            }
            String call = step.origin().substring(step.origin().lastIndexOf('.') + 1);
            return operation instanceof Operation.ExecuteSql || SQL_CALLS.contains(call);
        }
    }
}
