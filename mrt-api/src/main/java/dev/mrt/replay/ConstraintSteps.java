// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays what is done to constraints. */
final class ConstraintSteps {

    private final Working working;
    private final ForeignKeyIndexes keyIndexes;

    ConstraintSteps(Working working) {
        this.working = working;
        this.keyIndexes = new ForeignKeyIndexes(working);
    }

    boolean apply(Operation operation) {
        if (operation instanceof Operation.AddConstraint add) {
            add(add);
        } else if (operation instanceof Operation.DropConstraint drop) {
            drop(drop);
        } else if (operation instanceof Operation.RenameConstraint rename) {
            rename(rename);
        } else if (operation instanceof Operation.ValidateConstraint validate) {
            validate(validate);
        } else {
            return false;
        }
        return true;
    }

    /** The table with one more constraint, named as the target names it. */
    Table with(Table table, Constraint constraint) {
        Constraint named = working.named(table, constraint);
        if (named instanceof Constraint.ForeignKey key) {
            QualifiedName referenced =
                    key.referencedTable().equals(table.name()) ? table.name() : working.name(key.referencedTable());
            Constraint.ForeignKey resolved =
                    asKept(key).withReference(referenced, referencedColumns(table, referenced, key));
            return keyIndexes.with(
                    table.withConstraints(Working.added(table.constraints(), resolved)), resolved, constraint.name());
        }
        if (named instanceof Constraint.Unique && working.batch && working.dialect() == Dialect.SQLITE) {
            return hasUnique(table, named.columns())
                    ? table
                    : table.withConstraints(Working.added(table.constraints(), named));
        }
        Table changed = table.withConstraints(Working.added(table.constraints(), named));
        return named instanceof Constraint.Unique ? keyIndexes.withoutCovered(changed, named.columns()) : changed;
    }

