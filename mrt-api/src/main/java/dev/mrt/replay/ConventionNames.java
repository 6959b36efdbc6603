// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Names that a naming convention of the application's metadata may have given to constraints that migrations leave unnamed. The
 * replay names these as the target does, and a convention that it did not read gives them other names.
 */
final class ConventionNames {

    private ConventionNames() {}

    /**
     * The one constraint that a name which no constraint has can mean: it is told by its own name, or by its table and
     * columns.
     *
     * @param kind its kind; null for any
     */
    static @Nullable Constraint meant(Table table, String name, @Nullable ConstraintKind kind) {
        Constraint found = null;
        for (Constraint constraint : table.constraints()) {
            if ((kind == null || constraint.kind() == kind) && mayName(name, table.name(), constraint)) {
                if (found != null) {
                    return null;
                }
                found = constraint;
            }
        }
        return found;
    }

    /** Whether a convention may have given this name to a constraint that the replay calls otherwise. */
    static boolean mayName(String name, QualifiedName table, Constraint constraint) {
        String own = constraint.name();
        return own != null
                && ((own.length() > 4 && name.endsWith("_" + own)) || tellsContent(name, table, constraint, own));
    }

    private static boolean tellsContent(String name, QualifiedName table, Constraint constraint, String own) {
        String label = switch (constraint.kind()) {
            case PRIMARY_KEY -> "_pkey";
            case FOREIGN_KEY -> "_fkey";
            case UNIQUE -> "_key";
            case CHECK -> "_check";
            case EXCLUSION -> "_excl";
        };
        if (!own.endsWith(label) || !name.contains(table.name()) || !tellsKind(name, constraint.kind())) {
            return false;
        }
        boolean primaryKey = constraint.kind() == ConstraintKind.PRIMARY_KEY;
        for (String column : constraint.columns()) {
            if (!primaryKey && !name.contains(column)) {
                return false;
            }
        }
        return true;
    }

    private static boolean tellsKind(String name, ConstraintKind kind) {
        return switch (kind) {
            case PRIMARY_KEY -> name.contains("pk") || name.contains("primary");
            case FOREIGN_KEY -> name.contains("fk") || name.contains("foreign");
            case UNIQUE -> name.contains("uq") || name.contains("uniq") || name.contains("uc") || name.contains("key");
            case CHECK -> name.contains("ck") || name.contains("check") || name.contains("chk");
            case EXCLUSION -> name.contains("ex");
        };
    }
}
