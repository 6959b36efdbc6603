// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations that turn one schema into another, in an order in which a database takes them: what refers to others goes
 * first and comes last.
 */
final class SchemaOperations {

    private final Schema current;
    private final Target target;
    private final List<Difference> differences;
    private final List<String> obstacles;
    private final ColumnReversal columns;
    private final List<Operation> operations = new ArrayList<>();

    private SchemaOperations(Schema current, Schema wanted, Target target, List<String> obstacles) {
        this.current = current;
        this.target = target;
        this.obstacles = obstacles;
        this.columns = new ColumnReversal(target, obstacles);
        this.differences = SchemaDiff.of(wanted, current).differences();
    }

    /**
     * Plans the way from the current schema to the wanted one.
     *
     * @param obstacles gets what stands in the way, in words without a final period
     */
    static List<Operation> between(Schema current, Schema wanted, Target target, List<String> obstacles) {
        return new SchemaOperations(current, wanted, target, obstacles).plan();
    }

    private List<Operation> plan() {
        dropObjects(true);
        dropConstraints(true);
        dropIndexes();
        dropConstraints(false);
        for (Difference.ColumnAdded added : all(Difference.ColumnAdded.class)) {
            operations.add(new Operation.DropColumn(added.table(), added.added().name(), false, false));
        }
        dropTables();
        dropObjects(false);
        createObjects(false);
        changeEnumTypes();
        List<Table> created = all(Difference.TableRemoved.class).stream()
                .map(Difference.TableRemoved::removed)
                .toList();
        createTables(created);
        for (Difference.ColumnRemoved removed : all(Difference.ColumnRemoved.class)) {
            operations.add(new Operation.AddColumn(
                    removed.table(),
                    columns.definition(removed.table(), removed.removed()),
                    List.of(),
                    List.of(),
                    false));
        }
        alterColumns();
        addConstraints();
        addIndexes(created);
        createObjects(true);
        comments();
        return List.copyOf(operations);
    }

    private <T extends Difference> List<T> all(Class<T> type) {
        List<T> some = new ArrayList<>();
        for (Difference difference : differences) {
            if (type.isInstance(difference)) {
                some.add(type.cast(difference));
            }
        }
        return some;
    }

    // ---- tables

    private void dropTables() {
        List<Table> pending = new ArrayList<>();
        for (Difference.TableAdded added : all(Difference.TableAdded.class)) {
            pending.add(added.added());
        }
        while (!pending.isEmpty()) {
            Table next = firstUnreferred(pending);
            if (next == null) {
                next = pending.get(0);
                for (Table other : pending) {
                    dropKeysTo(next, other);
                }
            }
            pending.remove(next);
            operations.add(new Operation.DropTable(next.name(), false, false));
        }
    }

    private static @org.jspecify.annotations.Nullable Table firstUnreferred(List<Table> tables) {
        for (int i = tables.size() - 1; i >= 0; i--) {
            Table candidate = tables.get(i);
            boolean referred = false;
            for (Table other : tables) {
                referred |= other != candidate && !keysTo(candidate, other).isEmpty();
            }
            if (!referred) {
                return candidate;
            }
        }
        return null;
    }

    private void dropKeysTo(Table table, Table from) {
        if (from != table) {
            for (Constraint key : keysTo(table, from)) {
                drop(from.name(), key);
            }
        }
    }

    private static List<Constraint> keysTo(Table table, Table from) {
        List<Constraint> keys = new ArrayList<>();
        for (Constraint.ForeignKey key : from.foreignKeys()) {
            if (key.referencedTable().equals(table.name())) {
                keys.add(key);
            }
        }
        return keys;
    }

    private void createTables(List<Table> tables) {
        List<Table> pending = new ArrayList<>(tables);
        List<Operation> later = new ArrayList<>();
        while (!pending.isEmpty()) {
            Table next = pending.get(0);
            for (Table candidate : pending) {
                if (candidate.foreignKeys().stream().noneMatch(key -> isPending(key, candidate, pending))) {
                    next = candidate;
                    break;
                }
            }
            pending.remove(next);
            if (!next.complete()) {
                obstacles.add("the columns that `" + next.name() + "` had are not all known");
            }
            List<Constraint> inside = new ArrayList<>();
            for (Constraint constraint : next.constraints()) {
                boolean waits = constraint instanceof Constraint.ForeignKey key && isPending(key, next, pending);
                if (waits) {
                    later.add(new Operation.AddConstraint(next.name(), constraint, null));
                } else {
                    inside.add(constraint);
                }
            }
            Table table = next;
            operations.add(new Operation.CreateTable(
                    table.name(),
                    table.columns().stream()
                            .map(column -> columns.definition(table.name(), column))
                            .toList(),
                    inside,
                    List.of(),
                    false,
                    null));
            if (!table.comment().isEmpty()) {
                operations.add(new Operation.AlterTable(table.name(), TableChange.COMMENT, table.comment()));
            }
        }
        operations.addAll(later);
    }

