// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two tables of one name. */
final class TableComparison {

    private final Table before;
    private final Table after;
    private final boolean sameSource;
    private final List<Difference> found;
    private final QualifiedName name;

    /** @param sameSource whether SQL texts can be compared and what is not listed is not there */
    TableComparison(Table before, Table after, boolean sameSource, List<Difference> found) {
        this.before = before;
        this.after = after;
        this.sameSource = sameSource;
        this.found = found;
        this.name = after.name();
    }

    void compare() {
        if (before.columns() != after.columns()) {
            compareColumns();
        }
        if (before.constraints() != after.constraints()) {
            compareConstraints();
        }
        if (before.indexes() != after.indexes()) {
            compareIndexes();
        }
        if (!before.comment().equals(after.comment())) {
            found.add(new Difference.TableCommentChanged(name, before.comment(), after.comment()));
        }
    }

    /** Whether absence from the first table is a fact. */
    private boolean beforeIsWhole() {
        return sameSource || before.complete();
    }

    private boolean afterIsWhole() {
        return sameSource || after.complete();
    }

    private void compareColumns() {
        int shared = sharedColumns();
        List<Column> mine = before.columns().subList(shared, before.columns().size());
        List<Column> theirs = after.columns().subList(shared, after.columns().size());
        List<String> commonBefore = new ArrayList<>();
        for (Column column : mine) {
            Column other = after.column(column.name()).orElse(null);
            if (other != null) {
                commonBefore.add(column.name());
                compare(column, other);
            } else if (afterIsWhole()) {
                found.add(new Difference.ColumnRemoved(name, column));
            }
        }
        Set<String> common = new HashSet<>(commonBefore);
        List<String> commonAfter = new ArrayList<>();
        for (Column column : theirs) {
            if (common.contains(column.name())) {
                commonAfter.add(column.name());
            } else if (beforeIsWhole()) {
                found.add(new Difference.ColumnAdded(name, column));
            }
        }
        if (before.complete() && after.complete() && !commonBefore.equals(commonAfter)) {
            List<String> first = before.columns().subList(0, shared).stream()
                    .map(Column::name)
                    .toList();
            commonBefore.addAll(0, first);
            commonAfter.addAll(0, first);
            found.add(new Difference.ColumnOrderChanged(name, commonBefore, commonAfter));
        }
    }

    /** How many columns from the first one on are the very same, as they are where one was added or dropped at the end. */
    private int sharedColumns() {
        int most = Math.min(before.columns().size(), after.columns().size());
        int shared = 0;
        while (shared < most && before.columns().get(shared) == after.columns().get(shared)) {
            shared++;
        }
        return shared;
    }

    private void compare(Column mine, Column theirs) {
        if (differ(mine.type(), theirs.type())) {
            changed(Difference.Facet.TYPE, mine, theirs);
        }
        if (mine.nullable() != theirs.nullable()
                && !mine.nullable().isUnknown()
                && !theirs.nullable().isUnknown()) {
            changed(Difference.Facet.NULLABLE, mine, theirs);
        }
        boolean numbered = mine.identity() != Identity.NONE || theirs.identity() != Identity.NONE;
        if (mine.identity() != theirs.identity()) {
            changed(Difference.Facet.IDENTITY, mine, theirs);
        } else if (!numbered && SqlText.differ(mine.serverDefault(), theirs.serverDefault(), sameSource)) {
            changed(Difference.Facet.DEFAULT, mine, theirs);
        }
        Generated myExpression = mine.generated();
        Generated theirExpression = theirs.generated();
        if (myExpression == null || theirExpression == null) {
            if (myExpression != null || theirExpression != null) {
                changed(Difference.Facet.GENERATED, mine, theirs);
            }
        } else if (myExpression.stored() != theirExpression.stored()
                || (sameSource && SqlText.differ(myExpression.expression(), theirExpression.expression()))) {
            changed(Difference.Facet.GENERATED, mine, theirs);
        }
        if (!Objects.equals(mine.comment(), theirs.comment())) {
            changed(Difference.Facet.COMMENT, mine, theirs);
        }
    }

