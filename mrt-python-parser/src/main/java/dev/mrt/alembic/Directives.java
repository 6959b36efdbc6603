// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ListValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The directives of {@code alembic.op} and of {@code batch_alter_table}. A batch directive is the plain one without the table
 * and schema, which come from the batch.
 */
final class Directives {

    private final Types types;
    private final Columns columns;
    private final TableReader tables;
    private final Execution execution;
    private final NamingConvention naming;
    private final Extensions extensions = new Extensions();

    Directives(Types types, Columns columns, TableReader tables, Execution execution, NamingConvention naming) {
        this.naming = naming;
        this.types = types;
        this.columns = columns;
        this.tables = tables;
        this.execution = execution;
    }

    /** The table that directives of a batch are about. */
    record Batch(@Nullable Value table, @Nullable Value schema) {

        static Batch of(CallValue call) {
            return new Batch(call.argument(0, "table_name"), call.argument(1, "schema"));
        }
    }

    /**
     * Performs a directive.
     *
     * @param name the directive, such as {@code add_column}
     * @param batch the batch it belongs to, or null
     * @return false where it is not a directive of Alembic's own
     */
    boolean perform(String name, @Nullable Batch batch, Emitter to) {
        switch (name) {
            case "create_table" -> createTable(to);
            case "drop_table" -> dropTable(to);
            case "rename_table" -> renameTable(to);
            case "create_table_comment" -> tableComment(batch, to, true);
            case "drop_table_comment" -> tableComment(batch, to, false);
            case "add_column" -> addColumn(batch, to);
            case "drop_column" -> dropColumn(batch, to);
            case "alter_column" -> alterColumn(batch, to);
            case "create_index" -> createIndex(batch, to);
            case "drop_index" -> dropIndex(batch, to);
            case "create_foreign_key" -> createForeignKey(batch, to);
            case "create_unique_constraint" -> createUnique(batch, to);
            case "create_primary_key" -> createPrimaryKey(batch, to);
            case "create_check_constraint" -> createCheck(batch, to);
            case "create_exclude_constraint" -> createExclusion(batch, to);
            case "drop_constraint" -> dropConstraint(batch, to);
            case "bulk_insert" -> bulkInsert(to);
            case "execute" -> execution.execute(to.call().argument(0, "sqltext"), to);
            case "f",
                    "get_bind",
                    "get_context",
                    "inline_literal",
                    "batch_alter_table",
                    "implementation_for",
                    "register_operation",
                    "autocommit_block" -> {
                // no operation by itself
            }
            case "invoke" -> to.opaque("an operation object is invoked");
            default -> {
                return extensions.perform(name, batch, to);
            }
        }
        return true;
    }

    // ---- arguments

    /** A positional argument: in a batch the table does not count. */
    private static @Nullable Value argument(CallValue call, @Nullable Batch batch, int position, String name) {
        return batch == null ? call.argument(position, name) : call.argument(position - 1, name);
    }

    private static @Nullable QualifiedName table(@Nullable Batch batch, Emitter to, int position, String keyword) {
        CallValue call = to.call();
        Value table = batch == null ? call.argument(position, keyword) : batch.table();
        Value schema = batch == null ? call.keyword("schema") : batch.schema();
        QualifiedName name = Tables.name(table, schema);
        if (name == null) {
            to.opaque(Emitter.reason("the table's name", table));
        }
        return name;
    }

    // ---- tables

    private void createTable(Emitter to) {
        QualifiedName name = table(null, to, 0, "table_name");
        if (name == null) {
            return;
        }
        if (to.call().isOpen()) {
            to.opaque("the columns of the table are not known");
            return;
        }
        TableReader.Read read = tables.read(
                name, Tables.parts(to.call()), Values.isTrue(to.call().keyword("if_not_exists")));
        read.emit(to);
        if (read.table() == null) {
            return;
        }
        String comment = Values.name(to.call().keyword("comment"));
        if (comment != null) {
            to.emit(new Operation.AlterTable(name, TableChange.COMMENT, comment));
        }
    }

