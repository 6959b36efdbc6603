// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ServerDefault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code ALTER TABLE} with all its actions, of PostgreSQL, MySQL, SQLite and the common ones of Oracle and SQL Server.
 * Each action becomes an operation of its own with its own place; an action that is not known does not lose the others. Not
 * thread-safe.
 */
final class AlterTableReader {

    private final Lifting lifting;
    private QualifiedName table;
    private String keyword = "";

    private AlterTableReader(QualifiedName table, Lifting lifting) {
        this.table = table;
        this.lifting = lifting;
    }

    /** Reads what follows {@code TABLE}. */
    static void read(Cursor cursor, Lifting lifting) {
        lifting.verb("ALTER TABLE");
        boolean ifExists = cursor.acceptIfExists();
        cursor.accept("ONLY");
        QualifiedName table = cursor.qualifiedName();
        if (ifExists) {
            lifting.under(new Condition.Exists(null, table, null));
        }
        cursor.acceptSymbol("*");
        if (cursor.accept("WITH") && cursor.acceptAny("CHECK", "NOCHECK")) {
            // SQL Server says before ADD whether rows are checked.
        }
        if (cursor.atEnd()) {
            throw NotReadException.expected("an action");
        }
        AlterTableReader reader = new AlterTableReader(table, lifting);
        for (Cursor action : cursor.remaining().items()) {
            try {
                reader.action(action);
            } catch (NotReadException e) {
                lifting.addUnread(action, e);
            }
        }
    }

    private void action(Cursor action) {
        String before = keyword;
        keyword = action.keyword();
        switch (keyword) {
            case "ADD" -> add(action);
            case "DROP" -> drop(action);
            case "ALTER" -> alter(action);
            case "MODIFY", "CHANGE" -> restate(action);
            case "RENAME" -> rename(action);
            case "VALIDATE" -> {
                action.next();
                action.expect("CONSTRAINT");
                lifting.add(new Operation.ValidateConstraint(table, action.name()), action);
            }
            default -> {
                if (before.equals("ADD") && !isPostgres(action) && action.isName(1)) {
                    // SQL Server says ADD once for several columns.
                    keyword = before;
                    addPart(action);
                } else {
                    change(action);
                }
            }
        }
    }

    private static boolean isPostgres(Cursor action) {
        return action.dialect() == Dialect.POSTGRESQL;
    }

    // ---- ADD

    private void add(Cursor action) {
        action.next();
        addPart(action);
    }

    private void addPart(Cursor action) {
        if (ConstraintReader.begins(action)) {
            addConstraint(action);
        } else if (action.isAny("PARTITION", "VALUE") && !action.is(1, "TYPE")) {
            change(action, TableChange.OTHER);
        } else {
            action.accept("COLUMN");
            boolean ifNotExists = action.acceptIfNotExists();
            if (action.isSymbol("(")) {
                for (Cursor column : action.group().items()) {
                    addColumn(column, ifNotExists);
                }
            } else {
                addColumn(action, ifNotExists);
            }
        }
    }

    private void addColumn(Cursor action, boolean ifNotExists) {
        ColumnReader.Result result = ColumnReader.read(action);
        lifting.add(
                new Operation.AddColumn(table, result.column(), result.constraints(), List.of(), ifNotExists), action);
    }

    private void addConstraint(Cursor action) {
        ConstraintReader.Result result = ConstraintReader.read(action);
        Constraint constraint = result.constraint();
        Index index = result.index();
        if (constraint != null) {
            lifting.add(new Operation.AddConstraint(table, constraint, result.usingIndex()), action);
        } else if (index != null) {
            lifting.add(new Operation.CreateIndex(table, index, false, false), action);
        }
    }

    // ---- DROP

