// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes expressions over fields as SQL over columns. What cannot be written makes the whole text unknown. */
final class ExpressionSql {

    private final UnaryOperator<String> columns;
    /** Whether fields of related rows may stand under their path. */
    private final boolean paths;

    private final Set<String> named = new LinkedHashSet<>();
    private boolean complete = true;

    private ExpressionSql(UnaryOperator<String> columns, boolean paths) {
        this.columns = columns;
        this.paths = paths;
    }

    /**
     * An expression's SQL.
     *
     * @param sql the text, or null where a part could not be written
     * @param columns the columns that it names, in order of their first mention
     */
    record Text(@Nullable String sql, List<String> columns) {}

    /** Writes an expression; {@code columns} turns a field's name into its column's. */
    static Text of(QueryExpression expression, UnaryOperator<String> columns) {
        return of(expression, new ExpressionSql(columns, false));
    }

    /** Writes a condition in which fields, also those of related rows, stand under the names that the code gives them. */
    static Text ofFields(QueryExpression expression) {
        return of(expression, new ExpressionSql(field -> field, true));
    }

    private static Text of(QueryExpression expression, ExpressionSql writer) {
        String sql = writer.write(expression);
        return new Text(writer.complete ? sql : null, List.copyOf(writer.named));
    }

    private String write(QueryExpression expression) {
        if (expression instanceof QueryExpression.FieldReference reference) {
            return column(reference.field());
        }
        if (paths && expression instanceof QueryExpression.PathReference reference) {
            return column(reference.path());
        }
        if (expression instanceof QueryExpression.Literal literal) {
            return literal.sql();
        }
        if (expression instanceof QueryExpression.Function function) {
            return function.name() + "(" + joined(function.arguments(), ", ") + ")";
        }
        if (expression instanceof QueryExpression.Combined combined) {
            return "(" + write(combined.left()) + " " + combined.operator() + " " + write(combined.right()) + ")";
        }
        if (expression instanceof QueryExpression.Lookup lookup) {
            return lookup(lookup);
        }
        if (expression instanceof QueryExpression.Logic logic) {
            String text = logic.parts().size() == 1
                    ? write(logic.parts().get(0))
                    : "(" + joined(logic.parts(), " " + logic.connector() + " ") + ")";
            return logic.negated() ? "NOT (" + text + ")" : text;
        }
        if (expression instanceof QueryExpression.Ordered ordered) {
            return write(ordered.expression()) + (ordered.descending() ? " DESC" : "");
        }
        if (expression instanceof QueryExpression.WithOperatorClass withClass) {
            return write(withClass.expression()) + " " + withClass.operatorClass();
        }
        complete = false;
        return "?";
    }

    private String joined(List<QueryExpression> parts, String separator) {
        List<String> texts = new ArrayList<>(parts.size());
        for (QueryExpression part : parts) {
            texts.add(write(part));
        }
        return String.join(separator, texts);
    }

    private String column(String field) {
        String column = columns.apply(field);
        named.add(column);
        return '"' + column + '"';
    }

    private String lookup(QueryExpression.Lookup lookup) {
        String left = write(lookup.left());
        String value = lookup.values().isEmpty() ? "?" : write(lookup.values().get(0));
        return switch (lookup.lookup()) {
            case "exact" ->
                value.equals("NULL")
                        ? left + " IS NULL"
                        : value.equals("true") ? left : value.equals("false") ? "NOT " + left : left + " = " + value;
            case "isnull" -> left + (value.equals("true") ? " IS NULL" : " IS NOT NULL");
            case "gt" -> left + " > " + value;
            case "gte" -> left + " >= " + value;
            case "lt" -> left + " < " + value;
            case "lte" -> left + " <= " + value;
            case "in" -> left + " IN (" + joined(lookup.values(), ", ") + ")";
            case "range" ->
                lookup.values().size() == 2 ? left + " BETWEEN " + joined(lookup.values(), " AND ") : unknown();
            default -> unknown();
        };
    }

    private String unknown() {
        complete = false;
        return "?";
    }
}
