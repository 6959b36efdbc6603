// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.schema.Column;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements on rows: they leave the schema as it is, but name tables and columns of it. */
final class RowSteps {

    private static final Pattern TEXT = Pattern.compile("'[^']*'");

    /** A name that is compared, and one in quotes; a condition that asks other tables is not looked at. */
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w\".:%$])(?:\"(\\w+)\"(?!\\.)|([a-z_]\\w*)(?=\\s*(?:=|<>|!=)))");

    private static final Pattern LIST_ENDING_IN_COMMA = Pattern.compile(",\\s*\\)");

    /** Words of PostgreSQL that stand for a value, and the columns that every table has. */
    private static final Set<String> NO_COLUMNS = Set.of(
            "true",
            "false",
            "null",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "current_user",
            "session_user",
            "user",
            "current_role",
            "current_schema",
            "current_catalog",
            "ctid",
            "xmin",
            "xmax",
            "cmin",
            "cmax",
            "oid",
            "tableoid");

    private final Working working;

    RowSteps(Working working) {
        this.working = working;
    }

    boolean apply(Operation operation) {
        if (operation instanceof Operation.InsertRows insert) {
            String doing = "inserts rows into `" + insert.table() + "`";
            require(insert.table(), insert.columns(), doing);
            working.wroteRows(working.name(insert.table()));
        } else if (operation instanceof Operation.DeleteRows delete) {
            String doing = "deletes rows of `" + delete.table() + "`";
            require(delete.table(), List.of(), doing);
            judge(delete.table(), delete.where(), doing);
        } else if (operation instanceof Operation.UpdateRows update) {
            String doing = "updates rows of `" + update.table() + "`";
            List<String> columns = update.assignments().stream()
                    .map(Operation.Assignment::column)
                    .toList();
            require(update.table(), columns, doing);
            judge(update.table(), update.where(), doing);
            QualifiedName table = working.name(update.table());
            columns.forEach(column -> working.wroteColumn(table, column));
        } else {
            return false;
        }
        return true;
    }

    private void require(QualifiedName written, List<String> columns, String doing) {
        QualifiedName name = working.name(written);
        if (working.schema.hasTable(name).isFalse()) {
            working.conflict(Conflict.Kind.MISSING, doing + ": table `" + name + "` is not there");
        }
        Table table = working.schema.table(name).orElse(null);
        for (String column : columns) {
            if (table != null && table.complete() && !has(table, column)) {
                working.conflict(Conflict.Kind.MISSING, doing + ": column `" + name + "." + column + "` is not there");
            }
        }
    }

    private void judge(QualifiedName written, String where, String doing) {
        if (working.dialect() != Dialect.POSTGRESQL) {
            return;
        }
        String text = UpdateSql.textAsCondition(where);
        if (text != null) {
            working.conflict(
                    Conflict.Kind.REFUSED,
                    doing + " under a condition in which the text " + text + " stands as a truth value");
        }
        String names = TEXT.matcher(where).replaceAll("''").toLowerCase(Locale.ROOT);
        if (isBroken(names)) {
            working.conflict(Conflict.Kind.REFUSED, doing + " under a condition that is no SQL: " + where);
            return;
        }
        Table table = working.schema.table(working.name(written)).orElse(null);
        if (table == null || !table.complete() || names.contains("select") || names.indexOf('.') >= 0) {
            return;
        }
        for (Matcher name = NAME.matcher(names); name.find(); ) {
            String column = name.group(1) == null ? name.group(2) : name.group(1);
            if (!has(table, column) && !NO_COLUMNS.contains(column)) {
                working.conflict(
                        Conflict.Kind.MISSING,
                        doing + " under a condition on `" + column + "`, which is no column of it");
            }
        }
    }

    /** A parenthesis too many, or a list that ends with a comma, as Python takes it. */
    private static boolean isBroken(String where) {
        int open = 0;
        for (int i = 0; i < where.length() && open >= 0; i++) {
            char c = where.charAt(i);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return open < 0 || LIST_ENDING_IN_COMMA.matcher(where).find();
    }

    private static boolean has(Table table, String name) {
        for (Column column : table.columns()) {
            if (column.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
