// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replays what is done to tables as a whole. */
final class TableSteps {

    private final Working working;

    TableSteps(Working working) {
        this.working = working;
    }

    boolean apply(Operation operation) {
        if (operation instanceof Operation.CreateTable create) {
            create(create);
        } else if (operation instanceof Operation.DropTable drop) {
            drop(drop);
        } else if (operation instanceof Operation.RenameTable rename) {
            rename(rename.table(), rename.newName());
        } else if (operation instanceof Operation.AlterTable alter) {
            alter(alter);
        } else {
            return false;
        }
        return true;
    }

    private void create(Operation.CreateTable create) {
        QualifiedName name = working.name(create.table());
        for (ColumnDefinition definition : create.columns()) {
            createEnum(definition);
        }
        Optional<Table> old = working.schema.table(name);
        if (old.isPresent()) {
            boolean known = old.get().complete() && working.hasTable(name).isTrue();
            if (create.ifNotExists()) {
                working.doubts = working.doubts.without(Doubts.Element.table(name));
                return;
            }
            if (known) {
                working.conflict(Conflict.Kind.EXISTS, "creates table `" + name + "`, which is there already");
                return;
            }
        }
        Table table = new Table(
                name,
                List.of(),
                List.of(),
                List.of(),
                create.asSelect() == null || !create.columns().isEmpty(),
                "");
        List<Column> columns = new ArrayList<>(create.columns().size());
        for (ColumnDefinition definition : create.columns()) {
            columns.add(working.columns.column(definition));
        }
        table = table.withColumns(
                numbered(primaryKeyColumnsNotNull(columns, create.constraints()), create.constraints()));
        working.dropped(name);
        working.put(table);
        for (Constraint constraint : withoutDoubleKeys(create.constraints())) {
            table = new ConstraintSteps(working).with(table, constraint);
            working.put(table);
        }
        ForeignKeyIndexes keyIndexes = new ForeignKeyIndexes(working);
        for (Index index : create.indexes()) {
            table = keyIndexes.with(table, index);
            working.put(table);
        }
        for (Column column : columns) {
            new ColumnSteps(working).number(table.name(), column.name());
        }
        working.created(name, create.asSelect() != null);
    }

