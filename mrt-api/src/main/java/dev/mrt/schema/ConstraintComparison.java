// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;

/** Says in words how two constraints differ, their names aside. */
final class ConstraintComparison {

    private ConstraintComparison() {}

    /** True for a constraint of which nothing but the name, or the name and kind, is known. */
    static boolean isPlaceholder(Constraint constraint) {
        if (!constraint.columns().isEmpty()) {
            return false;
        }
        return !(constraint instanceof Constraint.Check check)
                || check.expression().isEmpty();
    }

    /** What differs, empty for nothing that is known. */
    static String whatDiffers(Constraint before, Constraint after, boolean sameSource) {
        if (isPlaceholder(before) || isPlaceholder(after)) {
            return "";
        }
        if (before.kind() != after.kind()) {
            return "it is a " + after.kind().words() + ", it was a "
                    + before.kind().words();
        }
        if (before instanceof Constraint.Check mine && after instanceof Constraint.Check theirs) {
            if (mine.validated() != theirs.validated()) {
                return validated(theirs.validated());
            }
            return sameSource && SqlText.differ(mine.expression(), theirs.expression())
                    ? "it checks `" + theirs.expression() + "`, it was `" + mine.expression() + "`"
                    : "";
        }
        if (!before.columns().equals(after.columns())) {
            return "it is on (" + columns(after.columns()) + "), it was on (" + columns(before.columns()) + ")";
        }
        if (before instanceof Constraint.ForeignKey mine && after instanceof Constraint.ForeignKey theirs) {
            return whatDiffers(mine, theirs);
        }
        if (before instanceof Constraint.Unique mine && after instanceof Constraint.Unique theirs) {
            if (mine.nullsNotDistinct() != theirs.nullsNotDistinct()) {
                return theirs.nullsNotDistinct() ? "NULLs count as equal" : "NULLs count as distinct";
            }
            return deferrable(
                    mine.deferrable(), mine.initiallyDeferred(), theirs.deferrable(), theirs.initiallyDeferred());
        }
        if (before instanceof Constraint.Exclusion mine && after instanceof Constraint.Exclusion theirs) {
            return sameSource && SqlText.differ(mine.definition(), theirs.definition())
                    ? "it excludes `" + theirs.definition() + "`, it was `" + mine.definition() + "`"
                    : "";
        }
        return "";
    }

    private static String whatDiffers(Constraint.ForeignKey before, Constraint.ForeignKey after) {
        if (!before.referencedTable().equals(after.referencedTable())) {
            return "it refers to `" + after.referencedTable() + "`, it was `" + before.referencedTable() + "`";
        }
        if (!before.referencedColumns().isEmpty()
                && !after.referencedColumns().isEmpty()
                && !before.referencedColumns().equals(after.referencedColumns())) {
            return "it refers to (" + columns(after.referencedColumns()) + "), it was ("
                    + columns(before.referencedColumns()) + ")";
        }
        if (before.onDelete() != after.onDelete()) {
            return "ON DELETE " + after.onDelete().sql() + ", it was "
                    + before.onDelete().sql();
        }
        if (before.onUpdate() != after.onUpdate()) {
            return "ON UPDATE " + after.onUpdate().sql() + ", it was "
                    + before.onUpdate().sql();
        }
        if (before.validated() != after.validated()) {
            return validated(after.validated());
        }
        return deferrable(
                before.deferrable(), before.initiallyDeferred(), after.deferrable(), after.initiallyDeferred());
    }

    private static String validated(boolean now) {
        return now ? "it is validated, it was NOT VALID" : "it is NOT VALID, it was validated";
    }

    private static String deferrable(boolean before, boolean beforeInitially, boolean after, boolean afterInitially) {
        if (before == after && beforeInitially == afterInitially) {
            return "";
        }
        return "it is " + timing(after, afterInitially) + ", it was " + timing(before, beforeInitially);
    }

    private static String timing(boolean deferrable, boolean initially) {
        return initially ? "DEFERRABLE INITIALLY DEFERRED" : deferrable ? "DEFERRABLE" : "NOT DEFERRABLE";
    }

    private static String columns(List<String> columns) {
        return String.join(", ", columns);
    }
}
