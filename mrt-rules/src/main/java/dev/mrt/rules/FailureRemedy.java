// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import dev.mrt.replay.Conflict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to write instead of a step of the downgrade that fails: from the schema that it meets, where that tells. */
final class FailureRemedy {

    private FailureRemedy() {}

    static String of(MigrationContext context, Conflict conflict) {
        List<String> code = code(context, conflict);
        String words = words(conflict);
        return code.isEmpty() ? words : words + "\n" + String.join("\n", code);
    }

    private static String words(Conflict conflict) {
        boolean converts = conflict.step().operation() instanceof Operation.AlterColumn;
        boolean names = conflict.step().operation() instanceof Operation.DropConstraint;
        return switch (conflict.kind()) {
            case MISSING -> "Name what the upgrade leaves; a constraint without a name needs one in both directions.";
            case EXISTS -> "Leave out what is there already, or drop it first.";
            case IN_USE -> "Drop first what depends on it.";
            case REFUSED ->
                converts
                        ? "Say how values are converted (`postgresql_using`), or convert them in a column of their own."
                        : names
                                ? "Name the constraint that the upgrade adds."
                                : "Write it so that the database accepts it, and try the downgrade once: `mrt verify` does.";
            case NOT_NULL_WITHOUT_VALUE ->
                "Give the column a `server_default`, or add it as nullable, fill it, and then set it NOT NULL.";
            case NULLS -> "Fill the NULLs before the column is set NOT NULL.";
            case NARROWING -> "Change the values that do not fit first, or keep the wider type.";
            case VIOLATED ->
                columnsThatMustDiffer(conflict.step().operation()).isEmpty()
                        ? "Remove the rows that violate it first; on PostgreSQL it can be added as NOT VALID."
                        : "Merge or remove the rows that are alike first:";
        };
    }

    private static List<String> code(MigrationContext context, Conflict conflict) {
        Operation operation = conflict.step().operation();
        QualifiedName table = operation.table();
        List<String> differing = columnsThatMustDiffer(operation);
        if (conflict.kind() == Conflict.Kind.VIOLATED && table != null && !differing.isEmpty()) {
            return List.of(FixCode.duplicates(context, table, differing));
        }
        if (operation instanceof Operation.DropConstraint drop && conflict.kind() != Conflict.Kind.IN_USE) {
            return droppable(context, drop.table(), drop.kind());
        } else if (operation instanceof Operation.DropIndex drop && conflict.kind() == Conflict.Kind.MISSING) {
            return droppable(context, drop);
        } else if (operation instanceof Operation.DropTable drop && conflict.kind() == Conflict.Kind.IN_USE) {
            return referring(context, drop.table());
        } else if (operation instanceof Operation.AlterColumn alter && conflict.kind() == Conflict.Kind.REFUSED) {
            return converting(context, alter);
        } else if (operation instanceof Operation.AlterColumn alter && conflict.kind() == Conflict.Kind.NULLS) {
            String column = FixCode.name(context, alter.column());
            return List.of(FixCode.sql(
                    context,
                    "UPDATE " + FixCode.name(context, alter.table()) + " SET " + column + " = … WHERE " + column
                            + " IS NULL"));
        }
        return List.of();
    }

    /** The columns in which no two rows may be alike once an operation is done. */
    private static List<String> columnsThatMustDiffer(Operation operation) {
        if (operation instanceof Operation.CreateIndex create && create.index().unique()) {
            return create.index().columns();
        }
        return operation instanceof Operation.AddConstraint add
                        && (add.constraint() instanceof Constraint.Unique
                                || add.constraint() instanceof Constraint.PrimaryKey)
                ? add.constraint().columns()
                : List.of();
    }

    /** Drops the constraints that the upgrade added to a table, by their names. */
    private static List<String> droppable(
            MigrationContext context, QualifiedName table, @Nullable ConstraintKind kind) {
        Set<Constraint> before =
                Set.copyOf(context.before().table(table).map(Table::constraints).orElse(List.of()));
        List<String> code = new ArrayList<>();
        for (Constraint constraint :
                context.after().table(table).map(Table::constraints).orElse(List.of())) {
            String name = constraint.name();
            if (name != null && !before.contains(constraint) && (kind == null || kind == constraint.kind())) {
                code.add(ObjectCode.dropConstraint(context, table, name, constraint.kind()));
            }
        }
        return code;
    }

    private static List<String> droppable(MigrationContext context, Operation.DropIndex drop) {
        QualifiedName table = drop.table();
        if (table == null || !FixCode.isAlembic(context)) {
            return List.of();
        }
        Set<Index> before =
                Set.copyOf(context.before().table(table).map(Table::indexes).orElse(List.of()));
        List<String> code = new ArrayList<>();
        for (Index index : context.after().table(table).map(Table::indexes).orElse(List.of())) {
            if (index.name() != null && !before.contains(index)) {
                code.add("op.drop_index(" + FixCode.string(index.name()) + ", table_name="
                        + FixCode.string(table.name()) + FixCode.schema(table) + ")");
            }
        }
        return code;
    }

    /** Drops the foreign keys of other tables that stand in the way. */
    private static List<String> referring(MigrationContext context, QualifiedName dropped) {
        List<String> code = new ArrayList<>();
        for (Table table : context.after().tables()) {
            for (Constraint.ForeignKey key : table.foreignKeys()) {
                String name = key.name();
                if (name != null
                        && key.referencedTable().equals(dropped)
                        && !table.name().equals(dropped)) {
                    code.add(ObjectCode.dropConstraint(context, table.name(), name, ConstraintKind.FOREIGN_KEY));
                }
            }
        }
        return code;
    }

    private static List<String> converting(MigrationContext context, Operation.AlterColumn alter) {
        if (alter.type() == null) {
            return List.of();
        }
        EnumType label = alter.type().enumType();
        String type =
                label == null ? alter.type().textOn(context.target().dialect()) : FixCode.name(context, label.name());
        String column = FixCode.name(context, alter.column());
        return type.isEmpty()
                ? List.of()
                : List.of(FixCode.sql(
                        context,
                        FixCode.alterColumn(context, alter.table(), alter.column()) + "TYPE " + type + " USING "
                                + column + "::text::" + type));
    }
}
