// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.rendering.Sql;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds rows that were inserted while foreign keys were off and refer to nothing. Stateless. */
final class ForeignKeyCheck {

    private static final int KEYS_A_STATEMENT = 100;

    private record Question(QualifiedName table, String where) {}

    private ForeignKeyCheck() {}

    /**
     * Deletes rows of some tables that refer to nothing, and says so of the table.
     *
     * @return how many were deleted
     */
    static int deleteOrphans(
            Connection connection,
            Dialect dialect,
            Schema schema,
            Set<QualifiedName> tables,
            Map<QualifiedName, String> unseeded)
            throws SQLException {
        List<Question> questions = new ArrayList<>();
        for (QualifiedName name : tables) {
            Table table = schema.table(name).orElse(null);
            if (table != null) {
                for (Constraint.ForeignKey key : table.foreignKeys()) {
                    List<String> referenced = ValueClasses.referencedColumns(schema, key);
                    if (referenced.size() == key.columns().size()
                            && schema.table(key.referencedTable()).isPresent()) {
                        questions.add(new Question(name, where(dialect, name, key, referenced)));
                    }
                }
            }
        }
        int deleted = 0;
        try (Statement statement = connection.createStatement()) {
            for (int start = 0; start < questions.size(); start += KEYS_A_STATEMENT) {
                List<Question> some = questions.subList(start, Math.min(questions.size(), start + KEYS_A_STATEMENT));
                for (Question question : orphaned(statement, dialect, some)) {
                    deleted += statement.executeUpdate(
                            "delete from " + Sql.name(dialect, question.table()) + " where " + question.where());
                    unseeded.put(question.table(), "its foreign keys found no matching rows");
                }
            }
        }
        return deleted;
    }

    private static List<Question> orphaned(Statement statement, Dialect dialect, List<Question> questions)
            throws SQLException {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            sql.append(i == 0 ? "" : " union all ")
                    .append("select ")
                    .append(i)
                    .append(" where exists (select 1 from ")
                    .append(Sql.name(dialect, question.table()))
                    .append(" where ")
                    .append(question.where())
                    .append(')');
        }
        List<Question> orphaned = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql.toString())) {
            while (result.next()) {
                orphaned.add(questions.get(result.getInt(1)));
            }
        }
        return orphaned;
    }

    private static String where(
            Dialect dialect, QualifiedName table, Constraint.ForeignKey key, List<String> referenced) {
        StringBuilder solid = new StringBuilder();
        StringBuilder match = new StringBuilder();
        for (int i = 0; i < referenced.size(); i++) {
            String own = Sql.name(dialect, table) + "."
                    + Sql.name(dialect, key.columns().get(i));
            solid.append(i == 0 ? "" : " and ").append(own).append(" is not null");
            match.append(i == 0 ? "" : " and ")
                    .append("parent.")
                    .append(Sql.name(dialect, referenced.get(i)))
                    .append(" = ")
                    .append(own);
        }
        return solid + " and not exists (select 1 from " + Sql.name(dialect, key.referencedTable()) + " parent where "
                + match + ")";
    }
}
