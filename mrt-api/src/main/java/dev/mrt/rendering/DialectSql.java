// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rendering;

import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of one dialect. Where dialects differ, {@code ALTER TABLE} is written as PostgreSQL has it. */
abstract class DialectSql {

    final Dialect dialect;
    final Definitions definitions;

    DialectSql(Dialect dialect) {
        this.dialect = dialect;
        this.definitions = new Definitions(dialect);
    }

    /**
     * The statements of a step that runs.
     *
     * @throws NotRenderedException where there are none
     */
    final List<String> statements(StepReplay step) {
        Operation operation = step.step().operation();
        if (operation instanceof Operation.CreateTable create) {
            return createTable(create, step);
        } else if (operation instanceof Operation.DropTable drop) {
            return List.of("DROP TABLE " + (drop.ifExists() ? "IF EXISTS " : "") + table(drop.table())
                    + cascade(drop.cascade()));
        } else if (operation instanceof Operation.RenameTable rename) {
            return renameTable(rename);
        } else if (operation instanceof Operation.AlterTable alter) {
            return alterTable(alter);
        } else if (operation instanceof Operation.AddColumn add) {
            return addColumn(add, step);
        } else if (operation instanceof Operation.DropColumn drop) {
            return dropColumn(drop, step);
        } else if (operation instanceof Operation.RenameColumn rename) {
            return renameColumn(rename, step);
        } else if (operation instanceof Operation.AlterColumn alter) {
            return alterColumn(alter, step);
        } else if (operation instanceof Operation.CreateIndex create) {
            return List.of(
                    definitions.index(create.table(), create.index(), create.ifNotExists(), create.concurrently()));
        } else if (operation instanceof Operation.DropIndex drop) {
            return dropIndex(drop, step);
        } else if (operation instanceof Operation.RenameIndex rename) {
            return renameIndex(rename, step);
        } else if (operation instanceof Operation.AddConstraint add) {
            return addConstraint(add, step);
        } else if (operation instanceof Operation.DropConstraint drop) {
            return dropConstraint(drop, step);
        } else if (operation instanceof Operation.RenameConstraint rename) {
            return renameConstraint(rename);
        } else if (operation instanceof Operation.ValidateConstraint validate) {
            return List.of(alter(validate.table()) + "VALIDATE CONSTRAINT " + definitions.name(validate.name()));
        }
        return new ObjectSql(definitions).statements(operation);
    }

    final String table(QualifiedName name) {
        return definitions.name(name);
    }

    final String alter(QualifiedName table) {
        return "ALTER TABLE " + table(table) + " ";
    }

    final String cascade(boolean cascade) {
        return cascade && dialect == Dialect.POSTGRESQL ? " CASCADE" : "";
    }

    // ---- tables

    List<String> createTable(Operation.CreateTable create, StepReplay step) {
        if (create.asSelect() != null) {
            throw NotRenderedException.refused("table `" + create.table() + "` is made from a query");
        }
        Optional<Table> made = find(step.after(), create.table());
        if (made.isEmpty() || step.after().equals(step.before())) {
            return existing(create, step);
        }
        List<String> parts = new ArrayList<>();
        for (ColumnDefinition column : create.columns()) {
            parts.add(definitions.column(column, column(made.get(), column.name())));
        }
        for (Constraint constraint : create.constraints()) {
            parts.add(definitions.constraint(resolved(constraint, made.get())));
        }
        List<String> sql = new ArrayList<>(enumTypes(step.before(), step.after()));
        sql.add("CREATE TABLE " + (create.ifNotExists() ? "IF NOT EXISTS " : "") + table(create.table()) + " ("
                + String.join(", ", parts) + ")");
        for (Index index : create.indexes()) {
            sql.add(definitions.index(create.table(), named(index, made.get()), create.ifNotExists(), false));
        }
        for (ColumnDefinition column : create.columns()) {
            sql.addAll(comment(create.table(), column.name(), column.comment()));
        }
        return sql;
    }

    private List<String> existing(Operation.CreateTable create, StepReplay step) {
        if (create.ifNotExists()) {
            return List.of();
        }
        throw raised(step, "table `" + create.table() + "` is there already");
    }

    /** The error of a step that contradicts the schema. */
    static NotRenderedException raised(StepReplay step, String otherwise) {
        return NotRenderedException.raises(
                step.conflicts().isEmpty() ? otherwise : step.conflicts().get(0).sentence());
    }

    /** The enum types that come with a table. */
    private List<String> enumTypes(Schema before, Schema after) {
        List<String> sql = new ArrayList<>();
        for (SchemaObject object : after.objects()) {
            if (object instanceof EnumType type && before.object(type.key()).isEmpty()) {
                sql.addAll(new ObjectSql(definitions).create(type));
            }
        }
        return sql;
    }

    /** MySQL wants the columns that a foreign key refers to, which the replay knows. */
    private static Constraint resolved(Constraint constraint, Table made) {
        if (constraint instanceof Constraint.ForeignKey key
                && key.referencedColumns().isEmpty()) {
            for (Constraint.ForeignKey known : made.foreignKeys()) {
                if (known.columns().equals(key.columns())) {
                    return key.withReference(key.referencedTable(), known.referencedColumns());
                }
            }
        }
        return constraint;
    }

    /** An index under the name that the replay gave it. */
    private static Index named(Index index, Table made) {
        if (index.name() == null) {
            for (Index known : made.indexes()) {
                if (known.columns().equals(index.columns())) {
                    return index.withName(known.name());
                }
            }
        }
        return index;
    }

    List<String> renameTable(Operation.RenameTable rename) {
        return List.of(alter(rename.table()) + "RENAME TO "
                + definitions.name(rename.newName().name()));
    }