    private static void dropTable(Emitter to) {
        QualifiedName name = table(null, to, 0, "table_name");
        if (name != null) {
            to.emit(new Operation.DropTable(name, Values.isTrue(to.call().keyword("if_exists")), false));
        }
    }

    private static void renameTable(Emitter to) {
        QualifiedName name = table(null, to, 0, "old_table_name");
        if (name == null) {
            return;
        }
        String other = Values.name(to.call().argument(1, "new_table_name"));
        if (other == null) {
            to.opaque("the table's new name is not known");
        } else {
            to.emit(new Operation.RenameTable(name, name.withName(other)));
        }
    }

    private static void tableComment(@Nullable Batch batch, Emitter to, boolean create) {
        QualifiedName name = table(batch, to, 0, "table_name");
        if (name != null) {
            String comment = create ? Values.name(argument(to.call(), batch, 1, "comment")) : "";
            to.emit(new Operation.AlterTable(name, TableChange.COMMENT, comment == null ? "" : comment));
        }
    }

    // ---- columns

    private void addColumn(@Nullable Batch batch, Emitter to) {
        QualifiedName table = table(batch, to, 0, "table_name");
        if (table == null) {
            return;
        }
        Value column = argument(to.call(), batch, 1, "column");
        Columns.Read read =
                column instanceof CallValue call && Columns.isColumn(call) ? columns.read(call, table, null) : null;
        if (read == null) {
            to.opaque(Emitter.reason("the column", column));
            return;
        }
        boolean numbered = read.primaryKey() && TableReader.isNumbered(read, true);
        List<Constraint> constraints = new ArrayList<>(read.constraints());
        List<Emulation> checks = new ArrayList<>(0);
        for (Emulation emulation : read.emulations()) {
            if (emulation.constraint() instanceof Constraint.ForeignKey key) {
                constraints.add(key); // Alembic adds the keys of a new column by ALTER, use_alter or not
            } else {
                checks.add(batch == null ? emulation.exceptOn(Dialect.SQLITE) : emulation);
            }
        }
        to.emit(new Operation.AddColumn(
                table,
                numbered ? read.definition().withIdentity(Identity.SERIAL) : read.definition(),
                constraints,
                read.indexes(),
                Values.isTrue(to.call().keyword("if_not_exists"))));
        checks.forEach(check -> check.emit(to));
    }

    private static void dropColumn(@Nullable Batch batch, Emitter to) {
        QualifiedName table = table(batch, to, 0, "table_name");
        if (table == null) {
            return;
        }
        Value column = argument(to.call(), batch, 1, "column_name");
        String name = Values.columnName(column);
        if (name == null) {
            to.opaque(Emitter.reason("the column's name", column));
        } else {
            to.emit(new Operation.DropColumn(
                    table, name, Values.isTrue(to.call().keyword("if_exists")), false));
        }
    }

    private void alterColumn(@Nullable Batch batch, Emitter to) {
        QualifiedName table = table(batch, to, 0, "table_name");
        if (table == null) {
            return;
        }
        CallValue call = to.call();
        Value column = argument(call, batch, 1, "column_name");
        String name = Values.columnName(column);
        if (name == null) {
            to.opaque(Emitter.reason("the column's name", column));
            return;
        }
        Value type = call.keyword("type_");
        Value nullable = call.keyword("nullable");
        Value serverDefault = call.keyword("server_default");
        Value comment = call.keyword("comment");
        boolean setsDefault = serverDefault != null && serverDefault != Value.FALSE;
        boolean setsComment = comment != null && comment != Value.FALSE;
        boolean changes = !Values.isNone(type) || !Values.isNone(nullable) || setsDefault || setsComment;
        String newName = Values.name(call.keyword("new_column_name"));
        if (changes || newName == null) {
            Text using = Values.text(call.keyword("postgresql_using"));
            String commentText = Values.name(comment);
            to.emit(new Operation.AlterColumn(
                    table,
                    name,
                    Values.isNone(type) ? null : types.type(type),
                    using == null ? null : SqlText.sql(using),
                    Values.isNone(nullable) ? null : Values.truth(nullable, Truth.UNKNOWN),
                    setsDefault ? Columns.serverDefault(serverDefault) : null,
                    identity(serverDefault, call.keyword("existing_server_default")),
                    setsComment ? (commentText == null ? "" : commentText) : null,
                    null,
                    existing(call),
                    false));
        }
        if (newName != null) {
            to.emit(new Operation.RenameColumn(table, name, newName));
        }
    }

