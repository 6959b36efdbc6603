// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Prints a schema for people, close to SQL. What is not known is said. */
final class SchemaText {

    private final PrintWriter out;

    SchemaText(PrintWriter out) {
        this.out = out;
    }

    void print(Schema schema) {
        for (Table table : schema.tables()) {
            table(table);
        }
        for (SchemaObject object : schema.objects()) {
            out.print(object.key());
            if (object instanceof EnumType type) {
                out.print(": " + String.join(", ", type.labels()));
            }
            out.println();
        }
    }

    private void table(Table table) {
        out.println("table " + table.name() + (table.complete() ? "" : "  (older than the history: may have more)"));
        int widest = 0;
        for (Column column : table.columns()) {
            widest = Math.max(widest, column.name().length());
        }
        for (Column column : table.columns()) {
            out.println("  " + column.name() + " ".repeat(widest - column.name().length() + 2) + describe(column));
        }
        for (Constraint constraint : table.constraints()) {
            out.println("  " + named(constraint.name()) + describe(constraint));
        }
        for (Index index : table.indexes()) {
            out.println("  " + describe(index));
        }
        out.println();
    }

    private static String describe(Column column) {
        StringBuilder text = new StringBuilder(
                column.type().toString().isEmpty() ? "?" : column.type().toString());
        if (column.nullable() == Truth.FALSE) {
            text.append(" not null");
        } else if (column.nullable() == Truth.UNKNOWN) {
            text.append(" (null or not: unknown)");
        }
        if (column.serverDefault().isPresent()) {
            text.append(" default ").append(column.serverDefault());
        }
        if (column.identity() != Identity.NONE) {
            text.append(" identity");
        }
        if (column.generated() != null) {
            text.append(" generated");
        }
        return text.toString();
    }

    private static String named(@Nullable String name) {
        return name == null ? "" : "constraint " + name + " ";
    }

    private static String describe(Constraint constraint) {
        String columns = "(" + String.join(", ", constraint.columns()) + ")";
        if (constraint instanceof Constraint.ForeignKey key) {
            return "foreign key " + columns + " references " + key.referencedTable() + " ("
                    + String.join(", ", key.referencedColumns()) + ")";
        }
        if (constraint instanceof Constraint.Check check) {
            return "check (" + check.expression() + ")";
        }
        return constraint.kind().words() + " " + columns;
    }

    private static String describe(Index index) {
        StringBuilder text = new StringBuilder(index.unique() ? "unique index" : "index");
        text.append(index.name() == null ? "" : " " + index.name()).append(" (");
        String separator = "";
        for (Index.Part part : index.parts()) {
            text.append(separator).append(part.column() == null ? part.expression() : part.column());
            text.append(part.descending() ? " desc" : "");
            separator = ", ";
        }
        text.append(')');
        if (index.predicate() != null) {
            text.append(" where ").append(index.predicate());
        }
        return text.toString();
    }
}
