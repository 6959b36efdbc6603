// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replays the making, dropping and renaming of columns; {@link ColumnChange} replays their changes. */
final class ColumnSteps {

    private final Working working;

    ColumnSteps(Working working) {
        this.working = working;
    }

    boolean apply(Operation operation) {
        if (operation instanceof Operation.AddColumn add) {
            add(add);
        } else if (operation instanceof Operation.DropColumn drop) {
            drop(drop);
        } else if (operation instanceof Operation.RenameColumn rename) {
            rename(rename);
        } else if (operation instanceof Operation.AlterColumn alter) {
            new ColumnChange(working).apply(alter);
        } else {
            return false;
        }
        return true;
    }

    private void add(Operation.AddColumn add) {
        ColumnDefinition definition = add.column();
        String doing = "adds column `" + add.table() + "." + definition.name() + "`";
        Table table = working.tableToChange(add.table(), doing);
        if (table == null) {
            return;
        }
        Optional<Column> old = table.column(working.columnName(table, definition.name()));
        boolean doubtful = working.isDoubtful(table.name(), Condition.PartKind.COLUMN, definition.name());
        if (old.isPresent() && !doubtful) {
            if (!add.ifNotExists()) {
                working.conflict(Conflict.Kind.EXISTS, doing + ", which is there already");
            }
            return;
        }
        Column column = working.columns.column(definition);
        if (old.isPresent()) {
            table = table.withColumns(without(table.columns(), old.get().name()));
            working.certain(table.name(), Condition.PartKind.COLUMN, definition.name());
        }
        requireEnum(definition, doing);
        requireValue(table, column, definition, doing);
        if (!fills(column, definition) && working.mayHaveRows(table.name())) {
            working.addedEmpty(table.name(), column.name());
        }
        table = table.withColumns(Working.added(table.columns(), column));
        working.put(table);
        for (Constraint constraint : add.constraints()) {
            table = new ConstraintSteps(working).with(table, constraint);
            working.put(table.withColumns(TableSteps.primaryKeyColumnsNotNull(table.columns(), List.of(constraint))));
            table = working.schema.table(table.name()).orElseThrow();
        }
        for (Index index : add.indexes()) {
            table = table.withIndexes(Working.added(table.indexes(), working.named(table, index)));
            working.put(table);
        }
        number(table.name(), column.name());
    }

    /** {@code ADD COLUMN} does not create an enum type. */
    private void requireEnum(ColumnDefinition definition, String doing) {
        EnumType type = definition.type().enumType();
        if (type != null && working.isPostgresql()) {
            ObjectKey key = new ObjectKey(ObjectKind.ENUM_TYPE, working.name(type.name()));
            if (working.schema.hasObject(key).isFalse()) {
                working.conflict(Conflict.Kind.MISSING, doing + ": enum type `" + key.name() + "` is not there");
            }
        }
    }

    /** Whether rows that are there get a value. */
    private static boolean fills(Column column, ColumnDefinition definition) {
        return column.serverDefault().kind() != ServerDefault.Kind.NONE
                || column.identity() != Identity.NONE
                || column.generated() != null
                || definition.fill() != null;
    }

    private void requireValue(Table table, Column column, ColumnDefinition definition, String doing) {
        // MySQL fills in the type's implicit default
        if (column.nullable().isFalse()
                && !fills(column, definition)
                && !working.dialect().isMysqlFamily()
                && working.mayHaveRows(table.name())) {
            working.conflict(
                    Conflict.Kind.NOT_NULL_WITHOUT_VALUE,
                    doing + " as NOT NULL without a default, which fails where the table has rows");
        }
    }

    /** Makes the sequence of a column that has one. */
    void number(QualifiedName tableName, String columnName) {
        Table table = working.schema.table(tableName).orElseThrow();
        Column column = table.column(columnName).orElseThrow();
        if (!working.isPostgresql() || column.identity() == Identity.NONE) {
            return;
        }
        String sequence = working.names.sequence(tableName, columnName, working::isTaken);
        working.put(new SchemaObject.Sequence(tableName.withName(sequence), tableName + "." + columnName, ""));
        if (column.identity() == Identity.SERIAL) {
            String name = tableName.withName(sequence).toString();
            working.put(table.withColumns(
                    replaced(table.columns(), columnName, column.withServerDefault(Columns.nextValue(name)))));
        }
    }

