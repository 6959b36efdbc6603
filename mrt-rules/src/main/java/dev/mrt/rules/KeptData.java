// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import dev.mrt.rendering.Sql;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** Renders how an upgrade can keep what it overwrites or deletes in a table aside, for the downgrade to take it from there. */
final class KeptData {

    /** What PostgreSQL allows, the shortest of all. */
    private static final int LONGEST_NAME = 63;

    private static final String ASIDE = "_kept";

    private KeptData() {}

    /** How to keep the values of a column. */
    static String values(MigrationContext context, DataVerdict verdict) {
        QualifiedName table = verdict.table();
        String column = verdict.column();
        List<String> key = table == null
                ? List.of()
                : context.before()
                        .table(table)
                        .flatMap(known -> known.primaryKey())
                        .map(Constraint.PrimaryKey::columns)
                        .orElse(List.of());
        if (table == null || column == null || key.size() != 1 || isInDowngrade(context, verdict)) {
            return "Copy the old values to a table aside first, and write them back in the downgrade.";
        }
        Dialect dialect = context.target().dialect();
        String id = Sql.readableName(dialect, key.get(0));
        String from = Sql.readableName(dialect, table);
        String kept = Sql.readableName(dialect, table.withName(aside(table.name() + "_" + column)));
        String sink = Sql.readableName(dialect, column);
        boolean nulls = verdict.cause() == DataVerdict.Cause.NULLS_FILLED;
        String which = nulls ? " WHERE " + sink + " IS NULL" : where(verdict);
        String old = nulls
                ? "NULL"
                : "(SELECT " + sink + " FROM " + kept + " WHERE " + kept + "." + id + " = " + from + "." + id + ")";
        return FixCode.thereAndBack(
                context,
                "CREATE TABLE " + kept + " AS SELECT " + id + (nulls ? "" : ", " + sink) + " FROM " + from + which,
                List.of(
                        "UPDATE " + from + " SET " + sink + " = " + old + " WHERE " + id + " IN (SELECT " + id
                                + " FROM " + kept + ")",
                        "DROP TABLE " + kept));
    }

    /** How to keep the rows of a table. */
    static String rows(MigrationContext context, DataVerdict verdict) {
        QualifiedName table = verdict.table();
        if (table == null || isInDowngrade(context, verdict)) {
            return "Copy the rows to a table aside first, and put them back in the downgrade.";
        }
        Dialect dialect = context.target().dialect();
        String from = Sql.readableName(dialect, table);
        String kept = Sql.readableName(dialect, table.withName(aside(table.name())));
        return FixCode.thereAndBack(
                context,
                "CREATE TABLE " + kept + " AS SELECT * FROM " + from + where(verdict),
                List.of("INSERT INTO " + from + " SELECT * FROM " + kept, "DROP TABLE " + kept));
    }

    /** How to delete in the downgrade the rows that the upgrade inserts, where their values are known. */
    static String deletion(MigrationContext context, DataVerdict verdict) {
        String column = null;
        List<String> values = new ArrayList<>();
        if (verdict.step().step().operation() instanceof Operation.InsertRows insert
                && !insert.values().isEmpty()
                && !insert.columns().isEmpty()
                && !isInDowngrade(context, verdict)) {
            column = insert.columns().get(0);
            for (List<String> row : insert.values()) {
                values.add(row.get(0));
            }
        }
        Dialect dialect = context.target().dialect();
        return column == null || verdict.table() == null || values.contains("?")
                ? "Delete in the downgrade the rows that the upgrade inserts."
                : "In downgrade:\n"
                        + FixCode.sql(
                                context,
                                "DELETE FROM " + Sql.readableName(dialect, verdict.table()) + " WHERE "
                                        + Sql.readableName(dialect, column) + " IN (" + String.join(", ", values)
                                        + ")");
    }

    private static boolean isInDowngrade(MigrationContext context, DataVerdict verdict) {
        return !context.replay().isInUpgrade(verdict.step());
    }

    /** The rows that the statement is about; all where that cannot be said in SQL. */
    private static String where(DataVerdict verdict) {
        Operation operation = verdict.step().step().operation();
        String where = operation instanceof Operation.UpdateRows update
                ? update.where()
                : operation instanceof Operation.DeleteRows delete ? delete.where() : "";
        boolean known = !where.isEmpty()
                && where.length() < 120
                && where.indexOf('?') < 0
                && where.indexOf(':') < 0
                && where.indexOf('%') < 0
                && where.indexOf('.') < 0;
        return known ? " WHERE " + where : "";
    }

    /** The name of a table that keeps something of another one aside. */
    private static String aside(String what) {
        int most = LONGEST_NAME - ASIDE.length();
        return (what.length() > most ? what.substring(0, most) : what) + ASIDE;
    }
}
