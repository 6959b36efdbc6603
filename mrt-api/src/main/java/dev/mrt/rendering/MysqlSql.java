// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rendering;

import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Column;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** MySQL and MariaDB: a change of a column states it anew, and constraints are dropped by kind. */
final class MysqlSql extends DialectSql {

    MysqlSql(Dialect dialect) {
        super(dialect);
    }

    @Override
    List<String> comment(QualifiedName table, String comment) {
        return List.of(alter(table) + "COMMENT " + definitions.text(comment));
    }

    @Override
    List<String> comment(QualifiedName table, String column, @Nullable String comment) {
        return List.of();
    }

    @Override
    List<String> alterColumn(Operation.AlterColumn alter, StepReplay step) {
        String name = definitions.name(alter.column());
        ServerDefault value = alter.serverDefault();
        boolean other = alter.type() != null || alter.nullable() != null || alter.identity() != null;
        if (!other && alter.comment() == null && value != null) {
            return List.of(alter(alter.table()) + "ALTER COLUMN " + name
                    + (value.equals(ServerDefault.NONE)
                            ? " DROP DEFAULT"
                            : " SET DEFAULT " + definitions.value(value, alter.column())));
        }
        ColumnType type = type(alter, step);
        Column column = column(
                find(step.after(), alter.table()).orElseThrow(() -> raised(step, "there is no such table")),
                alter.column());
        List<String> sql = new ArrayList<>(filled(alter));
        sql.add(alter(alter.table()) + "MODIFY "
                + definitions.column(
                        column, type == null ? Definitions.type(column) : definitions.type(type, alter.column())));
        return sql;
    }

    /** The type that is stated anew; Alembic wants to be told. Null for the one that is there. */
    private static @Nullable ColumnType type(Operation.AlterColumn alter, StepReplay step) {
        Operation.ExistingColumn existing = alter.existing();
        ColumnType type = alter.type() != null || existing == null ? alter.type() : existing.type();
        if (type == null && !isDjango(step)) {
            throw NotRenderedException.raises(
                    "All MySQL CHANGE/MODIFY COLUMN operations require the existing type: give existing_type");
        }
        return type;
    }

    @Override
    List<String> dropIndex(Operation.DropIndex drop, StepReplay step) {
        return List.of("DROP INDEX " + (drop.ifExists() ? "IF EXISTS " : "")
                + definitions.name(drop.name().name()) + " ON " + table(owner(drop.table(), drop.name(), step)));
    }

    @Override
    List<String> renameIndex(Operation.RenameIndex rename, StepReplay step) {
        return List.of(alter(owner(rename.table(), rename.name(), step)) + "RENAME INDEX "
                + definitions.name(rename.name().name()) + " TO " + definitions.name(rename.newName()));
    }

    private static QualifiedName owner(@Nullable QualifiedName table, QualifiedName index, StepReplay step) {
        if (table != null) {
            return table;
        }
        return step.before()
                .tableOfIndex(index)
                .map(Table::name)
                .orElseThrow(() -> NotRenderedException.raises("There is no index " + index));
    }

    @Override
    List<String> dropConstraint(Operation.DropConstraint drop, StepReplay step) {
        Optional<Constraint> gone = dropped(drop, step);
        ConstraintKind kind = drop.kind();
        if (kind == null && !isDjango(step)) {
            throw NotRenderedException.raises("MySQL drops a constraint by its kind: give type_");
        }
        String name = drop.name() == null ? gone.map(Constraint::name).orElse(null) : drop.name();
        if (gone.isEmpty() && drop.ifExists()) {
            return List.of();
        }
        kind = kind == null ? gone.map(Constraint::kind).orElse(null) : kind;
        if (kind == ConstraintKind.PRIMARY_KEY) {
            return List.of(alter(drop.table()) + "DROP PRIMARY KEY");
        }
        if (name == null || kind == null) {
            throw NotRenderedException.refused("which constraint of `" + drop.table() + "` is dropped is not known");
        }
        if (kind == ConstraintKind.UNIQUE && gone.isPresent() && isNeeded(gone.get(), step, drop)) {
            throw NotRenderedException.refused("`" + name + "` serves a foreign key: Django makes another index first");
        }
        String words = switch (kind) {
            case FOREIGN_KEY -> "FOREIGN KEY ";
            case UNIQUE -> "INDEX ";
            default -> "CONSTRAINT ";
        };
        return List.of(alter(drop.table()) + "DROP " + words + definitions.name(name));
    }

    /** Whether Django drops a unique constraint that a foreign key needs, and therefore makes an index under a hashed name. */
    private static boolean isNeeded(Constraint unique, StepReplay step, Operation.DropConstraint drop) {
        Table table = find(step.before(), drop.table()).orElseThrow();
        for (Constraint.ForeignKey key : isDjango(step) ? table.foreignKeys() : List.<Constraint.ForeignKey>of()) {
            boolean starts = unique.columns()
                    .subList(0, Math.min(unique.columns().size(), key.columns().size()))
                    .equals(key.columns());
            if (starts
                    && table.indexes().stream()
                            .noneMatch(index -> index.columns().equals(key.columns()))) {
                return true;
            }
        }
        return false;
    }
}