    private void drop(Operation.DropColumn drop) {
        String doing = "drops column `" + drop.table() + "." + drop.column() + "`";
        if (drop.ifExists() && isSurelyAbsent(drop)) {
            return;
        }
        Table table = working.tableToChange(drop.table(), doing);
        if (table == null) {
            return;
        }
        Column column = working.columnToChange(table, drop.column(), doing);
        if (column == null) {
            return;
        }
        table = working.schema.table(table.name()).orElseThrow();
        String name = column.name();
        dropReferencesTo(table, name, drop.cascade(), doing);
        table = working.schema.table(table.name()).orElseThrow();
        boolean refuses = !working.isPostgresql() && !working.batch;
        List<Constraint> constraints = new ArrayList<>(table.constraints().size());
        for (Constraint constraint : table.constraints()) {
            if (!Mentions.in(constraint, name)) {
                constraints.add(constraint);
            } else if (refuses && constraint instanceof Constraint.ForeignKey) {
                working.conflict(
                        Conflict.Kind.IN_USE, doing + ", but foreign key `" + constraint.name() + "` needs it");
            } else if (shrinks(constraint)) {
                List<String> rest = new ArrayList<>(constraint.columns());
                rest.remove(name);
                constraints.add(constraint.withColumns(rest));
            }
        }
        List<Index> indexes = new ArrayList<>(table.indexes().size());
        for (Index index : table.indexes()) {
            if (!Mentions.in(index, name)) {
                indexes.add(index);
            } else if (working.dialect().isMysqlFamily() && index.parts().size() > 1) {
                List<Index.Part> parts = new ArrayList<>(index.parts());
                parts.removeIf(part -> name.equals(part.column()));
                indexes.add(new Index(
                        index.name(), parts, index.unique(), index.method(), index.predicate(), index.include()));
            }
        }
        working.put(table.withColumns(without(table.columns(), name))
                .withConstraints(same(table.constraints(), constraints))
                .withIndexes(same(table.indexes(), indexes)));
        dropSequencesOf(table.name(), name);
        working.removedColumn(table.name(), name);
        working.certain(table.name(), Condition.PartKind.COLUMN, name);
    }

    private boolean isSurelyAbsent(Operation.DropColumn drop) {
        QualifiedName name = working.name(drop.table());
        Optional<Table> table = working.schema.table(name);
        return table.isPresent()
                && table.get().complete()
                && table.get()
                        .column(working.columnName(table.get(), drop.column()))
                        .isEmpty();
    }

    /** MySQL takes the column out of a key of several columns instead of dropping the key. */
    private boolean shrinks(Constraint constraint) {
        return working.dialect().isMysqlFamily()
                && constraint.columns().size() > 1
                && (constraint instanceof Constraint.Unique || constraint instanceof Constraint.PrimaryKey);
    }