    private void drop(Cursor action) {
        action.next();
        switch (action.keyword()) {
            case "CONSTRAINT" -> {
                action.next();
                boolean ifExists = action.acceptIfExists();
                dropConstraint(action, action.name(), null, ifExists);
            }
            case "PRIMARY" -> {
                if (!action.is(1, "KEY")) {
                    dropColumn(action);
                    return;
                }
                action.next();
                action.next();
                dropConstraint(action, null, ConstraintKind.PRIMARY_KEY, false);
            }
            case "FOREIGN" -> {
                if (!action.is(1, "KEY")) {
                    dropColumn(action);
                    return;
                }
                action.next();
                action.next();
                boolean ifExists = action.acceptIfExists();
                dropConstraint(action, action.name(), ConstraintKind.FOREIGN_KEY, ifExists);
            }
            case "CHECK" -> {
                action.next();
                dropConstraint(action, action.name(), ConstraintKind.CHECK, false);
            }
            case "INDEX", "KEY" -> {
                if (!action.isName(1)) {
                    dropColumn(action);
                    return;
                }
                action.next();
                boolean ifExists = action.acceptIfExists();
                QualifiedName index = QualifiedName.of(action.name());
                action.expectEnd();
                lifting.add(new Operation.DropIndex(table, index, ifExists, false, false), action);
            }
            case "PARTITION" -> change(action, TableChange.OTHER);
            default -> dropColumn(action);
        }
    }

    private void dropConstraint(Cursor action, @Nullable String name, @Nullable ConstraintKind kind, boolean ifExists) {
        boolean cascade = action.accept("CASCADE");
        action.accept("RESTRICT");
        action.expectEnd();
        lifting.add(new Operation.DropConstraint(table, name, kind, List.of(), ifExists, cascade), action);
    }

    private void dropColumn(Cursor action) {
        action.accept("COLUMN");
        boolean ifExists = action.acceptIfExists();
        if (action.isSymbol("(")) {
            for (String column : action.nameList()) {
                lifting.add(new Operation.DropColumn(table, column, ifExists, false), action);
            }
            return;
        }
        String column = action.name();
        boolean cascade = action.accept("CASCADE");
        if (action.accept("CONSTRAINTS")) {
            cascade = true;
        }
        action.accept("RESTRICT");
        action.expectEnd();
        lifting.add(new Operation.DropColumn(table, column, ifExists, cascade), action);
    }

    // ---- ALTER [COLUMN]

    private void alter(Cursor action) {
        action.next();
        if (action.isAny("CONSTRAINT", "INDEX", "CHECK") && action.isName(1) && !action.is(1, "TYPE")) {
            change(action, TableChange.OTHER);
            return;
        }
        action.accept("COLUMN");
        String column = action.name();
        if (action.accept("SET", "DATA", "TYPE") || action.accept("TYPE")) {
            alterType(action, column);
        } else if (action.accept("SET", "NOT", "NULL")) {
            lifting.add(Operation.AlterColumn.nullable(table, column, false), action);
        } else if (action.accept("DROP", "NOT", "NULL")) {
            lifting.add(Operation.AlterColumn.nullable(table, column, true), action);
        } else if (action.accept("SET", "DEFAULT")) {
            lifting.add(Operation.AlterColumn.serverDefault(table, column, ColumnReader.defaultValue(action)), action);
        } else if (action.accept("DROP", "DEFAULT")) {
            lifting.add(Operation.AlterColumn.serverDefault(table, column, ServerDefault.NONE), action);
        } else if (action.accept("DROP", "IDENTITY")) {
            action.acceptIfExists();
            alterIdentity(action, column, Identity.NONE);
        } else if (action.accept("ADD", "GENERATED")) {
            alterIdentity(action, column, action.is("ALWAYS") ? Identity.ALWAYS : Identity.BY_DEFAULT);
        } else if (action.accept("SET", "GENERATED")) {
            alterIdentity(action, column, action.is("ALWAYS") ? Identity.ALWAYS : Identity.BY_DEFAULT);
            return;
        } else if (action.isAny("SET", "RESET", "RESTART", "DROP", "ADD")) {
            action.moveToEnd();
            lifting.add(new Operation.AlterTable(table, TableChange.OTHER, action.whole()), action);
        } else {
            alterWhole(action, column);
        }
        if (action.is("CASCADE") || action.is("RESTRICT")) {
            action.next();
        }
    }