    private static boolean isPending(Constraint.ForeignKey key, Table from, List<Table> pending) {
        for (Table table : pending) {
            if (table != from && table.name().equals(key.referencedTable())) {
                return true;
            }
        }
        return false;
    }

    private void comments() {
        for (Difference.TableCommentChanged changed : all(Difference.TableCommentChanged.class)) {
            operations.add(new Operation.AlterTable(changed.table(), TableChange.COMMENT, changed.before()));
        }
    }

    // ---- columns

    private void alterColumns() {
        Map<List<Object>, Difference.ColumnChanged> first = new LinkedHashMap<>();
        Map<List<Object>, Set<Difference.Facet>> facets = new LinkedHashMap<>();
        for (Difference.ColumnChanged changed : all(Difference.ColumnChanged.class)) {
            List<Object> column = List.of(changed.table(), changed.part());
            first.putIfAbsent(column, changed);
            facets.computeIfAbsent(column, key -> EnumSet.noneOf(Difference.Facet.class))
                    .add(changed.facet());
        }
        first.forEach((column, changed) -> operations.addAll(columns.alter(
                changed.table(), facets.getOrDefault(column, Set.of()), changed.after(), changed.before())));
    }

    /** Whether a constraint or index goes with the columns that are dropped. */
    private boolean goesWithColumns(QualifiedName table, List<String> parts) {
        if (parts.isEmpty() || target.dialect() != Dialect.POSTGRESQL) {
            return false;
        }
        Set<String> dropped = new HashSet<>();
        for (Difference.ColumnAdded added : all(Difference.ColumnAdded.class)) {
            if (added.table().equals(table)) {
                dropped.add(added.added().name());
            }
        }
        return dropped.containsAll(parts);
    }

    // ---- constraints and indexes

    private void dropConstraints(boolean foreignKeys) {
        for (Difference difference : differences) {
            if (difference instanceof Difference.ConstraintAdded added
                    && foreignKeys == added.added() instanceof Constraint.ForeignKey
                    && !goesWithColumns(added.table(), added.added().columns())) {
                drop(added.table(), added.added());
            } else if (difference instanceof Difference.ConstraintChanged changed
                    && foreignKeys == changed.after() instanceof Constraint.ForeignKey) {
                drop(changed.table(), changed.after());
            }
        }
    }

    private void drop(QualifiedName table, Constraint constraint) {
        if (constraint.name() == null) {
            obstacles.add("the " + constraint.kind().words() + " of `" + table + "` has no name to drop it by");
            return;
        }
        operations.add(new Operation.DropConstraint(
                table, constraint.name(), constraint.kind(), constraint.columns(), false, false));
    }

    private void addConstraints() {
        for (boolean foreignKeys : new boolean[] {false, true}) {
            for (Difference difference : differences) {
                if (difference instanceof Difference.ConstraintRemoved removed) {
                    add(removed.table(), removed.removed(), foreignKeys);
                } else if (difference instanceof Difference.ConstraintChanged changed) {
                    add(changed.table(), changed.before(), foreignKeys);
                } else if (difference instanceof Difference.ConstraintRenamed renamed && !foreignKeys) {
                    rename(renamed);
                }
            }
        }
    }

    private void add(QualifiedName table, Constraint constraint, boolean foreignKeys) {
        if (foreignKeys != constraint instanceof Constraint.ForeignKey) {
            return;
        }
        boolean unknown = constraint instanceof Constraint.Check check
                        && check.expression().isEmpty()
                || constraint instanceof Constraint.Exclusion exclusion
                        && exclusion.definition().isEmpty();
        if (unknown) {
            obstacles.add("what the " + constraint.kind().words() + " `" + constraint.name() + "` of `" + table
                    + "` said is not known");
        }
        operations.add(new Operation.AddConstraint(table, constraint, null));
    }

    private void rename(Difference.ConstraintRenamed renamed) {
        String is = renamed.after().name();
        String was = renamed.before().name();
        if (is != null && was != null && target.dialect() == Dialect.POSTGRESQL) {
            operations.add(new Operation.RenameConstraint(renamed.table(), is, was));
        }
    }

    private void dropIndexes() {
        for (Difference difference : differences) {
            if (difference instanceof Difference.IndexAdded added
                    && !goesWithColumns(added.table(), added.added().columns())) {
                operations.add(dropIndex(added.table(), added.added()));
            } else if (difference instanceof Difference.IndexChanged changed) {
                operations.add(dropIndex(changed.table(), changed.after()));
            } else if (difference instanceof Difference.IndexRenamed renamed
                    && renamed.before().name() != null
                    && target.dialect() != Dialect.SQLITE) {
                operations.add(new Operation.RenameIndex(
                        renamed.table(),
                        nameOf(renamed.table(), renamed.after()),
                        renamed.before().name()));
            }
        }
    }

