// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replays what is done to indexes. */
final class IndexSteps {

    private final Working working;
    private final ForeignKeyIndexes keyIndexes;

    IndexSteps(Working working) {
        this.working = working;
        this.keyIndexes = new ForeignKeyIndexes(working);
    }

    boolean apply(Operation operation) {
        if (operation instanceof Operation.CreateIndex create) {
            create(create);
        } else if (operation instanceof Operation.DropIndex drop) {
            drop(drop);
        } else if (operation instanceof Operation.RenameIndex rename) {
            rename(rename);
        } else {
            return false;
        }
        return true;
    }

    private void create(Operation.CreateIndex create) {
        String name = create.index().name();
        String doing = "creates index " + (name == null ? "" : "`" + name + "` ") + "on `" + create.table() + "`";
        QualifiedName viewOrTable = working.name(create.table());
        if (isMaterializedView(viewOrTable)) {
            return;
        }
        Table table = working.tableToChange(viewOrTable, doing);
        if (table == null) {
            return;
        }
        if (name != null) {
            Table owner = owner(table, name);
            if (owner != null) {
                boolean doubtful = working.isDoubtful(owner.name(), Condition.PartKind.INDEX, name);
                if (create.ifNotExists()) {
                    working.certain(owner.name(), Condition.PartKind.INDEX, name);
                    return;
                }
                if (!doubtful) {
                    working.conflict(Conflict.Kind.EXISTS, doing + ", which is there already");
                    return;
                }
                working.put(without(owner, name));
                working.certain(owner.name(), Condition.PartKind.INDEX, name);
                table = working.schema.table(table.name()).orElseThrow();
            }
        }
        for (String column : create.index().columns()) {
            if (table.complete()
                    && isPlainName(column)
                    && table.column(working.columnName(table, column)).isEmpty()) {
                working.conflict(
                        Conflict.Kind.MISSING, doing + ": column `" + table.name() + "." + column + "` is not there");
                return;
            }
        }
        if (create.index().unique()
                && working.mayHaveRows(table.name())
                && !working.isAnyAddedEmpty(table.name(), create.index().columns())) {
            working.conflict(Conflict.Kind.VIOLATED, doing + ", which fails where rows hold equal values");
        }
        working.put(keyIndexes.with(table, create.index()));
    }

    /** False for an expression that was written in the place of a column. */
    private static boolean isPlainName(String column) {
        return column.indexOf('(') < 0 && column.indexOf(' ') < 0 && column.indexOf('>') < 0;
    }

    private boolean isMaterializedView(QualifiedName name) {
        return working.schema
                .object(new dev.mrt.schema.ObjectKey(dev.mrt.schema.ObjectKind.MATERIALIZED_VIEW, name))
                .isPresent();
    }

    /** The table that has an index of that name where the target would see a clash, or null. */
    private @Nullable Table owner(Table table, String name) {
        if (working.dialect().isMysqlFamily()) {
            return table.index(name).isPresent() ? table : null;
        }
        return working.schema.tableOfIndex(table.name().withName(name)).orElse(null);
    }

    private static Table without(Table table, String name) {
        List<Index> indexes = new ArrayList<>(table.indexes());
        indexes.removeIf(index -> name.equals(index.name()));
        return table.withIndexes(indexes);
    }

    private void drop(Operation.DropIndex drop) {
        String name = drop.name().name();
        String doing = "drops index `" + name + "`" + (drop.table() == null ? "" : " of `" + drop.table() + "`");
        Table table = find(drop.table(), drop.name());
        if (table == null && drop.table() == null) {
            if (!drop.ifExists() && working.knowsAllTables()) {
                working.conflict(Conflict.Kind.MISSING, doing + ", which is not there");
            }
            return;
        }
        if (table == null && drop.table() != null) {
            if (drop.ifExists()) {
                return;
            }
            Table named = working.tableToChange(drop.table(), doing);
            if (named == null) {
                return;
            }
            if (named.complete()) {
                working.conflict(Conflict.Kind.MISSING, doing + ", which is not there");
                return;
            }
            Index unknown = new Index(name, List.of(), false, "", null, List.of());
            working.assumePart(named.name(), known -> known.withIndexes(Working.added(known.indexes(), unknown)));
            table = working.schema.table(named.name()).orElseThrow();
        }
        if (table == null) {
            return;
        }
        Constraint.ForeignKey served = keyIndexes.needing(table, name);
        if (served != null && !working.isDoubtful(table.name(), Condition.PartKind.INDEX, name)) {
            working.conflict(Conflict.Kind.IN_USE, doing + ", which foreign key `" + served.name() + "` needs");
            return;
        }
        Optional<Constraint> constraint = table.constraint(name);
        if (table.index(name).isEmpty() && constraint.isPresent()) {
            dropOfConstraint(table, constraint.get(), doing);
            return;
        }
        working.put(without(table, name));
        working.certain(table.name(), Condition.PartKind.INDEX, name);
    }

    private void dropOfConstraint(Table table, Constraint constraint, String doing) {
        if (working.isPostgresql()) {
            working.conflict(
                    Conflict.Kind.IN_USE,
                    doing + ", which belongs to a " + constraint.kind().words() + ": drop the constraint");
            return;
        }
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        constraints.remove(constraint);
        working.put(table.withConstraints(constraints));
    }

    /** The table that has the index: the one that was named, or else the one that owns a name of its schema. */
    private @Nullable Table find(@Nullable QualifiedName written, QualifiedName index) {
        if (written != null) {
            QualifiedName name = working.name(written);
            Table table = working.schema.table(name).orElse(null);
            if (table != null && has(table, index.name())) {
                return table;
            }
            if (working.dialect().isMysqlFamily()) {
                return null;
            }
            return working.schema.tableOfIndex(name.withName(index.name())).orElse(null);
        }
        return working.schema.tableOfIndex(working.name(index)).orElse(null);
    }

    private static boolean has(Table table, String index) {
        return table.index(index).isPresent()
                || table.constraint(index)
                        .filter(constraint -> constraint instanceof Constraint.Unique
                                || constraint instanceof Constraint.PrimaryKey
                                || constraint instanceof Constraint.Exclusion)
                        .isPresent();
    }

    private void rename(Operation.RenameIndex rename) {
        String name = rename.name().name();
        String doing = "renames index `" + name + "`";
        Table table = find(rename.table(), rename.name());
        if (table == null) {
            Table named = rename.table() == null ? null : working.tableToChange(rename.table(), doing);
            if (named != null && named.complete()) {
                working.conflict(Conflict.Kind.MISSING, doing + ", which is not there");
            } else if (named != null) {
                Index unknown = new Index(name, List.of(), false, "", null, List.of());
                working.assumePart(named.name(), known -> known.withIndexes(Working.added(known.indexes(), unknown)));
                table = working.schema.table(named.name()).orElseThrow();
            }
        }
        if (table == null) {
            return;
        }
        if (owner(table, rename.newName()) != null) {
            working.conflict(Conflict.Kind.EXISTS, doing + " to `" + rename.newName() + "`, which is there already");
            return;
        }
        List<Index> indexes = new ArrayList<>(table.indexes());
        indexes.replaceAll(index -> name.equals(index.name()) ? index.withName(rename.newName()) : index);
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        // the index of a constraint carries the constraint's name
        constraints.replaceAll(
                constraint -> name.equals(constraint.name()) ? constraint.withName(rename.newName()) : constraint);
        working.put(table.withIndexes(ColumnSteps.same(table.indexes(), indexes))
                .withConstraints(ColumnSteps.same(table.constraints(), constraints)));
    }
}
