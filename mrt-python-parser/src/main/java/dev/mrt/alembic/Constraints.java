// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.sql.LiftedOperation;
import dev.mrt.sql.SqlReader;
import dev.mrt.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads constraints and indexes from SQLAlchemy's constructs. */
final class Constraints {

    private Constraints() {}

    /**
     * A constraint among the arguments of a table.
     *
     * @return null where the value is no constraint, or one of which the columns are not known
     */
    static @Nullable Constraint of(CallValue call) {
        String name = Values.name(nameOf(call));
        return switch (call.name()) {
            case "PrimaryKeyConstraint" -> {
                List<String> columns = Values.names(call.arguments());
                yield columns == null ? null : new Constraint.PrimaryKey(name, columns);
            }
            case "UniqueConstraint" -> {
                List<String> columns = Values.names(call.arguments());
                yield columns == null ? null : unique(name, columns, call);
            }
            case "CheckConstraint" -> check(name, call.argument(0, "sqltext"), call);
            case "ForeignKeyConstraint" -> foreignKey(call);
            case "ExcludeConstraint" -> exclusion(name, call.arguments(), call);
            default -> null;
        };
    }

    /** The value that a constraint's name is written as, or null. */
    static @Nullable Value nameOf(CallValue call) {
        return switch (call.name()) {
            case "CheckConstraint" -> call.argument(1, "name");
            case "ForeignKeyConstraint" -> call.argument(2, "name");
            default -> call.keyword("name");
        };
    }

    static boolean isConstraint(CallValue call) {
        return call.name().endsWith("Constraint");
    }

    static Constraint.Unique unique(@Nullable String name, List<String> columns, CallValue call) {
        return new Constraint.Unique(
                name,
                columns,
                Values.isTrue(call.keyword("postgresql_nulls_not_distinct")),
                Values.isTrue(call.keyword("deferrable")),
                isDeferred(call));
    }

    static Constraint.Check check(@Nullable String name, @Nullable Value condition, CallValue call) {
        boolean notValid = Values.isTrue(call.keyword("postgresql_not_valid"));
        return new Constraint.Check(name, List.of(), SqlText.sql(condition), !notValid);
    }

    /** The columns that a check's expression names. */
    static List<String> columnsOf(Constraint.Check check) {
        String sql = "ALTER TABLE t ADD CHECK (" + check.expression() + ")";
        for (SqlStatement statement : new SqlReader().read(sql, null)) {
            for (LiftedOperation lifted : statement.operations()) {
                if (lifted.operation() instanceof Operation.AddConstraint added) {
                    return added.constraint().columns();
                }
            }
        }
        return List.of();
    }

    static Constraint.Exclusion exclusion(@Nullable String name, List<Value> elements, CallValue call) {
        StringBuilder text = new StringBuilder();
        List<String> columns = new ArrayList<>();
        for (Value element : elements) {
            List<Value> pair = Values.items(element);
            if (pair == null || pair.size() < 2) {
                return new Constraint.Exclusion(name, List.of(), "");
            }
            String column = Values.columnName(pair.get(0));
            if (column != null) {
                columns.add(column);
            }
            text.append(text.isEmpty() ? "" : ", ")
                    .append(column == null ? SqlText.of(pair.get(0)) : column)
                    .append(" WITH ")
                    .append(SqlText.sql(pair.get(1)));
        }
        String method = Values.name(call.keyword("using"));
        Value where = call.keyword("where");
        String rest = Values.isNone(where) ? "" : " WHERE (" + SqlText.sql(where) + ")";
        return new Constraint.Exclusion(
                name, columns, "USING " + (method == null ? "gist" : method) + " (" + text + ")" + rest);
    }

    private static @Nullable Constraint foreignKey(CallValue call) {
        List<String> columns = Values.names(call.argument(0, "columns"));
        List<Value> targets = Values.items(call.argument(1, "refcolumns"));
        if (columns == null || targets == null) {
            return null;
        }
        Reference reference = null;
        List<String> referenced = new ArrayList<>();
        for (Value target : targets) {
            reference = reference(target);
            if (reference == null) {
                return null;
            }
            referenced.addAll(reference.columns());
        }
        String name = Values.name(nameOf(call));
        return reference == null ? null : foreignKey(name, columns, reference.table(), referenced, call);
    }

    /** The foreign key that a column's own {@code ForeignKey("table.column")} makes. */
    static @Nullable Constraint foreignKeyOf(String column, CallValue call) {
        Reference reference = reference(call.argument(0, "column"));
        if (reference == null) {
            return null;
        }
        return foreignKey(
                Values.name(call.keyword("name")), List.of(column), reference.table(), reference.columns(), call);
    }