    private void alterType(Cursor action, String column) {
        ColumnType type = ColumnReader.type(action);
        if (action.accept("COLLATE")) {
            action.qualifiedName();
        }
        String using = action.accept("USING") ? action.rest() : null;
        lifting.add(Operation.AlterColumn.type(table, column, type, using), action);
    }

    private void alterIdentity(Cursor action, String column, Identity identity) {
        action.moveToEnd();
        lifting.add(
                new Operation.AlterColumn(table, column, null, null, null, null, identity, null, null, null, false),
                action);
    }

    /** SQL Server's {@code ALTER COLUMN name type [NULL | NOT NULL]}, which makes the column nullable where it says nothing. */
    private void alterWhole(Cursor action, String column) {
        ColumnDefinition stated = ColumnReader.read(action, column).column();
        lifting.add(
                new Operation.AlterColumn(
                        table, column, stated.type(), null, stated.nullable(), null, null, null, null, null, false),
                action);
    }

    // ---- MODIFY, CHANGE

    private void restate(Cursor action) {
        boolean change = action.is("CHANGE");
        action.next();
        action.accept("COLUMN");
        action.acceptIfExists();
        if (action.isSymbol("(")) {
            // Oracle changes only what it states.
            for (Cursor column : action.group().items()) {
                modify(column, column.name(), false);
            }
            return;
        }
        String column = action.name();
        if (change) {
            String newName = action.name();
            if (!newName.equals(column)) {
                lifting.add(new Operation.RenameColumn(table, column, newName), action);
            }
            column = newName;
        }
        modify(action, column, true);
    }

    private void modify(Cursor action, String column, boolean restatesAll) {
        boolean statesNullability = restatesAll || action.whole().contains(" NULL");
        ColumnReader.Result result = ColumnReader.read(action, column);
        ColumnDefinition stated = result.column();
        lifting.add(
                new Operation.AlterColumn(
                        table,
                        column,
                        stated.type().isUnknown() && !restatesAll ? null : stated.type(),
                        null,
                        statesNullability ? stated.nullable() : null,
                        restatesAll || stated.serverDefault().isPresent() ? stated.serverDefault() : null,
                        restatesAll ? stated.identity() : null,
                        stated.comment(),
                        null,
                        null,
                        restatesAll),
                action);
        for (Constraint constraint : result.constraints()) {
            lifting.add(new Operation.AddConstraint(table, constraint, null), action);
        }
    }

    // ---- RENAME

    private void rename(Cursor action) {
        action.next();
        if (action.accept("CONSTRAINT")) {
            String name = action.name();
            action.expect("TO");
            lifting.add(new Operation.RenameConstraint(table, name, action.name()), action);
        } else if ((action.is("INDEX") || action.is("KEY")) && action.is(2, "TO")) {
            action.next();
            QualifiedName name = QualifiedName.of(action.name());
            action.expect("TO");
            lifting.add(new Operation.RenameIndex(table, name, action.name()), action);
        } else if (action.isAny("TO", "AS") && action.isName(1)) {
            action.next();
            renameTable(action);
        } else if (action.isName() && (action.peek(1) == null || action.isSymbol(1, "."))) {
            renameTable(action);
        } else {
            action.accept("COLUMN");
            String name = action.name();
            action.expect("TO");
            lifting.add(new Operation.RenameColumn(table, name, action.name()), action);
        }
        action.expectEnd();
    }

    private void renameTable(Cursor action) {
        QualifiedName newName = action.qualifiedName();
        if (newName.schema() == null) {
            newName = table.withName(newName.name());
        }
        lifting.add(new Operation.RenameTable(table, newName), action);
        table = newName;
    }

    // ---- everything else