    private static @Nullable Identity identity(@Nullable Value given, @Nullable Value existing) {
        Identity identity = Columns.identity(given);
        boolean drops = given == Value.NONE && Columns.identity(existing) != Identity.NONE;
        return identity != Identity.NONE || drops ? identity : null;
    }

    private Operation.ExistingColumn existing(CallValue call) {
        Value type = call.keyword("existing_type");
        Value nullable = call.keyword("existing_nullable");
        Value serverDefault = call.keyword("existing_server_default");
        ColumnType known = Values.isNone(type) ? null : types.type(type);
        return new Operation.ExistingColumn(
                known,
                Values.isNone(nullable) ? null : Values.truth(nullable, Truth.UNKNOWN),
                serverDefault == null || serverDefault == Value.FALSE ? null : Columns.serverDefault(serverDefault));
    }

    // ---- indexes

    private void createIndex(@Nullable Batch batch, Emitter to) {
        CallValue call = to.call();
        QualifiedName table = table(batch, to, 1, "table_name");
        if (table == null) {
            return;
        }
        Value nameValue = call.argument(0, "index_name");
        String name = Values.name(nameValue);
        List<Value> elements = Values.items(argument(call, batch, 2, "columns"));
        Index index = elements == null || name == null && !Values.isNone(nameValue)
                ? null
                : Constraints.index(name, elements, call);
        if (index == null) {
            to.opaque(Emitter.reason(name == null ? "the index's name" : "a column of the index", nameValue));
            return;
        }
        to.emit(new Operation.CreateIndex(
                table,
                naming.named(table, index, nameValue),
                Values.isTrue(call.keyword("if_not_exists")),
                Values.isTrue(call.keyword("postgresql_concurrently"))));
    }

    private static void dropIndex(@Nullable Batch batch, Emitter to) {
        CallValue call = to.call();
        Value nameValue = call.argument(0, "index_name");
        String name = Values.name(nameValue);
        Value tableValue = batch == null ? call.argument(1, "table_name") : batch.table();
        Value schema = batch == null ? call.keyword("schema") : batch.schema();
        QualifiedName table = Tables.name(tableValue, schema);
        if (name == null) {
            to.opaque(Emitter.reason("the index's name", nameValue), table);
            return;
        }
        to.emit(new Operation.DropIndex(
                table,
                new QualifiedName(Values.name(schema), name),
                Values.isTrue(call.keyword("if_exists")),
                Values.isTrue(call.keyword("postgresql_concurrently")),
                false));
    }

    // ---- constraints

    private void createForeignKey(@Nullable Batch batch, Emitter to) {
        CallValue call = to.call();
        QualifiedName source = batch == null
                ? Tables.name(call.argument(1, "source_table"), call.keyword("source_schema"))
                : Tables.name(batch.table(), batch.schema());
        QualifiedName target = Tables.name(argument(call, batch, 2, "referent_table"), call.keyword("referent_schema"));
        List<String> columns = Values.names(argument(call, batch, 3, "local_cols"));
        List<String> referenced = Values.names(argument(call, batch, 4, "remote_cols"));
        if (source == null || target == null || columns == null || referenced == null) {
            to.opaque("a table or column of the foreign key is not known");
            return;
        }
        add(source, Constraints.foreignKey(constraintName(call), columns, target, referenced, call), to);
    }

    private static @Nullable String constraintName(CallValue call) {
        return Values.name(call.argument(0, "constraint_name"));
    }