    /** SQLite numbers the one column of an {@code INTEGER} primary key, also where nothing asks for it. */
    private List<Column> numbered(List<Column> columns, List<Constraint> constraints) {
        if (working.dialect() != Dialect.SQLITE) {
            return columns;
        }
        List<Column> result = new ArrayList<>(columns);
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.PrimaryKey
                    && constraint.columns().size() == 1) {
                result.replaceAll(
                        column -> constraint.columns().contains(column.name()) && Columns.isRowId(column.type())
                                ? column.withIdentity(Identity.AUTO_INCREMENT)
                                : column);
            }
        }
        return result;
    }

    /** PostgreSQL makes one key of a primary key and a unique constraint of the same table over the same columns. */
    private List<Constraint> withoutDoubleKeys(List<Constraint> constraints) {
        if (!working.isPostgresql() || constraints.size() < 2) {
            return constraints;
        }
        List<Constraint> result = new ArrayList<>(constraints.size());
        for (Constraint constraint : constraints) {
            int same = constraint instanceof Constraint.Unique unique && !unique.deferrable()
                    ? keyOver(result, unique.columns())
                    : -1;
            if (same < 0) {
                result.add(constraint);
            } else if (result.get(same).name() == null) {
                result.set(same, result.get(same).withName(constraint.name()));
            }
        }
        return result;
    }

    private static int keyOver(List<Constraint> constraints, List<String> columns) {
        for (int i = 0; i < constraints.size(); i++) {
            Constraint constraint = constraints.get(i);
            boolean key = constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
            if (key && constraint.columns().equals(columns)) {
                return i;
            }
        }
        return -1;
    }

    /** {@code CREATE TABLE} of SQLAlchemy creates the enum types of its columns, and does not ask whether they are there. */
    private void createEnum(ColumnDefinition definition) {
        EnumType type = definition.type().enumType();
        if (type == null || !definition.type().createsEnum() || !working.isPostgresql()) {
            return;
        }
        EnumType named = type.withName(working.name(type.name()));
        ObjectKey key = named.key();
        boolean doubtful = working.doubts.contains(Doubts.Element.object(key));
        if (working.schema.hasObject(key).isTrue() && !doubtful) {
            // Alembic remembers for a whole run which types it created
            if (working.isSecondUpgrade() && !createdInThisStep.contains(key)) {
                working.conflict(
                        Conflict.Kind.EXISTS,
                        "creates enum type `" + key.name() + "` with the table, but it is there already");
            }
            return;
        }
        createdInThisStep.add(key);
        working.put(named);
        working.doubts = working.doubts.without(Doubts.Element.object(key));
    }

    private final List<ObjectKey> createdInThisStep = new ArrayList<>();

    static List<Column> primaryKeyColumnsNotNull(List<Column> columns, List<Constraint> constraints) {
        List<Column> result = columns;
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                result = new ArrayList<>(columns.size());
                for (Column column : columns) {
                    result.add(key.columns().contains(column.name()) ? column.withNullable(Truth.FALSE) : column);
                }
            }
        }
        return result;
    }

    private void drop(Operation.DropTable drop) {
        QualifiedName name = working.name(drop.table());
        if (drop.ifExists() && working.schema.table(name).isEmpty()) {
            working.schema = working.schema.without(name);
            return;
        }
        Table table = working.tableToChange(name, "drops table `" + name + "`");
        if (table == null) {
            return;
        }
        dropForeignKeysTo(name, drop.cascade());
        dropViewsOn(name, drop.cascade());
        dropObjectsOf(name);
        working.schema = working.schema.without(name);
        working.dropped(name);
    }

    private void dropForeignKeysTo(QualifiedName name, boolean cascade) {
        for (Table other : working.schema.tablesReferringTo(name)) {
            if (other.name().equals(name)) {
                continue;
            }
            List<Constraint> kept = null;
            for (Constraint constraint : other.constraints()) {
                if (constraint instanceof Constraint.ForeignKey key && name.equals(key.referencedTable())) {
                    if (!cascade
                            && refusesReferencedDrop()
                            && working.hasTable(other.name()).isTrue()) {
                        working.conflict(
                                Conflict.Kind.IN_USE,
                                "drops table `" + name + "`, but foreign key `" + key.name() + "` of `" + other.name()
                                        + "` refers to it");
                    }
                    if (kept == null) {
                        kept = new ArrayList<>(other.constraints());
                    }
                    kept.remove(constraint);
                }
            }
            if (kept != null && working.dialect() != Dialect.SQLITE) {
                working.put(other.withConstraints(kept));
            }
        }
    }

    private boolean refusesReferencedDrop() {
        return working.isPostgresql() || working.dialect().isMysqlFamily();
    }

    private void dropViewsOn(QualifiedName name, boolean cascade) {
        if (!working.isPostgresql()) {
            return;
        }
        for (SchemaObject object : working.schema.objectsOf(name)) {
            ObjectKind kind = object.key().kind();
            if ((kind == ObjectKind.VIEW || kind == ObjectKind.MATERIALIZED_VIEW)
                    && object instanceof SchemaObject.Defined view
                    && view.dependsOn().contains(name)) {
                if (cascade) {
                    working.schema = working.schema.without(view.key());
                } else if (!working.doubts.contains(Doubts.Element.object(view.key()))) {
                    working.conflict(
                            Conflict.Kind.IN_USE, "drops table `" + name + "`, but " + view.key() + " reads it");
                }
            }
        }
    }

    /** Triggers, policies and rules go with their table, and so do the sequences that its columns own. */
    private void dropObjectsOf(QualifiedName table) {
        String start = table + ".";
        for (SchemaObject object : working.schema.objectsOf(table)) {
            ObjectKey key = object.key();
            boolean owned = object instanceof SchemaObject.Sequence sequence
                    && sequence.ownedBy() != null
                    && sequence.ownedBy().startsWith(start);
            if (owned || (isKeyedByTable(key.kind()) && key.name().toString().startsWith(start))) {
                working.schema = working.schema.without(key);
            }
        }
    }

    static boolean isKeyedByTable(ObjectKind kind) {
        return kind == ObjectKind.TRIGGER || kind == ObjectKind.POLICY || kind == ObjectKind.RULE;
    }

    private void rename(QualifiedName written, QualifiedName newName) {
        QualifiedName name = working.name(written);
        QualifiedName wanted = working.name(newName);
        Table table = working.tableToChange(name, "renames table `" + name + "`");
        if (table == null) {
            return;
        }
        if (working.hasTable(wanted).isTrue()) {
            working.conflict(
                    Conflict.Kind.EXISTS, "renames table `" + name + "` to `" + wanted + "`, which is there already");
            return;
        }
        List<Table> referring = working.schema.tablesReferringTo(name);
        working.schema = working.schema.without(name).with(working.names.renamed(table, wanted));
        working.renamed(name, wanted);
        for (Table each : referring) {
            Table other =
                    each.name().equals(name) ? working.schema.table(wanted).orElseThrow() : each;
            List<Constraint> changed = null;
            for (int i = 0; i < other.constraints().size(); i++) {
                if (other.constraints().get(i) instanceof Constraint.ForeignKey key
                        && key.referencedTable().equals(name)) {
                    changed = changed == null ? new ArrayList<>(other.constraints()) : changed;
                    changed.set(i, key.withReference(wanted, key.referencedColumns()));
                }
            }
            if (changed != null) {
                working.put(other.withConstraints(changed));
            }
        }
        renameObjectsOf(name, wanted);
    }

    private void renameObjectsOf(QualifiedName name, QualifiedName wanted) {
        String start = name + ".";
        for (SchemaObject object : working.schema.objectsOf(name)) {
            ObjectKey key = object.key();
            if (object instanceof SchemaObject.Sequence sequence
                    && sequence.ownedBy() != null
                    && sequence.ownedBy().startsWith(start)) {
                String column = sequence.ownedBy().substring(start.length());
                working.put(new SchemaObject.Sequence(sequence.name(), wanted + "." + column, sequence.options()));
            } else if (isKeyedByTable(key.kind()) && key.name().toString().startsWith(start)) {
                String own = key.name().toString().substring(start.length());
                working.schema = working.schema
                        .without(key)
                        .with(object.withName(new QualifiedName(wanted.schema(), wanted.name() + "." + own)));
            } else if (object instanceof SchemaObject.Defined defined
                    && defined.dependsOn().contains(name)) {
                List<QualifiedName> tables = new ArrayList<>(defined.dependsOn());
                tables.replaceAll(each -> each.equals(name) ? wanted : each);
                working.put(new SchemaObject.Defined(key, defined.definition(), tables));
            }
        }
    }

    private void alter(Operation.AlterTable alter) {
        if (alter.kind() == TableChange.SET_SCHEMA && !alter.detail().isEmpty()) {
            rename(
                    alter.table(),
                    new QualifiedName(alter.detail(), alter.table().name()));
            return;
        }
        Table table = working.tableToChange(alter.table(), "alters table `" + alter.table() + "`");
        if (table != null && alter.kind() == TableChange.COMMENT) {
            working.put(table.withComment(alter.detail()));
        }
    }
}