    private void dropReferencesTo(Table table, String column, boolean cascade, String doing) {
        if (!working.isPostgresql()) {
            return;
        }
        for (Table other : working.schema.tablesReferringTo(table.name(), column)) {
            List<Constraint> kept = null;
            for (Constraint constraint : other.constraints()) {
                if (constraint instanceof Constraint.ForeignKey key
                        && key.referencedTable().equals(table.name())
                        && key.referencedColumns().contains(column)
                        && !(other.name().equals(table.name()) && key.columns().contains(column))) {
                    if (!cascade) {
                        working.conflict(
                                Conflict.Kind.IN_USE,
                                doing + ", but foreign key `" + key.name() + "` of `" + other.name()
                                        + "` refers to it");
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

    private void dropSequencesOf(QualifiedName table, String column) {
        String owner = table + "." + column;
        for (SchemaObject object : working.schema.objectsOf(table)) {
            if (object instanceof SchemaObject.Sequence sequence && owner.equals(sequence.ownedBy())) {
                working.schema = working.schema.without(sequence.key());
            }
        }
    }

    private void rename(Operation.RenameColumn rename) {
        String doing = "renames column `" + rename.table() + "." + rename.column() + "`";
        Table table = working.tableToChange(rename.table(), doing);
        if (table == null) {
            return;
        }
        Column column = working.columnToChange(table, rename.column(), doing);
        if (column == null) {
            return;
        }
        String name = column.name();
        String newName = rename.newName();
        table = working.schema.table(table.name()).orElseThrow();
        if (table.column(newName).isPresent()
                && !working.isDoubtful(table.name(), Condition.PartKind.COLUMN, newName)) {
            working.conflict(Conflict.Kind.EXISTS, doing + " to `" + newName + "`, which is there already");
            return;
        }
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        constraints.replaceAll(constraint -> renamed(constraint, name, newName));
        List<Index> indexes = new ArrayList<>(table.indexes());
        indexes.replaceAll(index -> renamed(index, name, newName));
        working.put(table.withColumns(replaced(table.columns(), name, column.withName(newName)))
                .withConstraints(constraints)
                .withIndexes(indexes));
        renameReferences(table.name(), name, newName);
        working.removedColumn(table.name(), name);
    }

    private static Constraint renamed(Constraint constraint, String name, String newName) {
        Constraint changed = constraint.columns().contains(name)
                ? constraint.withColumns(Mentions.renamed(constraint.columns(), name, newName))
                : constraint;
        if (changed instanceof Constraint.Check check) {
            String expression = Mentions.renamed(check.expression(), name, newName);
            return new Constraint.Check(check.name(), check.columns(), expression, check.validated());
        }
        if (changed instanceof Constraint.Exclusion exclusion) {
            String definition = Mentions.renamed(exclusion.definition(), name, newName);
            return new Constraint.Exclusion(exclusion.name(), exclusion.columns(), definition);
        }
        return changed;
    }

    private static Index renamed(Index index, String name, String newName) {
        if (!Mentions.in(index, name)) {
            return index;
        }
        List<Index.Part> parts = new ArrayList<>(index.parts());
        parts.replaceAll(part -> new Index.Part(
                name.equals(part.column()) ? newName : part.column(),
                part.expression() == null ? null : Mentions.renamed(part.expression(), name, newName),
                part.descending(),
                part.options()));
        String predicate = index.predicate() == null ? null : Mentions.renamed(index.predicate(), name, newName);
        return new Index(
                index.name(),
                parts,
                index.unique(),
                index.method(),
                predicate,
                Mentions.renamed(index.include(), name, newName));
    }

    private void renameReferences(QualifiedName table, String name, String newName) {
        for (Table other : working.schema.tablesReferringTo(table)) {
            List<Constraint> changed = null;
            for (int i = 0; i < other.constraints().size(); i++) {
                if (other.constraints().get(i) instanceof Constraint.ForeignKey key
                        && key.referencedTable().equals(table)
                        && key.referencedColumns().contains(name)) {
                    changed = changed == null ? new ArrayList<>(other.constraints()) : changed;
                    changed.set(i, key.withReference(table, Mentions.renamed(key.referencedColumns(), name, newName)));
                }
            }
            if (changed != null) {
                working.put(other.withConstraints(changed));
            }
        }
        for (SchemaObject object : working.schema.objectsOf(table)) {
            if (object instanceof SchemaObject.Sequence sequence && (table + "." + name).equals(sequence.ownedBy())) {
                working.put(new SchemaObject.Sequence(sequence.name(), table + "." + newName, sequence.options()));
            }
        }
    }

    static List<Column> replaced(List<Column> columns, String name, Column column) {
        List<Column> copy = new ArrayList<>(columns);
        copy.replaceAll(each -> each.name().equals(name) ? column : each);
        return copy;
    }

    private static List<Column> without(List<Column> columns, String name) {
        List<Column> copy = new ArrayList<>(columns);
        copy.removeIf(each -> each.name().equals(name));
        return copy;
    }

    /** The old list where nothing changed, so that it stays shared. */
    static <T> List<T> same(List<T> old, List<T> changed) {
        return old.equals(changed) ? old : changed;
    }
}
