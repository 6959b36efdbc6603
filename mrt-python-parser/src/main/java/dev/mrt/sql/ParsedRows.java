// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.delete.ParenthesedDelete;
import net.sf.jsqlparser.statement.insert.ConflictActionType;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.ParenthesedInsert;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.ParenthesedUpdate;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/**
 * Lifts the statements that write rows and have queries inside from JSqlParser's tree: those with {@code WITH}, sub-selects and
 * joins, where which table is meant takes a grammar to tell. Not thread-safe.
 */
final class ParsedRows {

    private static final String UNKNOWN = "?";

    private final SyntaxTree tree;
    private final List<Operation> operations = new ArrayList<>();

    private ParsedRows(SyntaxTree tree) {
        this.tree = tree;
    }

    /** Lifts the statement in a cursor; false, and nothing is added, where JSqlParser cannot parse it. */
    static boolean lift(Cursor cursor, Lifting lifting) {
        SyntaxTree tree = SyntaxTree.parse(cursor);
        if (tree == null) {
            return false;
        }
        ParsedRows rows = new ParsedRows(tree);
        try {
            if (!rows.statement(tree.statement())) {
                return false;
            }
        } catch (NotReadException e) {
            return false;
        }
        for (Operation operation : rows.operations) {
            lifting.add(operation, cursor);
        }
        lifting.understanding(Understanding.PARSED);
        return true;
    }

    private boolean statement(Statement statement) {
        if (statement instanceof Update update) {
            with(update.getWithItemsList());
            update(update);
            return true;
        }
        if (statement instanceof Delete delete) {
            with(delete.getWithItemsList());
            delete(delete);
            return true;
        }
        if (statement instanceof Insert insert && !insert.isOracleMultiInsert()) {
            with(insert.getWithItemsList());
            insert(insert);
            return true;
        }
        if (statement instanceof Select select && select.getWithItemsList() != null) {
            with(select.getWithItemsList());
            return !operations.isEmpty();
        }
        return false;
    }

    private void with(@Nullable List<WithItem<?>> items) {
        if (items == null) {
            return;
        }
        for (WithItem<?> item : items) {
            Statement inner = item.getParenthesedStatement();
            if (inner instanceof ParenthesedUpdate parenthesed) {
                statement(parenthesed.getUpdate());
            } else if (inner instanceof ParenthesedDelete parenthesed) {
                statement(parenthesed.getDelete());
            } else if (inner instanceof ParenthesedInsert parenthesed) {
                statement(parenthesed.getInsert());
            }
        }
    }

    // ---- UPDATE

    private void update(Update update) {
        // Where FROM gives the written name to a table as its alias, that is the table.
        Map<String, QualifiedName> tables = new LinkedHashMap<>();
        add(tables, update.getFromItem());
        addJoins(tables, update.getJoins());
        add(tables, update.getTable());
        addJoins(tables, update.getStartJoins());
        boolean restricted = isGiven(update.getStartJoins())
                || update.getFromItem() != null
                || isGiven(update.getJoins())
                || update.getLimit() != null;
        String where = where(update.getWhere(), restricted);
        QualifiedName written = tree.name(update.getTable());
        QualifiedName target = written.schema() == null ? tables.getOrDefault(written.name(), written) : written;
        Map<QualifiedName, List<Operation.Assignment>> byTable = new LinkedHashMap<>();
        for (UpdateSet set : update.getUpdateSets()) {
            assignments(set, tables, target, byTable);
        }
        byTable.forEach((table, assignments) -> operations.add(new Operation.UpdateRows(table, assignments, where)));
    }

