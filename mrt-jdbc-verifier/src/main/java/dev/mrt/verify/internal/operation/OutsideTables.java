// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.operation;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.Step;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Truth;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables that foreign keys of a history refer to although no migration of it makes or alters them, such as {@code
 * auth_user} of Django: with the columns referred to, in the types of those that refer to them, rows can keep the keys.
 */
final class OutsideTables {

    private final Set<QualifiedName> own = new HashSet<>();
    private final Map<QualifiedName, Map<String, ColumnType>> types = new HashMap<>();
    private final Map<QualifiedName, Operation.CreateTable> outside = new LinkedHashMap<>();

    private OutsideTables() {}

    /** The steps that make these tables, each one table. */
    static List<Step> of(MigrationHistory history) {
        OutsideTables tables = new OutsideTables();
        List<Step> steps = new ArrayList<>();
        for (Migration migration : history.order()) {
            migration.upgrade().steps().forEach(step -> tables.read(step.operation()));
        }
        for (Migration migration : history.order()) {
            migration.upgrade().steps().forEach(step -> tables.refer(step.operation()));
        }
        tables.outside.forEach((name, create) -> steps.add(
                new Step(create, SourceRange.FILE_START, Condition.always(), name.toString(), 0, Step.Context.PLAIN)));
        return steps;
    }

    private void read(Operation operation) {
        QualifiedName table = operation.table();
        if (table == null || operation.changesRows()) {
            return;
        }
        own.add(table);
        if (operation instanceof Operation.CreateTable create) {
            create.columns().forEach(column -> note(table, column));
        } else if (operation instanceof Operation.AddColumn add) {
            note(table, add.column());
        } else if (operation instanceof Operation.RenameTable rename) {
            own.add(rename.newName());
            types.computeIfAbsent(rename.newName(), name -> new HashMap<>())
                    .putAll(types.getOrDefault(table, Map.of()));
        }
    }

    private void note(QualifiedName table, ColumnDefinition column) {
        types.computeIfAbsent(table, name -> new HashMap<>()).put(column.name(), column.type());
    }

    private void refer(Operation operation) {
        if (operation instanceof Operation.CreateTable create) {
            create.constraints().forEach(constraint -> refer(create.table(), constraint));
        } else if (operation instanceof Operation.AddColumn add) {
            add.constraints().forEach(constraint -> refer(add.table(), constraint));
        } else if (operation instanceof Operation.AddConstraint add) {
            refer(add.table(), add.constraint());
        }
    }

    private void refer(QualifiedName table, Constraint constraint) {
        if (!(constraint instanceof Constraint.ForeignKey key) || own.contains(key.referencedTable())) {
            return;
        }
        List<ColumnDefinition> columns = new ArrayList<>();
        for (int i = 0; i < key.referencedColumns().size(); i++) {
            ColumnType type = types.getOrDefault(table, Map.of())
                    .getOrDefault(key.columns().get(i), ColumnType.UNKNOWN);
            columns.add(ColumnDefinition.of(key.referencedColumns().get(i), type, Truth.FALSE));
        }
        if (!columns.isEmpty()) {
            outside.putIfAbsent(
                    key.referencedTable(),
                    new Operation.CreateTable(
                            key.referencedTable(),
                            columns,
                            List.of(new Constraint.PrimaryKey(null, key.referencedColumns())),
                            List.of(),
                            false,
                            null));
        }
    }
}
