// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What executing a value does: SQL text, SQLAlchemy Core statements, DDL elements. */
final class Execution {

    private static final int CHAIN = 40;

    private final Types types;
    private final TableReader tables;

    Execution(Types types, TableReader tables) {
        this.types = types;
        this.tables = tables;
    }

    /** Adds the steps that executing a statement makes. */
    void execute(@Nullable Value statement, Emitter to) {
        execute(statement, null, to);
    }

    /**
     * Adds the steps that executing a statement makes.
     *
     * @param parameters the rows or values given beside the statement, or null
     */
    void execute(@Nullable Value statement, @Nullable Value parameters, Emitter to) {
        Value value = statement == null ? Value.NONE : to.interpreter().resolve(statement);
        if (value instanceof Text text) {
            to.sql(text);
        } else if (value instanceof CallValue call) {
            executeCall(call, parameters, to);
        } else {
            List<Value> several = value instanceof Value.Unknown ? null : Values.items(value);
            if (several == null || several.size() == 1 && several.get(0) == value) {
                to.opaque(Emitter.reason("the SQL", value));
            } else {
                several.forEach(one -> execute(one, to));
            }
        }
    }

    private void executeCall(CallValue call, @Nullable Value parameters, Emitter to) {
        List<CallValue> methods = new ArrayList<>();
        Value root = call;
        while (root instanceof CallValue link
                && link.receiver() != null
                && methods.size() < CHAIN
                && Tables.of(root) == null) {
            methods.add(link);
            root = link.callee() instanceof Value.Attribute attribute ? attribute.owner() : root;
        }
        Collections.reverse(methods);
        if (root instanceof CallValue made && Tables.of(root) == null) {
            executeMade(made, methods, parameters, to);
        } else if (!methods.isEmpty()) {
            statement(methods.get(0).name(), Tables.of(root), methods.get(0), methods, 0, parameters, to);
        } else {
            to.opaque("the statement is not known");
        }
    }

    private void executeMade(CallValue root, List<CallValue> methods, @Nullable Value parameters, Emitter to) {
        Value first = root.argument(0);
        switch (root.name()) {
            case "text", "DDL", "TextClause", "literal_column" -> {
                Text text = first == null ? Values.text(root.keyword("statement")) : Values.text(first);
                if (text == null) {
                    to.opaque(Emitter.reason("the SQL", first));
                } else {
                    to.sql(text);
                }
            }
            case "insert", "update", "delete", "select" -> {
                // tables.users.delete() is a method of the table, delete(users) a function
                QualifiedName owner = Tables.of(root.callee());
                QualifiedName table = owner == null ? Tables.of(first) : owner;
                statement(root.name(), table, root, methods, owner == null ? 1 : 0, parameters, to);
            }
            default -> {
                if (!definition(root, to)) {
                    to.opaque("the statement is not known");
                }
            }
        }
    }

    // ---- insert, update, delete, select

    /** What the methods of a statement say. */
    private static final class Clauses {
        private final List<Value> conditions = new ArrayList<>();
        private final Map<String, Value> values = new LinkedHashMap<>();
        private @Nullable List<Value> rows;
        private @Nullable Value select;
        private boolean complete = true;
    }

    private static void statement(
            String verb,
            @Nullable QualifiedName table,
            CallValue root,
            List<CallValue> methods,
            int own,
            @Nullable Value parameters,
            Emitter to) {
        if (verb.equals("select")) {
            to.emit(new Operation.ExecuteSql("SELECT …", SqlEffect.READ));
            return;
        }
        if (table == null) {
            changesRows(verb, to);
            return;
        }
        Clauses clauses = new Clauses();
        readOwn(verb, root, own, clauses);
        for (CallValue method : methods) {
            read(method, clauses);
        }
        if (parameters != null && parameters != Value.NONE) {
            values(List.of(parameters), Map.of(), clauses);
        }
        switch (verb) {
            case "insert" -> to.emit(insertion(table, clauses));
            case "update" ->
                to.emit(new Operation.UpdateRows(table, assignments(clauses), SqlText.all(clauses.conditions)));
            case "delete" -> to.emit(new Operation.DeleteRows(table, SqlText.all(clauses.conditions)));
            default -> to.opaque("the statement is not known");
        }
    }

    /** A statement on a table that is not known. */
    private static void changesRows(String verb, Emitter to) {
        switch (verb) {
            case "insert", "update", "delete" ->
                to.emit(new Operation.RunCode(to.interpreter().describe(to.call()), "the table is not known", true));
            default -> to.opaque("the statement is not known");
        }
    }

