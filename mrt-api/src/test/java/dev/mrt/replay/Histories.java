// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small histories made by hand: revisions {@code r1}, {@code r2}, … in a line. */
final class Histories {

    private final List<Migration> migrations = new ArrayList<>();

    static Histories history() {
        return new Histories();
    }

    /** Adds a revision on top of the last one. */
    Histories revision(Procedure upgrade, Procedure downgrade) {
        int number = migrations.size() + 1;
        List<String> parents = number == 1 ? List.of() : List.of("r" + (number - 1));
        migrations.add(migration("r" + number, parents, upgrade, downgrade));
        return this;
    }

    /** Adds a revision with an upgrade and an empty downgrade. */
    Histories revision(Operation... upgrade) {
        return revision(steps(upgrade), pass());
    }

    static Migration migration(String id, List<String> parents, Procedure upgrade, Procedure downgrade) {
        return new Migration(
                Framework.ALEMBIC,
                id,
                parents,
                List.of(),
                List.of(),
                List.of(),
                "",
                new MigrationSource(id + ".py", ""),
                SourceRange.FILE_START,
                true,
                upgrade,
                downgrade,
                List.of(),
                Map.of());
    }

    List<Migration> migrations() {
        return migrations;
    }

    HistoryReplay on(String target) {
        return HistoryReplay.of(MigrationHistory.of(migrations), Target.parse(target));
    }

    /** The last revision on PostgreSQL. */
    MigrationReplay last() {
        return last("postgresql:15");
    }

    MigrationReplay last(String target) {
        List<MigrationReplay> all = on(target).migrations();
        return all.get(all.size() - 1);
    }

    static Procedure steps(Operation... operations) {
        List<Step> steps = new ArrayList<>();
        for (Operation operation : operations) {
            steps.add(step(operation, Condition.always()));
        }
        return new Procedure(Procedure.State.WRITTEN, steps, SourceRange.FILE_START);
    }

    static Procedure steps(Step... steps) {
        return new Procedure(Procedure.State.WRITTEN, List.of(steps), SourceRange.FILE_START);
    }

    static Step step(Operation operation, Condition condition) {
        return new Step(operation, SourceRange.FILE_START, condition, "op", 0, Step.Context.PLAIN);
    }

    static Procedure pass() {
        return new Procedure(Procedure.State.EMPTY, List.of(), SourceRange.FILE_START);
    }

    // ---- operations, short

    static QualifiedName name(String name) {
        return QualifiedName.of(name);
    }

    static Operation.CreateTable create(String table, ColumnDefinition... columns) {
        return new Operation.CreateTable(name(table), List.of(columns), List.of(), List.of(), false, null);
    }

    static Operation.CreateTable create(String table, List<Constraint> constraints, ColumnDefinition... columns) {
        return new Operation.CreateTable(name(table), List.of(columns), constraints, List.of(), false, null);
    }

    static Operation.DropTable drop(String table) {
        return new Operation.DropTable(name(table), false, false);
    }

    static Operation.AddColumn add(String table, ColumnDefinition column) {
        return new Operation.AddColumn(name(table), column, List.of(), List.of(), false);
    }

    static Operation.DropColumn drop(String table, String column) {
        return new Operation.DropColumn(name(table), column, false, false);
    }

    static Operation.CreateIndex index(String index, String table, String... columns) {
        return new Operation.CreateIndex(name(table), Index.of(index, List.of(columns), false), false, false);
    }

    static Operation.DropIndex dropIndex(String index, String table) {
        return new Operation.DropIndex(name(table), name(index), false, false, false);
    }

    static Operation.AddConstraint constrain(String table, Constraint constraint) {
        return new Operation.AddConstraint(name(table), constraint, null);
    }

    static Operation.DropConstraint dropConstraint(String constraint, String table) {
        return new Operation.DropConstraint(name(table), constraint, null, List.of(), false, false);
    }

    static Operation.UpdateRows update(String table, String column, String value) {
        return new Operation.UpdateRows(name(table), List.of(new Operation.Assignment(column, value)), "");
    }

    static Constraint.PrimaryKey primaryKey(String... columns) {
        return new Constraint.PrimaryKey(null, List.of(columns));
    }

    static Constraint.ForeignKey foreignKey(String column, String table, String referenced) {
        return Constraint.ForeignKey.of(null, List.of(column), name(table), List.of(referenced));
    }

    static ColumnDefinition column(String name, String type) {
        return ColumnDefinition.of(name, ColumnType.of(type), Truth.TRUE);
    }

    static ColumnDefinition required(String name, String type) {
        return ColumnDefinition.of(name, ColumnType.of(type), Truth.FALSE);
    }

    static ColumnDefinition serial(String name) {
        return new ColumnDefinition(
                name, ColumnType.of("INTEGER"), Truth.FALSE, ServerDefault.NONE, Identity.SERIAL, null, null, null);
    }

    static ColumnDefinition defaulted(ColumnDefinition column, String value) {
        return new ColumnDefinition(
                column.name(),
                column.type(),
                column.nullable(),
                ServerDefault.of(value),
                column.identity(),
                column.generated(),
                column.comment(),
                column.fill());
    }
}