    static Constraint foreignKey(
            @Nullable String name, List<String> columns, QualifiedName table, List<String> referenced, CallValue call) {
        return new Constraint.ForeignKey(
                name,
                columns,
                table,
                referenced,
                action(call.keyword("ondelete")),
                action(call.keyword("onupdate")),
                Values.isTrue(call.keyword("deferrable")),
                isDeferred(call),
                !Values.isTrue(call.keyword("postgresql_not_valid")));
    }

    private record Reference(QualifiedName table, List<String> columns) {}

    private static @Nullable Reference reference(@Nullable Value target) {
        String text = Values.name(target);
        if (text != null) {
            int last = text.lastIndexOf('.');
            String table = last < 0 ? text : text.substring(0, last);
            List<String> columns = last < 0 ? List.of() : List.of(text.substring(last + 1));
            int dot = table.lastIndexOf('.');
            return new Reference(
                    dot < 0
                            ? QualifiedName.of(table)
                            : new QualifiedName(table.substring(0, dot), table.substring(dot + 1)),
                    columns);
        }
        if (target instanceof Value.Attribute attribute) {
            QualifiedName table = Tables.of(attribute.owner());
            return table == null ? null : new Reference(table, List.of(attribute.name()));
        }
        return null;
    }

    private static ReferentialAction action(@Nullable Value value) {
        String text = Values.name(value);
        return text == null
                ? ReferentialAction.NO_ACTION
                : ReferentialAction.of(text).orElse(ReferentialAction.NO_ACTION);
    }

    private static boolean isDeferred(CallValue call) {
        String initially = Values.name(call.keyword("initially"));
        return initially != null && initially.toUpperCase(Locale.ROOT).equals("DEFERRED");
    }

    // ---- indexes

    /** An index over these columns and expressions; null where one of them is not known at all. */
    static @Nullable Index index(@Nullable String name, List<Value> elements, CallValue call) {
        List<Index.Part> parts = new ArrayList<>(elements.size());
        Value classes = call.keyword("postgresql_ops");
        for (Value element : elements) {
            Index.Part part = part(element, classes instanceof DictValue dict ? dict : null);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        String method = Values.name(call.keyword("postgresql_using"));
        if (method == null) {
            method = Values.name(call.keyword("mysql_prefix"));
        }
        Value where = call.keyword("postgresql_where");
        if (Values.isNone(where)) {
            where = call.keyword("sqlite_where");
        }
        List<String> include = Values.names(call.keyword("postgresql_include"));
        return new Index(
                name,
                parts,
                Values.isTrue(call.keyword("unique")),
                method == null ? "" : method.toLowerCase(Locale.ROOT),
                Values.isNone(where) ? null : SqlText.sql(where),
                include == null ? List.of() : include);
    }

    private static Index.@Nullable Part part(Value element, @Nullable DictValue classes) {
        if (element instanceof CallValue call && call.name().equals("literal_column")) {
            return ofText(SqlText.sql(element));
        }
        String direct = Values.name(element);
        String column = direct == null ? Values.columnName(element) : direct;
        if (column != null) {
            Value option = classes == null ? null : classes.get(column);
            String options = Values.name(option);
            boolean descending =
                    element instanceof CallValue call && call.name().equals("desc");
            return new Index.Part(column, null, descending, options == null ? "" : options);
        }
        String sql = SqlText.sql(element);
        if (sql.equals("?")) {
            return null;
        }
        boolean isText = element instanceof CallValue call && call.argument(0) instanceof Text;
        return isText ? ofText(sql) : new Index.Part(null, sql, false, "");
    }

    /** {@code text("created_at DESC")} names a column; anything else is an expression. */
    private static Index.Part ofText(String sql) {
        String text = sql.trim();
        int end = 0;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        String rest = text.substring(end).trim();
        String upper = rest.toUpperCase(Locale.ROOT);
        boolean descending = upper.equals("DESC") || upper.startsWith("DESC ");
        boolean ascending = upper.equals("ASC") || upper.startsWith("ASC ");
        if (end > 0 && (rest.isEmpty() || descending || ascending)) {
            String options = descending
                    ? rest.substring(4).trim()
                    : ascending ? rest.substring(3).trim() : "";
            return new Index.Part(text.substring(0, end), null, descending, options);
        }
        return new Index.Part(null, text, false, "");
    }
}