    /** The arguments that older versions took: {@code update(table, condition, values)}. */
    private static void readOwn(String verb, CallValue root, int from, Clauses clauses) {
        Value condition = root.argument(from, "whereclause");
        boolean conditional = !verb.equals("insert");
        if (conditional && !Values.isNone(condition)) {
            clauses.conditions.add(condition);
        }
        Value values = root.argument(conditional ? from + 1 : from, "values");
        if (!Values.isNone(values)) {
            values(List.of(values), Map.of(), clauses);
        }
    }

    private static void read(CallValue method, Clauses clauses) {
        switch (method.name()) {
            case "where", "filter" -> clauses.conditions.addAll(method.arguments());
            case "filter_by" ->
                method.keywords()
                        .forEach((column, value) -> clauses.conditions.add(
                                new Value.Operator("==", List.of(new Value.Attribute(Value.NONE, column), value))));
            case "values" -> {
                clauses.complete &= !method.isOpen();
                values(method.arguments(), method.keywords(), clauses);
            }
            case "from_select" -> {
                List<String> names = Values.names(method.argument(0));
                if (names != null) {
                    names.forEach(name -> clauses.values.put(name, Value.NONE));
                }
                clauses.select = method.argument(1);
            }
            default -> {
                // returning, ordering and the like
            }
        }
    }