    private List<String> alterTable(Operation.AlterTable alter) {
        if (alter.kind() == TableChange.COMMENT) {
            return comment(alter.table(), alter.detail());
        }
        throw NotRenderedException.refused(
                "a change of " + alter.kind() + " of table `" + alter.table() + "` is not rendered");
    }

    /** A comment on a table; SQLite has none. */
    abstract List<String> comment(QualifiedName table, String comment);

    /** A comment on a column that was just made, where it was not a part of the column. */
    abstract List<String> comment(QualifiedName table, String column, @Nullable String comment);

    // ---- columns

    List<String> addColumn(Operation.AddColumn add, StepReplay step) {
        Optional<Table> made = find(step.after(), add.table());
        if (step.after().equals(step.before())) {
            if (add.ifNotExists()) {
                return List.of();
            }
            throw raised(step, "column `" + add.column().name() + "` is there already");
        }
        Column column = column(made.orElseThrow(), add.column().name());
        String fill = add.column().fill();
        String definition = definitions.column(add.column(), column);
        if (fill != null) {
            // Rows get the value, later rows do not: Django writes it as a default for a moment.
            Column filled = column.withServerDefault(ServerDefault.of(fill));
            definition = definitions.column(add.column(), filled);
        }
        List<String> sql = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>(add.constraints());
        boolean key = constraints.removeIf(constraint -> constraint instanceof Constraint.PrimaryKey);
        sql.add(alter(add.table()) + "ADD COLUMN " + (add.ifNotExists() ? "IF NOT EXISTS " : "") + definition
                + (key ? " PRIMARY KEY" : ""));
        if (fill != null && dialect != Dialect.SQLITE) {
            sql.add(alter(add.table()) + "ALTER COLUMN " + definitions.name(column.name()) + " DROP DEFAULT");
        }
        for (Constraint constraint : constraints) {
            sql.add(alter(add.table()) + "ADD " + definitions.constraint(resolved(constraint, made.orElseThrow())));
        }
        for (Index index : add.indexes()) {
            sql.add(definitions.index(add.table(), named(index, made.orElseThrow()), add.ifNotExists(), false));
        }
        sql.addAll(comment(add.table(), column.name(), add.column().comment()));
        return sql;
    }

    List<String> dropColumn(Operation.DropColumn drop, StepReplay step) {
        return List.of(alter(drop.table()) + "DROP COLUMN " + (drop.ifExists() ? "IF EXISTS " : "")
                + definitions.name(drop.column()) + cascade(drop.cascade()));
    }

    List<String> renameColumn(Operation.RenameColumn rename, StepReplay step) {
        return List.of(alter(rename.table()) + "RENAME COLUMN " + definitions.name(rename.column()) + " TO "
                + definitions.name(rename.newName()));
    }

    abstract List<String> alterColumn(Operation.AlterColumn alter, StepReplay step);

    /** What rows that hold NULL get before the column is NOT NULL. */
    final List<String> filled(Operation.AlterColumn alter) {
        String fill = alter.fill();
        if (fill == null) {
            return List.of();
        }
        String column = definitions.name(alter.column());
        return List.of("UPDATE " + table(alter.table()) + " SET " + column + " = "
                + Definitions.known(fill, "the value that fills column `" + alter.column() + "`") + " WHERE " + column
                + " IS NULL");
    }

    // ---- indexes

    abstract List<String> dropIndex(Operation.DropIndex drop, StepReplay step);

    abstract List<String> renameIndex(Operation.RenameIndex rename, StepReplay step);

    // ---- constraints

    List<String> addConstraint(Operation.AddConstraint add, StepReplay step) {
        Constraint constraint = find(step.after(), add.table())
                .map(made -> resolved(add.constraint(), made))
                .orElse(add.constraint());
        if (add.usingIndex() != null) {
            throw NotRenderedException.refused("a constraint of `" + add.table() + "` takes over an index");
        }
        return List.of(alter(add.table()) + "ADD " + definitions.constraint(constraint));
    }

    abstract List<String> dropConstraint(Operation.DropConstraint drop, StepReplay step);

    private List<String> renameConstraint(Operation.RenameConstraint rename) {
        return List.of(alter(rename.table()) + "RENAME CONSTRAINT " + definitions.name(rename.name()) + " TO "
                + definitions.name(rename.newName()));
    }

    /** The constraint that a step takes away; empty where none is gone. */
    static Optional<Constraint> dropped(Operation.DropConstraint drop, StepReplay step) {
        Table before = find(step.before(), drop.table()).orElse(null);
        Table after = find(step.after(), drop.table()).orElse(null);
        if (before == null || after == null) {
            return Optional.empty();
        }
        List<Constraint> gone = new ArrayList<>(before.constraints());
        gone.removeAll(after.constraints());
        return gone.stream().findFirst();
    }

    /** Whether Django makes the step, which names and orders some things in ways of its own. */
    static boolean isDjango(StepReplay step) {
        return step.step().origin().startsWith("migrations.");
    }

    // ---- what is there

    /** The table of that name, which PostgreSQL and SQLite may keep in another case. */
    static Optional<Table> find(Schema schema, QualifiedName name) {
        Optional<Table> exact = schema.table(name);
        if (exact.isPresent()) {
            return exact;
        }
        return schema.tables().stream()
                .filter(table -> table.name().name().equalsIgnoreCase(name.name()))
                .findFirst();
    }

    static Column column(Table table, String name) {
        return table.column(name)
                .or(() -> table.columns().stream()
                        .filter(column -> column.name().equalsIgnoreCase(name))
                        .findFirst())
                .orElseThrow(() -> NotRenderedException.refused(
                        "what becomes of column `" + table.name() + "." + name + "` is not known"));
    }
}