    /** SQLite keeps the case in which a type was declared, which says nothing. */
    private boolean differ(SqlType mine, SqlType theirs) {
        return !mine.equals(theirs)
                && !mine.isUnknown()
                && !theirs.isUnknown()
                && (sameSource || !mine.toString().equalsIgnoreCase(theirs.toString()));
    }

    private void changed(Difference.Facet facet, Column mine, Column theirs) {
        found.add(new Difference.ColumnChanged(name, facet, mine, theirs));
    }

    private void compareConstraints() {
        List<Constraint> missing = new ArrayList<>();
        for (Constraint constraint : before.constraints()) {
            String own = constraint.name();
            Constraint other = own == null ? null : after.constraint(own).orElse(null);
            if (other == null) {
                missing.add(constraint);
            } else {
                String what = ConstraintComparison.whatDiffers(constraint, other, sameSource);
                if (!what.isEmpty()) {
                    found.add(new Difference.ConstraintChanged(name, constraint, other, what));
                }
            }
        }
        List<Constraint> additional = new ArrayList<>();
        for (Constraint constraint : after.constraints()) {
            if (constraint.name() == null
                    || before.constraint(constraint.name()).isEmpty()) {
                additional.add(constraint);
            }
        }
        for (Constraint constraint : missing) {
            Constraint same = takeEqual(constraint, additional);
            if (same == null) {
                if (afterIsWhole()) {
                    found.add(new Difference.ConstraintRemoved(name, constraint));
                }
            } else if (!Objects.equals(same.name(), constraint.name())) {
                found.add(new Difference.ConstraintRenamed(name, constraint, same));
            }
        }
        if (beforeIsWhole()) {
            for (Constraint constraint : additional) {
                found.add(new Difference.ConstraintAdded(name, constraint));
            }
        }
    }

    private @Nullable Constraint takeEqual(Constraint constraint, List<Constraint> others) {
        if (ConstraintComparison.isPlaceholder(constraint)) {
            return null;
        }
        for (int i = 0; i < others.size(); i++) {
            Constraint other = others.get(i);
            if (!ConstraintComparison.isPlaceholder(other)
                    && ConstraintComparison.whatDiffers(constraint, other, sameSource)
                            .isEmpty()) {
                return others.remove(i);
            }
        }
        return null;
    }

    private void compareIndexes() {
        List<Index> missing = new ArrayList<>();
        for (Index index : before.indexes()) {
            String own = index.name();
            Index other = own == null ? null : after.index(own).orElse(null);
            if (other == null) {
                missing.add(index);
            } else {
                String what = IndexComparison.whatDiffers(index, other, sameSource);
                if (!what.isEmpty()) {
                    found.add(new Difference.IndexChanged(name, index, other, what));
                }
            }
        }
        List<Index> additional = new ArrayList<>();
        for (Index index : after.indexes()) {
            if (index.name() == null || before.index(index.name()).isEmpty()) {
                additional.add(index);
            }
        }
        for (Index index : missing) {
            int same = -1;
            for (int i = 0; i < additional.size() && same < 0; i++) {
                if (!index.parts().isEmpty()
                        && !additional.get(i).parts().isEmpty()
                        && IndexComparison.whatDiffers(index, additional.get(i), sameSource)
                                .isEmpty()) {
                    same = i;
                }
            }
            if (same < 0) {
                if (afterIsWhole()) {
                    found.add(new Difference.IndexRemoved(name, index));
                }
            } else {
                Index other = additional.remove(same);
                if (!Objects.equals(other.name(), index.name())) {
                    found.add(new Difference.IndexRenamed(name, index, other));
                }
            }
        }
        if (beforeIsWhole()) {
            for (Index index : additional) {
                found.add(new Difference.IndexAdded(name, index));
            }
        }
    }
}
