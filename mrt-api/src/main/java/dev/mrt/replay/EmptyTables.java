// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables that hold no row wherever an upgrade runs to its end: it makes a column of theirs NOT NULL that no row has a value
 * for. So nothing of theirs is lost, and no row that was there before stands in the way of the downgrade.
 */
final class EmptyTables {

    private EmptyTables() {}

    /** Those of an upgrade, by the names that they have when it begins. */
    static Set<QualifiedName> of(List<StepReplay> upgrade) {
        Set<QualifiedName> empty = new HashSet<>();
        for (StepReplay step : upgrade) {
            QualifiedName table = Operations.table(step.step().operation());
            for (Conflict conflict : step.conflicts()) {
                if (table != null && conflict.kind() == Conflict.Kind.NOT_NULL_WITHOUT_VALUE) {
                    empty.add(UpdateSql.known(step, table));
                }
            }
        }
        return empty;
    }
}