    private void addIndexes(List<Table> created) {
        for (Table table : created) {
            for (Index index : table.indexes()) {
                // MySQL makes an index for a foreign key and names it alike
                boolean ofKey = index.name() != null
                        && table.constraint(index.name()).isPresent()
                        && target.dialect().isMysqlFamily();
                if (!ofKey) {
                    operations.add(new Operation.CreateIndex(table.name(), index, false, false));
                }
            }
        }
        for (Difference difference : differences) {
            if (difference instanceof Difference.IndexRemoved removed) {
                operations.add(new Operation.CreateIndex(removed.table(), removed.removed(), false, false));
            } else if (difference instanceof Difference.IndexChanged changed) {
                operations.add(new Operation.CreateIndex(changed.table(), changed.before(), false, false));
            }
        }
    }

    private Operation dropIndex(QualifiedName table, Index index) {
        return new Operation.DropIndex(table, nameOf(table, index), false, false, false);
    }

    private QualifiedName nameOf(QualifiedName table, Index index) {
        if (index.name() == null) {
            obstacles.add("an index of `" + table + "` has no name to drop it by");
            return table;
        }
        return new QualifiedName(table.schema(), index.name());
    }

    // ---- other objects

    /** Objects that stand on tables go before everything and come after everything; others are stood upon. */
    private static boolean standsOnTables(ObjectKind kind) {
        return switch (kind) {
            case VIEW, MATERIALIZED_VIEW, TRIGGER, POLICY, RULE, STATISTICS -> true;
            default -> false;
        };
    }

    private static boolean isOwned(SchemaObject object) {
        return object instanceof SchemaObject.Sequence sequence && sequence.ownedBy() != null;
    }

    private void dropObjects(boolean onTables) {
        List<SchemaObject> gone = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference instanceof Difference.ObjectAdded added) {
                gone.add(added.added());
            } else if (difference instanceof Difference.ObjectChanged changed
                    && !(changed.after() instanceof EnumType)) {
                gone.add(changed.after());
            }
        }
        Collections.reverse(gone);
        for (SchemaObject object : gone) {
            if (standsOnTables(object.key().kind()) == onTables && !isOwned(object)) {
                QualifiedName table = object instanceof SchemaObject.Defined defined
                                && object.key().kind() != ObjectKind.VIEW
                                && defined.dependsOn().size() == 1
                        ? defined.dependsOn().get(0)
                        : null;
                operations.add(new Operation.DropObject(object.key(), table, false, false));
            }
        }
    }

    private void createObjects(boolean onTables) {
        for (Difference difference : differences) {
            if (difference instanceof Difference.ObjectRemoved removed) {
                create(removed.removed(), onTables);
            } else if (difference instanceof Difference.ObjectChanged changed
                    && !(changed.before() instanceof EnumType)) {
                create(changed.before(), onTables);
            }
        }
    }

    private void create(SchemaObject object, boolean onTables) {
        if (standsOnTables(object.key().kind()) != onTables || isOwned(object)) {
            return;
        }
        boolean unknown = object instanceof SchemaObject.Defined defined
                        && (defined.definition().isEmpty()
                                && object.key().kind() != ObjectKind.SCHEMA
                                && object.key().kind() != ObjectKind.EXTENSION)
                || object instanceof EnumType type && !isKnown(type);
        if (unknown) {
            obstacles.add("how the " + object.key() + " was defined is not known");
        }
        operations.add(new Operation.CreateObject(object, false, false));
    }

    private static boolean isKnown(EnumType type) {
        return !type.labels().isEmpty() && !type.labels().contains(EnumType.OTHERS);
    }

    /** PostgreSQL takes no label out of a type: a type of the old labels takes its place. */
    private void changeEnumTypes() {
        for (Difference.ObjectChanged changed : all(Difference.ObjectChanged.class)) {
            if (!(changed.before() instanceof EnumType was)) {
                continue;
            }
            if (!isKnown(was)) {
                obstacles.add("which labels the " + was.key() + " had is not known");
                continue;
            }
            QualifiedName aside = was.name().withName(was.name().name() + "_old");
            operations.add(new Operation.RenameObject(was.key(), aside.name()));
            operations.add(new Operation.CreateObject(was, false, false));
            for (Table table : current.tables()) {
                for (Column column : table.columns()) {
                    if (column.type().name().equals(was.name().toString())) {
                        operations.addAll(columns.throughText(table.name(), column, columns.named(was.name())));
                    }
                }
            }
            operations.add(new Operation.DropObject(new ObjectKey(ObjectKind.ENUM_TYPE, aside), null, false, false));
        }
    }
}
