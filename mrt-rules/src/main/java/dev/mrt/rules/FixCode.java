// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.migration.Framework;
import dev.mrt.rendering.Sql;
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
import org.jspecify.annotations.Nullable;

/** Renders remedies as code of the framework that the migration is written for. */
final class FixCode {

    private FixCode() {}

    static boolean isAlembic(MigrationContext context) {
        return context.migration().framework() == Framework.ALEMBIC;
    }

    /** A Python string literal. */
    static String string(String value) {
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + '"';
    }

    /** A Python list of strings. */
    static String list(List<String> values) {
        StringBuilder code = new StringBuilder("[");
        for (String value : values) {
            code.append(code.length() > 1 ? ", " : "").append(string(value));
        }
        return code.append(']').toString();
    }

    /** The first arguments of an Alembic operation on a table: its name, and the schema as a keyword at the end where there is one. */
    static String schema(QualifiedName table) {
        return keyword("schema", table);
    }

    private static String keyword(String name, QualifiedName table) {
        return table.schema() == null ? "" : ", " + name + "=" + string(table.schema());
    }

    /** A name, or one made of table and columns where there is none. */
    static String name(@Nullable String name, String prefix, QualifiedName table, List<String> columns) {
        return name != null
                ? name
                : prefix + "_" + table.name() + (columns.isEmpty() ? "" : "_" + String.join("_", columns));
    }

    /** Lines of code that run outside of the migration's transaction. */
    static String autocommit(String statement) {
        return "with op.get_context().autocommit_block():\n    " + statement;
    }

    /** A statement that both frameworks can run as SQL. */
    static String sql(MigrationContext context, String sql) {
        return isAlembic(context) ? "op.execute(" + string(sql) + ")" : "migrations.RunSQL(" + string(sql) + ")";
    }

    /** A name in SQL, in quotes where the database asks for them. */
    static String name(MigrationContext context, String name) {
        return Sql.readableName(context.target().dialect(), name);
    }

    /** A table's name in SQL, in quotes where the database asks for them. */
    static String name(MigrationContext context, QualifiedName name) {
        return Sql.readableName(context.target().dialect(), name);
    }

    private static String names(MigrationContext context, List<String> names) {
        return String.join(", ", quoted(context, names));
    }

    private static List<String> quoted(MigrationContext context, List<String> names) {
        return names.stream().map(each -> name(context, each)).toList();
    }

