// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.migration.Framework;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.QualifiedName;
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
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
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
        return table.schema() == null ? "" : ", schema=" + string(table.schema());
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
}