    private static void values(List<Value> arguments, Map<String, Value> keywords, Clauses clauses) {
        for (Value argument : arguments) {
            if (argument instanceof DictValue dict) {
                for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
                    String column = Values.columnName(entry.getKey());
                    if (column != null) {
                        clauses.values.putIfAbsent(column, entry.getValue());
                    }
                }
                clauses.complete &= dict.isComplete();
            } else {
                List<Value> rows = Values.items(argument);
                boolean several = rows != null && !(rows.size() == 1 && rows.get(0) == argument);
                clauses.rows = several ? rows : null;
                clauses.complete &= several;
            }
        }
        clauses.values.putAll(keywords);
    }

    private static Operation.InsertRows insertion(QualifiedName table, Clauses clauses) {
        if (clauses.rows != null) {
            return Rows.insertion(table, clauses.rows);
        }
        Value select = clauses.select;
        return select == null
                ? Rows.insertion(table, clauses.values, clauses.complete ? 1 : -1)
                : new Operation.InsertRows(table, new ArrayList<>(clauses.values.keySet()), -1, SqlText.sql(select));
    }

    private static List<Operation.Assignment> assignments(Clauses clauses) {
        List<Operation.Assignment> assignments = new ArrayList<>();
        clauses.values.forEach((column, value) -> assignments.add(new Operation.Assignment(column, SqlText.of(value))));
        return assignments;
    }

    /** An update or delete of an ORM query: {@code session.query(Model).filter(...).update({...})}. */
    static void query(String verb, QualifiedName table, List<CallValue> methods, CallValue last, Emitter to) {
        Clauses clauses = new Clauses();
        for (CallValue method : methods) {
            read(method, clauses);
        }
        if (verb.equals("delete")) {
            to.emit(new Operation.DeleteRows(table, SqlText.all(clauses.conditions)));
            return;
        }
        Value values = last.argument(0, "values");
        if (values != null) {
            values(List.of(values), Map.of(), clauses);
        }
        to.emit(new Operation.UpdateRows(table, assignments(clauses), SqlText.all(clauses.conditions)));
    }

    // ---- definitions

    /** DDL elements such as {@code CreateSequence(...)}; false where the call is none. */
    private boolean definition(CallValue call, Emitter to) {
        Value subject = call.argument(0, "element");
        String name = call.name();
        switch (name) {
            case "CreateTable", "CreateIndex", "CreateSequence", "AddConstraint", "CreateSchema" ->
                create(subject, Values.isTrue(call.keyword("if_not_exists")), to);
            case "DropTable", "DropIndex", "DropSequence", "DropConstraint", "DropSchema" ->
                drop(subject, Values.isTrue(call.keyword("if_exists")), Values.isTrue(call.keyword("cascade")), to);
            case "nextval", "setval" -> to.emit(new Operation.ExecuteSql(SqlText.of(call), SqlEffect.RUNS_CODE));
            default -> {
                boolean function = call.path().contains(".func.");
                if (function) {
                    to.emit(new Operation.ExecuteSql("SELECT " + SqlText.of(call), SqlEffect.RUNS_CODE));
                }
                return function;
            }
        }
        return true;
    }

    /** Creates what a value stands for: a table, index, sequence, enum type, schema. */
    void create(@Nullable Value subject, boolean ifNotExists, Emitter to) {
        if (subject instanceof ClassValue type) {
            tables.read(type, ifNotExists).emit(to);
            return;
        }
        String schema = Values.name(subject);
        if (schema != null) {
            ObjectKey key = new ObjectKey(ObjectKind.SCHEMA, QualifiedName.of(schema));
            to.emit(new Operation.CreateObject(new SchemaObject.Defined(key, "", List.of()), false, ifNotExists));
            return;
        }
        if (subject instanceof Value.Attribute attribute && attribute.name().equals("__table__")) {
            create(attribute.owner(), ifNotExists, to);
            return;
        }
        if (!(subject instanceof CallValue call)) {
            to.opaque(Emitter.reason("what is created", subject));
            return;
        }
        QualifiedName name = Tables.name(call.argument(0, "name"), call.keyword("schema"));
        switch (call.name()) {
            case "Table" -> {
                if (name == null) {
                    to.opaque("the table's name is not known");
                } else {
                    tables.read(name, Tables.parts(call), ifNotExists).emit(to);
                }
            }
            case "Sequence" -> {
                if (name == null) {
                    to.opaque("the sequence's name is not known");
                } else {
                    to.emit(new Operation.CreateObject(new SchemaObject.Sequence(name, null, ""), false, ifNotExists));
                }
            }
            case "Index" -> createIndex(call, ifNotExists, to);
            case "Enum", "ENUM" -> createEnum(call, ifNotExists, to);
            default -> to.opaque("what is created is not known");
        }
    }

    private static void createIndex(CallValue call, boolean ifNotExists, Emitter to) {
        QualifiedName table = null;
        List<Value> elements = call.arguments().isEmpty()
                ? List.of()
                : call.arguments().subList(1, call.arguments().size());
        for (Value element : elements) {
            if (element instanceof Value.Attribute attribute && table == null) {
                table = Tables.of(attribute.owner());
            }
        }
        Index index = Constraints.index(Values.name(call.argument(0, "name")), elements, call);
        if (table == null || index == null) {
            to.opaque("the table or a column of the index is not known");
        } else {
            to.emit(new Operation.CreateIndex(
                    table, index, ifNotExists, Values.isTrue(call.keyword("postgresql_concurrently"))));
        }
    }

    private void createEnum(CallValue call, boolean ifNotExists, Emitter to) {
        EnumType type = types.type(call).enumType();
        if (type == null) {
            to.opaque("the enum type's name is not known");
        } else {
            to.emit(new Operation.CreateObject(type, false, ifNotExists));
        }
    }

    /** Drops what a value stands for. */
    void drop(@Nullable Value subject, boolean ifExists, boolean cascade, Emitter to) {
        String schema = Values.name(subject);
        if (schema != null) {
            to.emit(new Operation.DropObject(
                    new ObjectKey(ObjectKind.SCHEMA, QualifiedName.of(schema)), null, ifExists, cascade));
            return;
        }
        QualifiedName table = Tables.of(subject);
        if (table != null) {
            to.emit(new Operation.DropTable(table, ifExists, cascade));
            return;
        }
        if (!(subject instanceof CallValue call)) {
            to.opaque(Emitter.reason("what is dropped", subject));
            return;
        }
        QualifiedName name = Tables.name(call.argument(0, "name"), call.keyword("schema"));
        switch (call.name()) {
            case "Sequence" -> dropObject(ObjectKind.SEQUENCE, name, ifExists, to);
            case "Enum", "ENUM" -> {
                EnumType type = types.type(call).enumType();
                dropObject(ObjectKind.ENUM_TYPE, type == null ? null : type.name(), ifExists, to);
            }
            case "Index" -> {
                if (name == null) {
                    to.opaque("the index's name is not known");
                } else {
                    to.emit(new Operation.DropIndex(null, name, ifExists, false, false));
                }
            }
            default -> {
                Constraint constraint = Constraints.of(call);
                to.opaque(constraint == null ? "what is dropped is not known" : "the constraint's table is not known");
            }
        }
    }

    private static void dropObject(ObjectKind kind, @Nullable QualifiedName name, boolean ifExists, Emitter to) {
        if (name == null) {
            to.opaque("the name of the " + kind.words() + " is not known");
        } else {
            to.emit(new Operation.DropObject(new ObjectKey(kind, name), null, ifExists, false));
        }
    }
}