    /**
     * A statement that makes an index; as SQL where it is more than a list of columns.
     *
     * @param concurrently whether it does so without blocking writes, which PostgreSQL can
     */
    static String index(MigrationContext context, QualifiedName table, Index index, boolean concurrently) {
        String name = name(index.name(), "ix", table, index.columns());
        List<String> parts = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            String head = part.column() == null ? "(" + part.expression() + ")" : name(context, part.column());
            parts.add(
                    head + (part.options().isEmpty() ? "" : " " + part.options()) + (part.descending() ? " DESC" : ""));
        }
        boolean usual = index.method().isEmpty() || index.method().equalsIgnoreCase("btree");
        String predicate = index.predicate();
        if (parts.isEmpty()) {
            return "# make index " + name + " of " + table + (concurrently ? " CONCURRENTLY" : " again as it was");
        }
        if (isAlembic(context) && parts.equals(quoted(context, index.columns())) && usual && predicate == null) {
            return "op.create_index(" + string(name) + ", " + string(table.name()) + ", " + list(index.columns())
                    + (index.unique() ? ", unique=True" : "") + schema(table)
                    + (concurrently ? ", postgresql_concurrently=True" : "") + ")";
        }
        String sql = "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX "
                + (concurrently ? "CONCURRENTLY " : "") + name(context, name) + " ON "
                + name(context, table)
                + (usual ? "" : " USING " + index.method()) + " (" + String.join(", ", parts) + ")"
                + (index.include().isEmpty() ? "" : " INCLUDE (" + names(context, index.include()) + ")")
                + (predicate == null ? "" : " WHERE " + predicate);
        return sql(context, sql);
    }

    /** A statement that adds a foreign key. */
    static String foreignKey(MigrationContext context, QualifiedName table, Constraint.ForeignKey key) {
        String name = name(key.name(), "fk", table, key.columns());
        String action = key.onDelete() == ReferentialAction.NO_ACTION
                ? ""
                : key.onDelete().name().replace('_', ' ');
        List<String> referenced = key.referencedColumns().isEmpty() ? List.of("id") : key.referencedColumns();
        return isAlembic(context)
                ? "op.create_foreign_key(" + string(name) + ", " + string(table.name()) + ", "
                        + string(key.referencedTable().name()) + ", " + list(key.columns()) + ", " + list(referenced)
                        + (action.isEmpty() ? "" : ", ondelete=" + string(action))
                        + keyword("source_schema", table) + keyword("referent_schema", key.referencedTable()) + ")"
                : sql(
                        context,
                        "ALTER TABLE " + name(context, table) + " ADD CONSTRAINT " + name(context, name)
                                + " FOREIGN KEY (" + names(context, key.columns()) + ") REFERENCES "
                                + name(context, key.referencedTable()) + " (" + names(context, referenced) + ")"
                                + (action.isEmpty() ? "" : " ON DELETE " + action));
    }

    /** A statement that adds a constraint. */
    static String constraint(MigrationContext context, QualifiedName table, Constraint constraint) {
        if (constraint instanceof Constraint.ForeignKey key) {
            return foreignKey(context, table, key);
        }
        String head = "ALTER TABLE " + name(context, table) + " ADD "
                + (constraint.name() == null ? "" : "CONSTRAINT " + name(context, constraint.name()) + " ");
        String columns = " (" + names(context, constraint.columns()) + ")";
        if (constraint instanceof Constraint.Check check) {
            return sql(context, head + "CHECK (" + check.expression() + ")");
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            return sql(context, head + "EXCLUDE " + exclusion.definition());
        }
        boolean primary = constraint.kind() == ConstraintKind.PRIMARY_KEY;
        if (isAlembic(context) && constraint.name() != null) {
            return (primary ? "op.create_primary_key(" : "op.create_unique_constraint(") + string(constraint.name())
                    + ", " + string(table.name()) + ", " + list(constraint.columns()) + schema(table) + ")";
        }
        return sql(context, head + (primary ? "PRIMARY KEY" : "UNIQUE") + columns);
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
        return isAlembic(context)
                ? "op.drop_constraint(" + string(name) + ", " + string(table.name()) + type + schema(table) + ")"
                : sql(context, "ALTER TABLE " + name(context, table) + " DROP CONSTRAINT " + name(context, name));
    }

    /** A statement that the upgrade begins with, and those that the downgrade ends with. */
    static String thereAndBack(MigrationContext context, String there, List<String> back) {
        if (isAlembic(context)) {
            List<String> lines = new ArrayList<>();
            back.forEach(line -> lines.add(sql(context, line)));
            return "# upgrade, first\n" + sql(context, there) + "\n# downgrade, last\n" + String.join("\n", lines);
        }
        return "Before this operation:\nmigrations.RunSQL(\n    " + string(there) + ",\n    " + list(back) + ",\n),";
    }

    /** Statements that the downgrade ends with, after the words that say so. */
    static String lastInDowngrade(MigrationContext context, List<String> statements) {
        if (isAlembic(context)) {
            return " at the end of the downgrade:\n"
                    + String.join(
                            "\n",
                            statements.stream().map(each -> sql(context, each)).toList());
        }
        return " with a first operation, which is reversed last:\nmigrations.RunSQL(\n    migrations.RunSQL.noop,\n    "
                + list(statements) + ",\n),";
    }

    /** SQL literals with commas between them. */
    static String literals(List<String> values) {
        List<String> quoted = new ArrayList<>();
        for (String value : values) {
            quoted.add("'" + value.replace("'", "''") + "'");
        }
        return String.join(", ", quoted);
    }

    /** Statements that make an enum type anew with fewer labels, for each column that has it. */
    static String enumType(MigrationContext context, QualifiedName type, List<String> labels) {
        List<String> lines = new ArrayList<>();
        String made = name(context, type);
        String old = type.name() + "_old";
        lines.add("ALTER TYPE " + made + " RENAME TO " + name(context, old));
        lines.add("CREATE TYPE " + made + " AS ENUM (" + literals(labels) + ")");
        for (Table table : context.after().tables()) {
            for (Column column : table.columns()) {
                if (column.type().toString().equals(type.toString())) {
                    String named = name(context, column.name());
                    lines.add("ALTER TABLE " + name(context, table.name()) + " ALTER COLUMN " + named + " TYPE " + made
                            + " USING " + named + "::text::" + made);
                }
            }
        }
        lines.add("DROP TYPE " + name(context, type.withName(old)));
        return String.join("\n", lines.stream().map(line -> sql(context, line)).toList());
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
