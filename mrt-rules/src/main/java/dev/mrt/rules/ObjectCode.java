// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Difference;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Renders the making and dropping of schema objects as code of the framework that the migration is written for. */
final class ObjectCode {

    private ObjectCode() {}

    /**
     * A statement that makes an index; as SQL where it is more than a list of columns.
     *
     * @param concurrently whether it does so without blocking writes, which PostgreSQL can
     */
    static String index(MigrationContext context, QualifiedName table, Index index, boolean concurrently) {
        String name = FixCode.name(index.name(), "ix", table, index.columns());
        List<String> parts = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            String head = part.column() == null ? "(" + part.expression() + ")" : FixCode.name(context, part.column());
            parts.add(
                    head + (part.options().isEmpty() ? "" : " " + part.options()) + (part.descending() ? " DESC" : ""));
        }
        boolean usual = index.method().isEmpty() || index.method().equalsIgnoreCase("btree");
        String predicate = index.predicate();
        if (parts.isEmpty()) {
            return "# make index " + name + " of " + table + (concurrently ? " CONCURRENTLY" : " again as it was");
        }
        if (FixCode.isAlembic(context)
                && parts.equals(FixCode.quoted(context, index.columns()))
                && usual
                && predicate == null) {
            return "op.create_index(" + FixCode.string(name) + ", " + FixCode.string(table.name()) + ", "
                    + FixCode.list(index.columns())
                    + (index.unique() ? ", unique=True" : "") + FixCode.schema(table)
                    + (concurrently ? ", postgresql_concurrently=True" : "") + ")";
        }
        String sql = "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX "
                + (concurrently ? "CONCURRENTLY " : "") + FixCode.name(context, name) + " ON "
                + FixCode.name(context, table)
                + (usual ? "" : " USING " + index.method()) + " (" + String.join(", ", parts) + ")"
                + (index.include().isEmpty() ? "" : " INCLUDE (" + FixCode.names(context, index.include()) + ")")
                + (predicate == null ? "" : " WHERE " + predicate);
        return FixCode.sql(context, sql);
    }

    /** A statement that adds a foreign key. */
    static String foreignKey(MigrationContext context, QualifiedName table, Constraint.ForeignKey key) {
        String name = FixCode.name(key.name(), "fk", table, key.columns());
        List<String> referenced = key.referencedColumns().isEmpty() ? List.of("id") : key.referencedColumns();
        return FixCode.isAlembic(context)
                ? "op.create_foreign_key(" + FixCode.string(name) + ", " + FixCode.string(table.name()) + ", "
                        + FixCode.string(key.referencedTable().name()) + ", " + FixCode.list(key.columns()) + ", "
                        + FixCode.list(referenced) + action("ondelete", key.onDelete())
                        + action("onupdate", key.onUpdate()) + FixCode.keyword("source_schema", table)
                        + FixCode.keyword("referent_schema", key.referencedTable()) + ")"
                : FixCode.sql(
                        context,
                        FixCode.alterTable(context, table) + "ADD CONSTRAINT " + FixCode.name(context, name) + " "
                                + definition(context, key));
    }

    private static String action(String keyword, ReferentialAction action) {
        return action == ReferentialAction.NO_ACTION ? "" : ", " + keyword + "=" + FixCode.string(words(action));
    }

    private static String definition(MigrationContext context, Constraint.ForeignKey key) {
        List<String> referenced = key.referencedColumns();
        return "FOREIGN KEY (" + FixCode.names(context, key.columns()) + ") REFERENCES "
                + FixCode.name(context, key.referencedTable())
                + (referenced.isEmpty() ? "" : " (" + FixCode.names(context, referenced) + ")")
                + (key.onDelete() == ReferentialAction.NO_ACTION ? "" : " ON DELETE " + words(key.onDelete()))
                + (key.onUpdate() == ReferentialAction.NO_ACTION ? "" : " ON UPDATE " + words(key.onUpdate()));
    }

    private static String words(ReferentialAction action) {
        return action.name().replace('_', ' ');
    }

    /** Statements that add a foreign key and, later, look at the rows that are there (PostgreSQL). */
    static String foreignKeyInTwoSteps(MigrationContext context, QualifiedName table, Constraint.ForeignKey key) {
        String name = FixCode.name(key.name(), "fk", table, key.columns());
        return inTwoSteps(context, table, name, definition(context, key));
    }

    /** Statements that add a check and, later, look at the rows that are there (PostgreSQL). */
    static String checkInTwoSteps(MigrationContext context, QualifiedName table, String name, String expression) {
        return inTwoSteps(context, table, name, "CHECK (" + expression + ")");
    }

    private static String inTwoSteps(MigrationContext context, QualifiedName table, String name, String definition) {
        String add = FixCode.alterTable(context, table) + "ADD CONSTRAINT " + FixCode.name(context, name) + " ";
        return FixCode.sql(context, add + definition + " NOT VALID") + "\n# in a later migration\n"
                + validation(context, table, name);
    }

    /** A statement that looks whether the rows that are there satisfy a constraint (PostgreSQL). */
    static String validation(MigrationContext context, QualifiedName table, String name) {
        return FixCode.sql(
                context, FixCode.alterTable(context, table) + "VALIDATE CONSTRAINT " + FixCode.name(context, name));
    }

    /** A statement that adds a constraint. */
    static String constraint(MigrationContext context, QualifiedName table, Constraint constraint) {
        if (constraint instanceof Constraint.ForeignKey key) {
            return foreignKey(context, table, key);
        }
        String head = FixCode.alterTable(context, table) + "ADD "
                + (constraint.name() == null ? "" : "CONSTRAINT " + FixCode.name(context, constraint.name()) + " ");
        String columns = " (" + FixCode.names(context, constraint.columns()) + ")";
        if (constraint instanceof Constraint.Check check) {
            return FixCode.sql(context, head + "CHECK (" + check.expression() + ")");
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            return FixCode.sql(context, head + "EXCLUDE " + exclusion.definition());
        }
        boolean primary = constraint.kind() == ConstraintKind.PRIMARY_KEY;
        if (FixCode.isAlembic(context) && constraint.name() != null) {
            return (primary ? "op.create_primary_key(" : "op.create_unique_constraint(")
                    + FixCode.string(constraint.name()) + ", " + FixCode.string(table.name()) + ", "
                    + FixCode.list(constraint.columns()) + FixCode.schema(table) + ")";
        }
        return FixCode.sql(context, head + (primary ? "PRIMARY KEY" : "UNIQUE") + columns);
    }

    /** Statements that build the index of a unique constraint or primary key without a lock, then make it the constraint's (PostgreSQL). */
    static String constraintOverIndex(
            MigrationContext context, QualifiedName table, String name, Constraint constraint) {
        String index = index(context, table, Index.of(name, constraint.columns(), true), true);
        String written = FixCode.name(context, name);
        return (FixCode.isAlembic(context) ? FixCode.autocommit(index) : index)
                + "\n"
                + FixCode.sql(
                        context,
                        FixCode.alterTable(context, table) + "ADD CONSTRAINT " + written
                                + (constraint.kind() == ConstraintKind.PRIMARY_KEY ? " PRIMARY KEY" : " UNIQUE")
                                + " USING INDEX " + written);
    }

    /** A statement that drops a constraint by its name. */
    static String dropConstraint(MigrationContext context, QualifiedName table, String name, ConstraintKind kind) {
        String type = switch (kind) {
            case FOREIGN_KEY -> ", type_=\"foreignkey\"";
            case PRIMARY_KEY -> ", type_=\"primary\"";
            case UNIQUE -> ", type_=\"unique\"";
            case CHECK -> ", type_=\"check\"";
            case EXCLUSION -> "";
        };
        return FixCode.isAlembic(context)
                ? "op.drop_constraint(" + FixCode.string(name) + ", " + FixCode.string(table.name()) + type
                        + FixCode.schema(table) + ")"
                : FixCode.sql(
                        context, FixCode.alterTable(context, table) + "DROP CONSTRAINT " + FixCode.name(context, name));
    }

    /** Statements that make an enum type anew with fewer labels, for each column that has it. */
    static String enumType(MigrationContext context, QualifiedName type, List<String> labels) {
        List<String> lines = new ArrayList<>();
        String made = FixCode.name(context, type);
        String old = type.name() + "_old";
        lines.add("ALTER TYPE " + made + " RENAME TO " + FixCode.name(context, old));
        lines.add("CREATE TYPE " + made + " AS ENUM (" + FixCode.literals(labels) + ")");
        for (Table table : context.after().tables()) {
            for (Column column : table.columns()) {
                if (column.type().toString().equals(type.toString())) {
                    String named = FixCode.name(context, column.name());
                    lines.add("ALTER TABLE " + FixCode.name(context, table.name()) + " ALTER COLUMN " + named + " TYPE "
                            + made + " USING " + named + "::text::" + made);
                }
            }
        }
        lines.add("DROP TYPE " + FixCode.name(context, type.withName(old)));
        return String.join(
                "\n", lines.stream().map(line -> FixCode.sql(context, line)).toList());
    }

    /** Statements that make missing indexes and constraints again. */
    static String restoring(MigrationContext context, List<? extends LeftOver<? extends Difference>> missing) {
        List<String> lines = new ArrayList<>();
        for (LeftOver<? extends Difference> left : missing) {
            if (left.difference() instanceof Difference.IndexRemoved removed) {
                lines.add(index(context, removed.table(), removed.removed(), false));
            } else if (left.difference() instanceof Difference.ConstraintRemoved removed) {
                lines.add(constraint(context, removed.table(), removed.removed()));
            }
        }
        return String.join("\n", lines);
    }
}