    private void change(Cursor action) {
        switch (action.keyword()) {
            case "OWNER" -> {
                action.next();
                action.expect("TO");
                change(action, TableChange.OWNER);
            }
            case "SET" -> set(action);
            case "RESET" -> change(action, TableChange.STORAGE_PARAMETERS);
            case "ENABLE", "DISABLE", "FORCE", "NO" -> enable(action);
            case "REPLICA" -> {
                action.next();
                action.expect("IDENTITY");
                change(action, TableChange.REPLICA_IDENTITY);
            }
            case "ATTACH" -> {
                action.next();
                action.expect("PARTITION");
                change(action, TableChange.ATTACH_PARTITION);
            }
            case "DETACH" -> {
                action.next();
                action.expect("PARTITION");
                change(action, TableChange.DETACH_PARTITION);
            }
            case "INHERIT" -> {
                action.next();
                change(action, TableChange.INHERIT);
            }
            case "CLUSTER" -> change(action, TableChange.CLUSTER_ON);
            case "ENGINE" -> assign(action, TableChange.ENGINE);
            case "AUTO_INCREMENT" -> assign(action, TableChange.AUTO_INCREMENT);
            case "COMMENT" -> {
                action.next();
                action.acceptSymbol("=");
                lifting.add(new Operation.AlterTable(table, TableChange.COMMENT, action.string()), action);
            }
            case "CONVERT", "CHARACTER", "CHARSET", "DEFAULT", "COLLATE" -> change(action, TableChange.CHARACTER_SET);
            case "TABLESPACE" -> assign(action, TableChange.TABLESPACE);
            case "ROW_FORMAT",
                    "KEY_BLOCK_SIZE",
                    "STATS_PERSISTENT",
                    "STATS_AUTO_RECALC",
                    "STATS_SAMPLE_PAGES",
                    "CHECKSUM",
                    "MAX_ROWS",
                    "MIN_ROWS",
                    "AVG_ROW_LENGTH",
                    "PACK_KEYS",
                    "DELAY_KEY_WRITE" -> change(action, TableChange.STORAGE_PARAMETERS);
            case "ALGORITHM",
                    "LOCK",
                    "ORDER",
                    "PARTITION",
                    "REMOVE",
                    "TRUNCATE",
                    "COALESCE",
                    "REORGANIZE",
                    "EXCHANGE",
                    "ANALYZE",
                    "CHECK",
                    "OPTIMIZE",
                    "REBUILD",
                    "REPAIR",
                    "DISCARD",
                    "IMPORT",
                    "NOT",
                    "OF",
                    "OPTIONS",
                    "NOCHECK",
                    "SWITCH" -> change(action, TableChange.OTHER);
            default -> throw NotReadException.expected("an action of ALTER TABLE");
        }
    }

    private void set(Cursor action) {
        action.next();
        switch (action.keyword()) {
            case "SCHEMA" -> {
                action.next();
                lifting.add(new Operation.AlterTable(table, TableChange.SET_SCHEMA, action.name()), action);
            }
            case "LOGGED" -> change(action, TableChange.LOGGED);
            case "UNLOGGED" -> change(action, TableChange.UNLOGGED);
            case "TABLESPACE" -> {
                action.next();
                change(action, TableChange.TABLESPACE);
            }
            case "ACCESS", "WITHOUT", "WITH" -> change(action, TableChange.OTHER);
            default -> {
                if (!action.isSymbol("(")) {
                    throw NotReadException.expected("what is set");
                }
                change(action, TableChange.STORAGE_PARAMETERS);
            }
        }
    }

    private void enable(Cursor action) {
        boolean rowSecurity = action.is(1, "ROW") || action.is(2, "ROW");
        boolean triggers = action.is(1, "TRIGGER") || action.is(2, "TRIGGER");
        TableChange kind = rowSecurity ? TableChange.ROW_SECURITY : triggers ? TableChange.TRIGGERS : TableChange.OTHER;
        if (action.is("NO") && action.is(1, "INHERIT")) {
            kind = TableChange.INHERIT;
        }
        change(action, kind);
    }

    private void assign(Cursor action, TableChange kind) {
        action.next();
        action.acceptSymbol("=");
        change(action, kind);
    }

    /** The rest of the action is the detail. */
    private void change(Cursor action, TableChange kind) {
        lifting.add(new Operation.AlterTable(table, kind, action.rest()), action);
    }
}
