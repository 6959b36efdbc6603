// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.migration.Framework;
import dev.mrt.rendering.Sql;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of remedies: names, literals and statements in the framework that the migration is written for. */
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

    /** The schema as an argument of that name, where there is one. */
    static String keyword(String name, QualifiedName table) {
        return table.schema() == null ? "" : ", " + name + "=" + string(table.schema());
    }

    /** A name, or one made of table and columns where there is none. */
    static String name(@Nullable String name, String prefix, QualifiedName table, List<String> columns) {
        return name != null
                ? name
                : prefix + "_" + table.name() + (columns.isEmpty() ? "" : "_" + String.join("_", columns));
    }

    /** The beginning of a statement that changes a table. */
    static String alterTable(MigrationContext context, QualifiedName table) {
        return "ALTER TABLE " + name(context, table) + " ";
    }

    /** The beginning of a statement that changes a column. */
    static String alterColumn(MigrationContext context, QualifiedName table, String column) {
        return alterTable(context, table) + "ALTER COLUMN " + name(context, column) + " ";
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

    /** Names in SQL with commas between them. */
    static String names(MigrationContext context, List<String> names) {
        return String.join(", ", quoted(context, names));
    }

    /** Names in SQL. */
    static List<String> quoted(MigrationContext context, List<String> names) {
        return names.stream().map(each -> name(context, each)).toList();
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

    /** A query for the values of columns that stand in more than one row. */
    static String duplicates(MigrationContext context, QualifiedName table, List<String> columns) {
        String names = names(context, columns);
        return "SELECT " + names + ", count(*) FROM " + name(context, table) + " GROUP BY " + names
                + " HAVING count(*) > 1";
    }
}
