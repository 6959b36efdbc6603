// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.Table;
import java.util.List;

/** Which indexes serve which columns. */
final class Covering {

    private Covering() {}

    /** Whether an index, unique constraint or primary key of a table begins with these columns, in any order among them. */
    static boolean isCovered(Table table, List<String> columns) {
        for (Index index : table.indexes()) {
            if (index.predicate() == null && beginsWith(index.columns(), columns)) {
                return true;
            }
        }
        for (Constraint constraint : table.constraints()) {
            boolean hasIndex = constraint instanceof Constraint.Unique || constraint instanceof Constraint.PrimaryKey;
            if (hasIndex && beginsWith(constraint.columns(), columns)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWith(List<String> indexed, List<String> columns) {
        return indexed.size() >= columns.size()
                && indexed.subList(0, columns.size()).containsAll(columns);
    }
}
