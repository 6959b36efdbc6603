// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Column;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders what a downgrade has to say so that columns, indexes and constraints are as they were. */
final class AsBefore {

    private AsBefore() {}

    /** The statements for some differences; empty where one of them has none. */
    static String code(MigrationContext context, List<LeftOver<Difference>> group) {
        List<String> lines = new ArrayList<>();
        for (LeftOver<Difference> left : group) {
            String line = code(context, left);
            if (line == null || line.isEmpty()) {
                return "";
            }
            lines.add(line);
        }
        return String.join("\n", lines);
    }

    private static @Nullable String code(MigrationContext context, LeftOver<Difference> left) {
        Difference difference = left.difference();
        if (difference instanceof Difference.ColumnChanged changed) {
            return column(context, changed);
        } else if (difference instanceof Difference.IndexChanged changed) {
            return ObjectCode.index(context, changed.table(), changed.before(), false);
        } else if (difference instanceof Difference.ConstraintChanged changed) {
            return ObjectCode.constraint(context, changed.table(), changed.before());
        }
        return ObjectCode.restoring(context, List.of(left));
    }

    private static @Nullable String column(MigrationContext context, Difference.ColumnChanged changed) {
        QualifiedName table = changed.table();
        Column before = changed.before();
        boolean required = before.nullable().isFalse();
        boolean alembic = FixCode.isAlembic(context);
        if (context.target().dialect() != Dialect.POSTGRESQL) {
            return null; // MySQL asks for the whole column, SQLite for a batch
        }
        String call = "op.alter_column(" + FixCode.string(table.name()) + ", " + FixCode.string(before.name()) + ", ";
        String alter = FixCode.alterColumn(context, table, before.name());
        String value =
                before.serverDefault().isPresent() ? before.serverDefault().text() : "";
        return switch (changed.facet()) {
            case NULLABLE ->
                alembic
                        ? call + "nullable=" + (required ? "False" : "True") + FixCode.schema(table) + ")"
                        : FixCode.sql(context, alter + (required ? "SET" : "DROP") + " NOT NULL");
            case DEFAULT ->
                alembic
                        ? call + "server_default="
                                + (value.isEmpty() ? "None" : "sa.text(" + FixCode.string(value) + ")")
                                + FixCode.schema(table) + ")"
                        : FixCode.sql(context, alter + (value.isEmpty() ? "DROP DEFAULT" : "SET DEFAULT " + value));
            case TYPE -> before.type().isUnknown() ? null : FixCode.sql(context, alter + "TYPE " + before.type());
            default -> null;
        };
    }
}
