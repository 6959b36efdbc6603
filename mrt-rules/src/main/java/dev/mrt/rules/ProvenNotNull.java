// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import java.util.Locale;
import java.util.Optional;

/** Whether a validated check constraint proves that a column holds no NULL (PostgreSQL 12 and later look for one). */
final class ProvenNotNull {

    private ProvenNotNull() {}

    static boolean byCheck(Optional<Table> table, String column, Target target) {
        if (table.isEmpty() || target.dialect() != Dialect.POSTGRESQL || !target.isAtLeast(12, 0)) {
            return false;
        }
        for (Constraint constraint : table.get().constraints()) {
            if (constraint instanceof Constraint.Check check && check.validated() && isNotNull(check, column)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNotNull(Constraint.Check check, String column) {
        String expression = check.expression().toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c != '(' && c != ')' && c != '"' && c != ' ' && c != '\n') {
                plain.append(c);
            }
        }
        return plain.toString().equals(column.toLowerCase(Locale.ROOT) + "isnotnull");
    }
}
