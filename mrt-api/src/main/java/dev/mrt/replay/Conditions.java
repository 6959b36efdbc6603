// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a condition holds on the target and the schema that a step meets. A table of which nothing was ever heard
 * does not exist for a migration that asks; a part of a table that is not known completely may.
 */
final class Conditions {

    private Conditions() {}

    static Truth evaluate(Condition condition, Working working) {
        Truth truth = evaluateParts(condition, working);
        if (!truth.isUnknown() || working.guards.isEmpty()) {
            return truth;
        }
        return working.guards.contains(condition)
                ? Truth.TRUE
                : working.guards.contains(condition.negated()) ? Truth.FALSE : truth;
    }

    private static Truth evaluateParts(Condition condition, Working working) {
        if (condition instanceof Condition.Always) {
            return Truth.TRUE;
        }
        if (condition instanceof Condition.DialectIs is) {
            return Truth.of(is.dialects().contains(working.dialect()));
        }
        if (condition instanceof Condition.Exists exists) {
            Truth told = working.answers.get(exists);
            if (told == null) {
                told = exists(exists, working);
                working.answers.put(exists, told);
            }
            return told;
        }
        if (condition instanceof Condition.Not not) {
            return evaluate(not.condition(), working).not();
        }
        if (condition instanceof Condition.All all) {
            Truth truth = Truth.TRUE;
            for (Condition each : all.conditions()) {
                truth = truth.and(evaluate(each, working));
            }
            return truth;
        }
        if (condition instanceof Condition.Any any) {
            Truth truth = Truth.FALSE;
            for (Condition each : any.conditions()) {
                truth = truth.or(evaluate(each, working));
            }
            return truth;
        }
        return Truth.UNKNOWN;
    }

    private static Truth exists(Condition.Exists exists, Working working) {
        ObjectKind kind = exists.kind();
        Condition.Part part = exists.part();
        if (kind != null) {
            ObjectKey key = new ObjectKey(kind, working.name(exists.name()));
            if (working.doubts.contains(Doubts.Element.object(key))) {
                return Truth.UNKNOWN;
            }
            return Truth.of(working.schema.hasObject(key).isTrue());
        }
        QualifiedName name = working.name(exists.name());
        Truth there = working.hasTable(name);
        if (part == null || !there.isTrue()) {
            return there.isUnknown() && working.schema.table(name).isEmpty() ? unheard(part) : there;
        }
        Table table = working.schema.table(name).orElseThrow();
        if (working.isDoubtful(name, part.kind(), part.name())) {
            return Truth.UNKNOWN;
        }
        boolean listed = switch (part.kind()) {
            case COLUMN -> table.column(working.columnName(table, part.name())).isPresent();
            case CONSTRAINT -> table.constraint(part.name()).isPresent();
            case INDEX ->
                table.index(part.name()).isPresent()
                        || table.constraint(part.name()).isPresent();
        };
        return listed ? Truth.TRUE : table.complete() ? Truth.FALSE : Truth.UNKNOWN;
    }

    private static Truth unheard(Condition.@Nullable Part part) {
        return part == null ? Truth.FALSE : Truth.UNKNOWN;
    }
}