    /** SQLite keeps one index for all unique constraints over the same columns, and batch mode finds the first one only. */
    private static boolean hasUnique(Table table, List<String> columns) {
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Unique && constraint.columns().equals(columns)) {
                return true;
            }
        }
        return false;
    }

    /** MySQL checks each row at once: nothing can be deferred, and {@code RESTRICT} is {@code NO ACTION}. */
    private Constraint.ForeignKey asKept(Constraint.ForeignKey key) {
        return working.dialect().isMysqlFamily()
                ? key.withActions(unrestricted(key.onDelete()), unrestricted(key.onUpdate()))
                        .notDeferrable()
                : key;
    }

    private static ReferentialAction unrestricted(ReferentialAction action) {
        return action == ReferentialAction.RESTRICT ? ReferentialAction.NO_ACTION : action;
    }

    /** A foreign key that names no columns refers to the primary key. */
    private List<String> referencedColumns(Table table, QualifiedName referenced, Constraint.ForeignKey key) {
        if (!key.referencedColumns().isEmpty()) {
            return key.referencedColumns();
        }
        Table other = referenced.equals(table.name())
                ? table
                : working.schema.table(referenced).orElse(table);
        return other.name().equals(referenced)
                ? other.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of())
                : List.of();
    }

    private void add(Operation.AddConstraint add) {
        Constraint constraint = add.constraint();
        String doing = "adds " + constraint.kind().words()
                + (constraint.name() == null ? "" : " `" + constraint.name() + "`") + " to `" + add.table() + "`";
        Table table = working.tableToChange(add.table(), doing);
        if (table == null) {
            return;
        }
        working.refuseOnSqlite(doing);
        String name = constraint.name();
        if (name != null && table.constraint(name).isPresent()) {
            if (!working.isDoubtful(table.name(), Condition.PartKind.CONSTRAINT, name)) {
                working.conflict(Conflict.Kind.EXISTS, doing + ", which is there already");
                return;
            }
            table = without(table, table.constraint(name).get());
            working.certain(table.name(), Condition.PartKind.CONSTRAINT, name);
        }
        for (String column : constraint.columns()) {
            if (table.complete()
                    && table.column(working.columnName(table, column)).isEmpty()) {
                working.conflict(
                        Conflict.Kind.MISSING, doing + ": column `" + table.name() + "." + column + "` is not there");
                return;
            }
        }
        Constraint.PrimaryKey present = table.primaryKey().orElse(null);
        if (constraint instanceof Constraint.PrimaryKey && present != null) {
            if (!working.isDoubtful(table.name(), Condition.PartKind.CONSTRAINT, present.name())) {
                working.conflict(Conflict.Kind.EXISTS, doing + ", which has a primary key already");
                return;
            }
            // what was dropped under a name that is not known was this one
            table = without(table, present);
        }
        if (constraint instanceof Constraint.ForeignKey key
                && working.schema.hasTable(working.name(key.referencedTable())).isFalse()) {
            working.conflict(Conflict.Kind.MISSING, doing + ": table `" + key.referencedTable() + "` is not there");
        }
        if (constraint instanceof Constraint.ForeignKey key && !isUniqueTarget(table, key)) {
            working.conflict(
                    Conflict.Kind.REFUSED,
                    doing + ": nothing makes (" + String.join(", ", key.referencedColumns()) + ") of `"
                            + key.referencedTable() + "` unique");
        }
        if (add.usingIndex() != null) {
            Index index = table.index(add.usingIndex()).orElse(null);
            if (index != null && constraint.columns().isEmpty()) {
                constraint = constraint.withColumns(index.columns());
            }
            table = takeIndex(table, add.usingIndex());
            if (name == null) {
                constraint = constraint.withName(add.usingIndex());
            }
        } else if (isChecked(constraint) && working.mayHaveRows(table.name()) && !allowsNullsOf(table, constraint)) {
            working.conflict(Conflict.Kind.VIOLATED, doing + ", which fails where rows violate it");
        }
        Table changed = with(table, constraint);
        working.put(changed.withColumns(ColumnSteps.same(
                changed.columns(), TableSteps.primaryKeyColumnsNotNull(changed.columns(), List.of(constraint)))));
    }

    /** Whether the columns that a foreign key refers to may be unique, which PostgreSQL asks for. */
    private boolean isUniqueTarget(Table table, Constraint.ForeignKey key) {
        QualifiedName name = working.name(key.referencedTable());
        Table other =
                name.equals(table.name()) ? table : working.schema.table(name).orElse(null);
        List<String> wanted = key.referencedColumns();
        if (!working.isPostgresql() || other == null || !other.complete() || wanted.isEmpty()) {
            return true;
        }
        for (Constraint constraint : other.constraints()) {
            boolean unique = constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
            if (unique && sameColumns(constraint.columns(), wanted)) {
                return true;
            }
        }
        for (Index index : other.indexes()) {
            if (index.unique() && index.predicate() == null && sameColumns(index.columns(), wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameColumns(List<String> columns, List<String> wanted) {
        return columns.size() == wanted.size() && columns.containsAll(wanted);
    }

    /** Whether a column that holds nothing but NULLs so far keeps every row from violating the constraint. */
    private boolean allowsNullsOf(Table table, Constraint constraint) {
        boolean allowsNulls = constraint instanceof Constraint.ForeignKey
                || (constraint instanceof Constraint.Unique unique && !unique.nullsNotDistinct());
        return allowsNulls && working.isAnyAddedEmpty(table.name(), constraint.columns());
    }

    private static boolean isChecked(Constraint constraint) {
        if (constraint instanceof Constraint.ForeignKey key) {
            return key.validated();
        }
        return !(constraint instanceof Constraint.Check check) || check.validated();
    }

    private static Table takeIndex(Table table, String name) {
        List<Index> indexes = new ArrayList<>(table.indexes());
        indexes.removeIf(index -> name.equals(index.name()));
        return table.withIndexes(ColumnSteps.same(table.indexes(), indexes));
    }

    private void drop(Operation.DropConstraint drop) {
        String what = (drop.kind() == null ? "constraint" : drop.kind().words())
                + (drop.name() == null ? " on (" + String.join(", ", drop.columns()) + ")" : " `" + drop.name() + "`");
        String doing = "drops " + what + " of `" + drop.table() + "`";
        Table table = working.tableToChange(drop.table(), doing);
        if (table == null) {
            return;
        }
        if (drop.name() == null && drop.columns().isEmpty() && drop.kind() != ConstraintKind.PRIMARY_KEY) {
            working.conflict(
                    Conflict.Kind.REFUSED,
                    "drops a constraint of `" + drop.table() + "` without naming it, for which there is no SQL");
            doubt(table, drop.kind());
            return;
        }
        working.refuseOnSqlite(doing);
        Constraint constraint = find(table, drop);
        if (constraint == null) {
            if (dropUniqueIndex(table, drop) || drop.ifExists()) {
                return;
            }
            if (table.complete()) {
                working.conflict(Conflict.Kind.MISSING, doing + ", which is not there");
                return;
            }
            Constraint unknown = placeholder(drop);
            working.assumePart(
                    table.name(), known -> known.withConstraints(Working.added(known.constraints(), unknown)));
            constraint = unknown;
        }
        table = working.schema.table(table.name()).orElseThrow();
        if (constraint.kind() == ConstraintKind.PRIMARY_KEY || constraint.kind() == ConstraintKind.UNIQUE) {
            dropReferencesTo(table, constraint, drop.cascade(), doing);
            table = working.schema.table(table.name()).orElseThrow();
        }
        working.put(without(table, constraint));
        working.certain(table.name(), Condition.PartKind.CONSTRAINT, constraint.name());
    }

    /** Nobody knows which constraint a drop without a name means: what follows from that is not a fault of its own. */
    private void doubt(Table table, @Nullable ConstraintKind kind) {
        Condition meant = new Condition.Unknown("which constraint is meant by a drop that names none");
        for (Constraint constraint : table.constraints()) {
            if (constraint.name() != null && (kind == null || constraint.kind() == kind)) {
                working.doubts = working.doubts.with(
                        Doubts.Element.part(table.name(), Condition.PartKind.CONSTRAINT, constraint.name()), meant);
            }
        }
    }

    private static Table without(Table table, Constraint constraint) {
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        constraints.remove(constraint);
        return table.withConstraints(constraints);
    }

    private @Nullable Constraint find(Table table, Operation.DropConstraint drop) {
        String name = drop.name();
        if (name == null) {
            for (Constraint constraint : table.constraints()) {
                boolean sameKind = drop.kind() == null || constraint.kind() == drop.kind();
                boolean sameColumns =
                        drop.columns().isEmpty() || constraint.columns().equals(drop.columns());
                if (sameKind && sameColumns) {
                    return constraint;
                }
            }
            return null;
        }
        for (Constraint constraint : table.constraints()) {
            if (name.equals(constraint.name())) {
                return constraint;
            }
        }
        if (working.dialect() == Dialect.SQLITE || working.dialect().isMysqlFamily()) {
            return caselessOrUnnamed(table, drop);
        }
        return drop.ifExists() ? null : namedByConvention(table, name, drop.kind());
    }

    /** The constraint that a convention must have given this name: as it is really called, now and before. */
    private @Nullable Constraint namedByConvention(Table table, String name, @Nullable ConstraintKind kind) {
        Constraint guessed = ConventionNames.meant(table, name, kind);
        if (guessed == null) {
            return null;
        }
        Constraint named = guessed.withName(name);
        working.assumePart(table.name(), known -> {
            List<Constraint> constraints = new ArrayList<>(known.constraints());
            constraints.replaceAll(each -> each.equals(guessed) ? named : each);
            return known.withConstraints(constraints);
        });
        return named;
    }

    /** On SQLite an unnamed constraint is named by the naming convention of the batch operation that drops it. */
    private @Nullable Constraint caselessOrUnnamed(Table table, Operation.DropConstraint drop) {
        Constraint found = null;
        for (Constraint constraint : table.constraints()) {
            if (constraint.name() != null && constraint.name().equalsIgnoreCase(drop.name())) {
                return constraint;
            }
            boolean primaryKey = drop.kind() == ConstraintKind.PRIMARY_KEY;
            if (constraint.kind() == drop.kind() && (constraint.name() == null || primaryKey)) {
                found = found == null ? constraint : found;
            }
        }
        return found;
    }

    /** On MySQL and SQLite a unique index and a unique constraint are one thing. */
    private boolean dropUniqueIndex(Table table, Operation.DropConstraint drop) {
        String name = drop.name();
        if (working.isPostgresql() || name == null || table.index(name).isEmpty()) {
            return false;
        }
        working.put(takeIndex(table, name));
        return true;
    }

    private static Constraint placeholder(Operation.DropConstraint drop) {
        ConstraintKind kind = drop.kind();
        if (kind == null) {
            return new Constraint.Check(drop.name(), drop.columns(), "", true);
        }
        return switch (kind) {
            case PRIMARY_KEY -> new Constraint.PrimaryKey(drop.name(), drop.columns());
            case UNIQUE -> Constraint.Unique.of(drop.name(), drop.columns());
            case FOREIGN_KEY -> Constraint.ForeignKey.of(drop.name(), drop.columns(), QualifiedName.of("?"), List.of());
            case CHECK -> new Constraint.Check(drop.name(), drop.columns(), "", true);
            case EXCLUSION -> new Constraint.Exclusion(drop.name(), drop.columns(), "");
        };
    }

    private void dropReferencesTo(Table table, Constraint key, boolean cascade, String doing) {
        if (!working.isPostgresql() || key.columns().isEmpty()) {
            return;
        }
        for (Table other : working.schema.tablesReferringTo(table.name())) {
            List<Constraint> kept = null;
            for (Constraint constraint : other.constraints()) {
                if (constraint instanceof Constraint.ForeignKey foreign
                        && foreign.referencedTable().equals(table.name())
                        && foreign.referencedColumns().equals(key.columns())
                        && !isBackedByAnother(table, key)) {
                    if (!cascade) {
                        working.conflict(
                                Conflict.Kind.IN_USE,
                                doing + ", but foreign key `" + foreign.name() + "` of `" + other.name()
                                        + "` depends on it");
                    }
                    kept = kept == null ? new ArrayList<>(other.constraints()) : kept;
                    kept.remove(constraint);
                }
            }
            if (kept != null) {
                working.put(other.withConstraints(kept));
            }
        }
    }

    /** Whether the referenced columns stay unique by another constraint or index, which the foreign key may use instead. */
    private static boolean isBackedByAnother(Table table, Constraint key) {
        for (Constraint constraint : table.constraints()) {
            boolean unique = constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
            if (unique && !constraint.equals(key) && constraint.columns().equals(key.columns())) {
                return true;
            }
        }
        for (Index index : table.indexes()) {
            if (index.unique() && index.columns().equals(key.columns())) {
                return true;
            }
        }
        return !table.complete();
    }

    private void rename(Operation.RenameConstraint rename) {
        String doing = "renames constraint `" + rename.name() + "` of `" + rename.table() + "`";
        Table table = working.tableToChange(rename.table(), doing);
        if (table == null) {
            return;
        }
        Constraint constraint = table.constraint(rename.name()).orElse(null);
        if (constraint == null) {
            if (table.complete()) {
                working.conflict(Conflict.Kind.MISSING, doing + ", which is not there");
                return;
            }
            Constraint unknown = new Constraint.Check(rename.name(), List.of(), "", true);
            working.assumePart(
                    table.name(), known -> known.withConstraints(Working.added(known.constraints(), unknown)));
            constraint = unknown;
            table = working.schema.table(table.name()).orElseThrow();
        }
        if (table.constraint(rename.newName()).isPresent()
                && !working.isDoubtful(table.name(), Condition.PartKind.CONSTRAINT, rename.newName())) {
            working.conflict(Conflict.Kind.EXISTS, doing + " to `" + rename.newName() + "`, which is there already");
            return;
        }
        replace(table, constraint, constraint.withName(rename.newName()));
    }

    private void validate(Operation.ValidateConstraint validate) {
        String doing = "validates constraint `" + validate.name() + "` of `" + validate.table() + "`";
        Table table = working.tableToChange(validate.table(), doing);
        if (table == null) {
            return;
        }
        Constraint constraint = table.constraint(validate.name()).orElse(null);
        if (constraint instanceof Constraint.Check check) {
            replace(table, check, check.withValidated(true));
        } else if (constraint instanceof Constraint.ForeignKey key) {
            replace(table, key, key.withValidated(true));
        } else if (constraint == null && table.complete()) {
            working.conflict(Conflict.Kind.MISSING, doing + ", which is not there");
        }
    }

    private void replace(Table table, Constraint constraint, Constraint changed) {
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        constraints.set(constraints.indexOf(constraint), changed);
        working.put(table.withConstraints(constraints));
    }
}