    private void add(QualifiedName table, Constraint constraint, Emitter to) {
        Value written = to.call().argument(0, "constraint_name");
        to.emit(new Operation.AddConstraint(
                table,
                naming.named(table, constraint, written),
                Values.name(to.call().keyword("postgresql_using_index"))));
    }

    private void createUnique(@Nullable Batch batch, Emitter to) {
        QualifiedName table = table(batch, to, 1, "table_name");
        if (table == null) {
            return;
        }
        List<String> columns = Values.names(argument(to.call(), batch, 2, "columns"));
        if (columns == null) {
            to.opaque("a column of the unique constraint is not known");
        } else {
            add(table, Constraints.unique(constraintName(to.call()), columns, to.call()), to);
        }
    }

    private void createPrimaryKey(@Nullable Batch batch, Emitter to) {
        QualifiedName table = table(batch, to, 1, "table_name");
        if (table == null) {
            return;
        }
        Value given = argument(to.call(), batch, 2, "columns");
        List<String> columns = Values.names(given == null ? to.call().keyword("cols") : given);
        if (columns == null) {
            to.opaque("a column of the primary key is not known");
        } else {
            add(table, new Constraint.PrimaryKey(constraintName(to.call()), columns), to);
        }
    }

    private void createCheck(@Nullable Batch batch, Emitter to) {
        QualifiedName table = table(batch, to, 1, "table_name");
        if (table != null) {
            Value condition = argument(to.call(), batch, 2, "condition");
            Constraint.Check check = Constraints.check(constraintName(to.call()), condition, to.call());
            Value written = to.call().argument(0, "constraint_name");
            List<String> columns = Constraints.columnsOf(check);
            to.emit(new Operation.AddConstraint(
                    table, naming.named(table, check, written).withColumns(columns), null));
        }
    }

    private void createExclusion(@Nullable Batch batch, Emitter to) {
        QualifiedName table = table(batch, to, 1, "table_name");
        if (table != null) {
            List<Value> arguments = to.call().arguments();
            int from = batch == null ? 2 : 1;
            List<Value> elements = from < arguments.size() ? arguments.subList(from, arguments.size()) : List.of();
            add(table, Constraints.exclusion(constraintName(to.call()), elements, to.call()), to);
        }
    }

    private void dropConstraint(@Nullable Batch batch, Emitter to) {
        CallValue call = to.call();
        QualifiedName table = table(batch, to, 1, "table_name");
        if (table == null) {
            return;
        }
        Value nameValue = call.argument(0, "constraint_name");
        String name = Values.name(nameValue);
        if (name == null && !Values.isNone(nameValue)) {
            to.opaque(Emitter.reason("the constraint's name", nameValue), table);
            return;
        }
        ConstraintKind kind = kind(Values.name(argument(call, batch, 2, "type_")));
        String dropped = naming.dropped(table, name, kind, nameValue);
        to.emit(new Operation.DropConstraint(
                table, dropped, kind, List.of(), Values.isTrue(call.keyword("if_exists")), false));
    }

    private static @Nullable ConstraintKind kind(@Nullable String type) {
        return type == null
                ? null
                : switch (type) {
                    case "foreignkey" -> ConstraintKind.FOREIGN_KEY;
                    case "unique" -> ConstraintKind.UNIQUE;
                    case "primary" -> ConstraintKind.PRIMARY_KEY;
                    case "check" -> ConstraintKind.CHECK;
                    default -> null;
                };
    }

    // ---- rows

    private static void bulkInsert(Emitter to) {
        QualifiedName table = Tables.of(to.call().argument(0, "table"));
        if (table == null) {
            to.emit(new Operation.RunCode(to.interpreter().describe(to.call()), "the table is not known", true));
            return;
        }
        Value rows = to.call().argument(1, "rows");
        List<Value> items = Values.items(rows);
        if (items == null && rows instanceof ListValue list) {
            Operation.InsertRows some = Rows.insertion(table, list.items());
            to.emit(new Operation.InsertRows(table, some.columns(), -1, null));
            return;
        }
        to.emit(Rows.insertion(table, items));
    }
}