    private void assignments(
            UpdateSet set,
            Map<String, QualifiedName> tables,
            QualifiedName target,
            Map<QualifiedName, List<Operation.Assignment>> byTable) {
        ExpressionList<Column> columns = set.getColumns();
        ExpressionList<?> values = set.getValues();
        boolean each = values != null && values.size() == columns.size();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Table qualifier = column.getTable();
            QualifiedName table = qualifier == null || qualifier.getName() == null
                    ? target
                    : tables.getOrDefault(tree.name(qualifier.getName()), target);
            String value = values == null ? UNKNOWN : each ? String.valueOf(values.get(i)) : values.toString();
            byTable.computeIfAbsent(table, key -> new ArrayList<>())
                    .add(new Operation.Assignment(tree.name(column.getColumnName()), value));
        }
    }

    private static boolean isGiven(@Nullable List<?> list) {
        return list != null && !list.isEmpty();
    }

    private String where(@Nullable Expression where, boolean restricted) {
        return where != null ? where.toString() : restricted ? UNKNOWN : "";
    }

    // ---- DELETE

    private void delete(Delete delete) {
        Map<String, QualifiedName> tables = new LinkedHashMap<>();
        boolean restricted = isGiven(delete.getJoins()) || delete.getLimit() != null;
        if (isGiven(delete.getUsingFromItemList())) {
            restricted = true;
            for (FromItem item : delete.getUsingFromItemList()) {
                add(tables, item);
            }
        }
        add(tables, delete.getTable());
        addJoins(tables, delete.getJoins());
        String where = where(delete.getWhere(), restricted);
        List<Table> targets = delete.getTables();
        if (targets == null || targets.isEmpty()) {
            operations.add(new Operation.DeleteRows(tree.name(delete.getTable()), where));
            return;
        }
        for (Table target : targets) {
            QualifiedName name = tree.name(target);
            operations.add(new Operation.DeleteRows(tables.getOrDefault(name.name(), name), where));
        }
    }

    // ---- INSERT

    private void insert(Insert insert) {
        QualifiedName table = tree.name(insert.getTable());
        List<String> columns = new ArrayList<>();
        if (insert.getColumns() != null) {
            for (Column column : insert.getColumns()) {
                columns.add(tree.name(column.getColumnName()));
            }
        }
        Select select = insert.getSelect();
        int rows = -1;
        String query = null;
        if (insert.getSetUpdateSets() != null) {
            rows = 1;
            insert.getSetUpdateSets()
                    .forEach(set -> set.getColumns().forEach(column -> columns.add(tree.name(column.getColumnName()))));
        } else if (select instanceof Values values) {
            rows = rows(values);
        } else if (select != null) {
            query = select.toString();
        } else if (insert.isOnlyDefaultValues()) {
            rows = 1;
        }
        operations.add(new Operation.InsertRows(table, columns, rows, query));
        conflict(insert, table);
    }

    private static int rows(Values values) {
        ExpressionList<?> list = values.getExpressions();
        boolean several = !list.isEmpty() && list.get(0) instanceof ExpressionList<?>;
        return several ? list.size() : 1;
    }

    private void conflict(Insert insert, QualifiedName table) {
        List<UpdateSet> sets = null;
        if (insert.getConflictAction() != null
                && insert.getConflictAction().getConflictActionType() == ConflictActionType.DO_UPDATE) {
            sets = insert.getConflictAction().getUpdateSets();
        } else if (insert.getDuplicateAction() != null) {
            sets = insert.getDuplicateAction().getUpdateSets();
        }
        if (sets == null) {
            return;
        }
        Map<QualifiedName, List<Operation.Assignment>> byTable = new LinkedHashMap<>();
        for (UpdateSet set : sets) {
            assignments(set, Map.of(), table, byTable);
        }
        byTable.forEach((key, assignments) -> operations.add(new Operation.UpdateRows(key, assignments, UNKNOWN)));
    }

    // ---- tables

    private void addJoins(Map<String, QualifiedName> tables, @Nullable List<Join> joins) {
        if (joins != null) {
            for (Join join : joins) {
                add(tables, join.getFromItem());
            }
        }
    }

    private void add(Map<String, QualifiedName> tables, @Nullable FromItem item) {
        if (item instanceof Table table) {
            QualifiedName name = tree.name(table);
            String alias = table.getAlias() == null
                    ? name.name()
                    : tree.name(table.getAlias().getName());
            tables.putIfAbsent(alias, name);
        }
    }
}
