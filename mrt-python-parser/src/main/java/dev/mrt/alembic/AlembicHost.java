// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.Host;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Value;
import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.python.ComparisonOperator;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.source.MigrationSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises what a migration does through {@code op}, connections, sessions and SQLAlchemy's objects. */
final class AlembicHost implements Host {

    private final Environment project;
    private final EnvironmentCalls environment = new EnvironmentCalls();
    private final PassedObjects passed = new PassedObjects();
    private final CustomOperations custom = new CustomOperations();
    private boolean plugged;
    private final Set<QualifiedName> temporaryTables = new HashSet<>();
    private final List<CallValue> tables = new ArrayList<>();
    private final List<ClassValue> models = new ArrayList<>();
    private @Nullable Directives directives;
    private @Nullable Execution execution;

    /** A host for a migration, or for the script of an environment. */
    AlembicHost(Environment project) {
        this.project = project;
    }

    /** What an environment's script did, where one was evaluated. */
    EnvironmentCalls environment() {
        return environment;
    }

    /** The objects that the environment passes to the migration. */
    PassedObjects passed() {
        return passed;
    }

    /** From here on steps run in a new session of the database. */
    void startSession() {
        temporaryTables.clear();
    }

    @Override
    public @Nullable Value call(CallValue call, Interpreter interpreter) {
        String method = PassedObjects.method(call);
        if (method != null) {
            return ofParameter(method, call, interpreter);
        }
        CallValue used = passed.use(call);
        Value result = perform(used, interpreter);
        return result == null && used != call ? used : result;
    }

    /** A directive of Alembic shows that the parameter it is called on stands for {@code op}. */
    private @Nullable Value ofParameter(String method, CallValue call, Interpreter interpreter) {
        CallValue written = new CallValue(
                new Value.Symbol("alembic.op." + method),
                call.arguments(),
                call.keywords(),
                call.isOpen(),
                call.file(),
                call.range());
        CallValue directive = passed.use(written);
        if (method.equals("f")) {
            return named(directive);
        }
        Emitter emitter = new Emitter(interpreter, directive, "op." + method, temporaryTables);
        return directives(interpreter).perform(method, null, emitter) ? directive : null;
    }

    private @Nullable Value perform(CallValue call, Interpreter interpreter) {
        String path = call.path();
        if (!path.isEmpty()) {
            return path.startsWith("alembic.") ? alembic(call, path, interpreter) : function(call, path);
        }
        Value receiver = call.receiver();
        return receiver == null ? null : method(call, receiver, interpreter);
    }

    private Directives directives(Interpreter interpreter) {
        Directives known = directives;
        if (known == null) {
            Types types = new Types(interpreter);
            NamingConvention naming = project.naming();
            Columns columns = new Columns(types, naming);
            TableReader reader = new TableReader(columns, naming);
            known = new Directives(types, columns, reader, execution(interpreter), naming);
            directives = known;
        }
        return known;
    }

    private Execution execution(Interpreter interpreter) {
        Execution known = execution;
        if (known == null) {
            Types types = new Types(interpreter);
            NamingConvention naming = project.naming();
            known = new Execution(types, new TableReader(new Columns(types, naming), naming));
            execution = known;
        }
        return known;
    }

    // ---- functions

    private @Nullable Value alembic(CallValue call, String path, Interpreter interpreter) {
        if (path.equals("alembic.context.is_offline_mode")) {
            // judged is what happens on a database, not in a script that is generated
            return Value.FALSE;
        }
        if (path.startsWith("alembic.context.")) {
            environment.called(call.name(), call);
            return null;
        }
        if (!path.startsWith("alembic.op.")) {
            return null;
        }
        String name = path.substring("alembic.op.".length());
        return name.indexOf('.') < 0 ? directive(name, null, call, interpreter) : null;
    }

    private @Nullable Value directive(
            String name, Directives.@Nullable Batch batch, CallValue call, Interpreter interpreter) {
        if (name.equals("f")) {
            return named(call);
        }
        if (name.equals("run_async")) {
            Value function = call.argument(0);
            List<Value> arguments = new ArrayList<>();
            arguments.add(bind(call));
            arguments.addAll(call.arguments()
                    .subList(
                            Math.min(1, call.arguments().size()),
                            call.arguments().size()));
            return function == null ? null : interpreter.call(function, arguments);
        }
        if (name.equals("invoke") && custom.invoke(call, interpreter) || custom.perform(name, call, interpreter)) {
            return Value.NONE;
        }
        String origin = (batch == null ? "op." : "batch_op.") + name;
        Emitter emitter = new Emitter(interpreter, call, origin, temporaryTables);
        if (!directives(interpreter).perform(name, batch, emitter)) {
            if (plugIn(interpreter) && custom.perform(name, call, interpreter)) {
                return Value.NONE;
            }
            emitter.opaque("op." + name + " is not an operation of Alembic");
        }
        return name.startsWith("get_") || name.equals("batch_alter_table") ? null : call;
    }

    /** Evaluates what the environment and the migration import, which may add operations; false where that was done before. */
    private boolean plugIn(Interpreter interpreter) {
        boolean first = !plugged;
        plugged = true;
        MigrationSource script = project.script();
        if (first && script != null) {
            interpreter.importAll(interpreter.evaluate(script).scope());
        }
        if (first) {
            interpreter.importAll(interpreter.mainScope());
        }
        return first;
    }

    /** The name in {@code op.f(name)}; that it is final is kept only where a convention would change it. */
    /** {@code op.f("…")}: the name as it is, but for its length. */
    private Value named(CallValue call) {
        Value argument = call.argument(0, "name");
        if (argument == null) {
            return Value.NONE;
        }
        String name = Values.name(argument);
        String shortened = name == null ? null : NamingConvention.shortened(name);
        Value known = shortened == null || shortened.equals(name) ? argument : Value.of(shortened);
        return project.naming().changesNames()
                ? new CallValue(call.callee(), List.of(known), Map.of(), false, call.file(), call.range())
                : known;
    }

    private static CallValue bind(CallValue from) {
        return new CallValue(
                new Value.Symbol("alembic.op.get_bind"), List.of(), Map.of(), false, from.file(), from.range());
    }

    private @Nullable Value function(CallValue call, String path) {
        if (call.name().equals("Table") && path.startsWith("sqlalchemy")) {
            tables.add(call);
            return null;
        }
        Condition condition = Reflection.call(call);
        return condition == null ? null : new Value.Test(condition);
    }

    // ---- methods

    private @Nullable Value method(CallValue call, Value receiver, Interpreter interpreter) {
        switch (Surroundings.kind(receiver)) {
            case OPERATIONS -> {
                return directive(call.name(), null, call, interpreter);
            }
            case BATCH -> {
                CallValue batch = (CallValue) receiver;
                return directive(call.name(), Directives.Batch.of(batch), call, interpreter);
            }
            case CONNECTION -> {
                return connection(call, interpreter);
            }
            case SESSION -> {
                return Sessions.perform(call, execution(interpreter), emitter(call, "session", interpreter));
            }
            case CONTEXT -> {
                return context(call, interpreter);
            }
            case INSPECTOR, DIALECT, DIALECT_NAME -> {
                Condition condition = Reflection.call(call);
                return condition == null ? null : new Value.Test(condition);
            }
            default -> {
                return other(call, receiver, interpreter);
            }
        }
    }

    private Emitter emitter(CallValue call, String owner, Interpreter interpreter) {
        return new Emitter(interpreter, call, owner + "." + call.name(), temporaryTables);
    }

    private @Nullable Value connection(CallValue call, Interpreter interpreter) {
        switch (call.name()) {
            case "execute", "exec_driver_sql", "scalar", "scalars", "executemany" -> {
                Value statement = call.argument(0, "statement");
                if (!Sessions.isQuery(statement)) {
                    execution(interpreter)
                            .execute(
                                    statement,
                                    call.argument(1, "parameters"),
                                    emitter(call, "connection", interpreter));
                }
                return Sessions.row(statement == null ? List.of() : List.of(statement), call);
            }
            case "run_callable", "run_sync" -> {
                Value function = call.argument(0);
                Value receiver = call.receiver();
                return function == null || receiver == null ? null : interpreter.call(function, List.of(receiver));
            }
            case "commit", "rollback", "close", "invalidate" -> {
                return Value.NONE;
            }
            default -> {
                Condition condition = Reflection.call(call);
                return condition == null ? null : new Value.Test(condition);
            }
        }
    }

    private @Nullable Value context(CallValue call, Interpreter interpreter) {
        return switch (call.name()) {
            case "execute" -> {
                execution(interpreter).execute(call.argument(0), emitter(call, "context", interpreter));
                yield call;
            }
            case "is_offline_mode" -> Value.FALSE;
            default -> null;
        };
    }

    private @Nullable Value other(CallValue call, Value receiver, Interpreter interpreter) {
        Value found = Sessions.terminal(call, emitter(call, "session", interpreter));
        if (found != null) {
            return found;
        }
        Condition condition = Reflection.call(call);
        if (condition != null) {
            return new Value.Test(condition);
        }
        switch (call.name()) {
            case "create", "drop" -> {
                return define(call, receiver, interpreter) ? call : null;
            }
            case "create_all", "drop_all" -> {
                return isMetadata(receiver) ? defineAll(call, receiver, interpreter) : null;
            }
            case "execute" -> {
                // a statement executes itself on a connection, in older versions
                boolean statement = receiver instanceof CallValue && Tables.of(receiver) == null;
                if (statement && !Sessions.isQuery(receiver) && !Sessions.isData(receiver) && isStatement(receiver)) {
                    execution(interpreter).execute(receiver, emitter(call, "statement", interpreter));
                    return call;
                }
                return null;
            }
            default -> {
                return null;
            }
        }
    }

    private static boolean isStatement(Value value) {
        return value instanceof CallValue call
                && switch (call.name()) {
                    case "text", "insert", "update", "delete", "values", "where", "DDL" -> true;
                    default -> false;
                };
    }

    /** {@code enum.create(bind)}, {@code table.drop(bind)} and the like. */
    private boolean define(CallValue call, Value receiver, Interpreter interpreter) {
        boolean definable = receiver instanceof CallValue made
                ? switch (made.name()) {
                    case "Enum", "ENUM", "Table", "Sequence", "Index" -> made.receiver() == null;
                    default -> false;
                }
                : receiver instanceof Value.Attribute attribute
                        && attribute.name().equals("__table__");
        if (!definable) {
            return false;
        }
        boolean isType = receiver instanceof CallValue made && made.name().equalsIgnoreCase("enum");
        Value check = call.argument(1, "checkfirst");
        boolean checks = check == null ? isType : check != Value.FALSE;
        String kind = receiver instanceof CallValue made ? made.name() : "Table";
        Emitter emitter = emitter(call, kind, interpreter);
        if (call.name().equals("create")) {
            execution(interpreter).create(receiver, checks, emitter);
        } else {
            execution(interpreter).drop(receiver, checks, false, emitter);
        }
        return true;
    }

    private static boolean isMetadata(Value value) {
        return value instanceof CallValue call && call.name().equals("MetaData")
                || value instanceof Value.Attribute attribute
                        && attribute.name().equals("metadata");
    }

    private Value defineAll(CallValue call, Value metadata, Interpreter interpreter) {
        Emitter emitter = emitter(call, "metadata", interpreter);
        boolean create = call.name().equals("create_all");
        List<Value> subjects = Values.items(call.keyword("tables"));
        if (subjects == null) {
            subjects = new ArrayList<>();
            for (CallValue table : tables) {
                if (table.argument(1, "metadata") == metadata) {
                    subjects.add(table);
                }
            }
            if (metadata instanceof Value.Attribute attribute) {
                for (ClassValue model : models) {
                    if (model.bases().contains(attribute.owner())) {
                        subjects.add(model);
                    }
                }
            }
        }
        if (subjects.isEmpty()) {
            emitter.opaque("the tables of the metadata are not known");
        }
        for (Value subject : subjects) {
            if (create) {
                execution(interpreter).create(subject, true, emitter);
            } else {
                execution(interpreter).drop(subject, true, false, emitter);
            }
        }
        return call;
    }

    // ---- tests

    @Override
    public @Nullable Value attribute(Value owner, String name, Interpreter interpreter) {
        Value ofTable = passed.attribute(owner, name, interpreter.main());
        if (ofTable != null) {
            return ofTable;
        }
        if (owner instanceof ClassValue type) {
            boolean mapped = type.attribute("__tablename__") != null || type.attribute("__table__") != null;
            return mapped && !name.startsWith("__") ? new Value.Attribute(type, name) : null;
        }
        if (name.equals("as_sql") && Surroundings.kind(owner) == Surroundings.Kind.CONTEXT) {
            return Value.FALSE;
        }
        return owner instanceof CallValue call ? ReplaceableObject.attribute(call, name) : null;
    }

    @Override
    public @Nullable Condition compare(ComparisonOperator operator, Value left, Value right) {
        Condition condition = Reflection.compare(operator, left, right);
        if (condition != null) {
            return condition;
        }
        return Sessions.isData(left) || Sessions.isData(right)
                ? new Condition.DependsOnData("rows of the database")
                : null;
    }

    @Override
    public @Nullable Condition test(Value value) {
        Surroundings.Kind kind = Surroundings.kind(value);
        if (kind == Surroundings.Kind.CONNECTION || kind == Surroundings.Kind.INSPECTOR) {
            return Condition.always();
        }
        if (value instanceof Value.Attribute attribute
                && attribute.name().equals("supports_sequences")
                && Surroundings.kind(attribute.owner()) == Surroundings.Kind.DIALECT) {
            return new Condition.DialectIs(
                    EnumSet.of(Dialect.POSTGRESQL, Dialect.ORACLE, Dialect.MSSQL, Dialect.MARIADB));
        }
        return Sessions.isData(value) ? new Condition.DependsOnData("rows of the database") : null;
    }

    @Override
    public Rounds rounds(Value iterable) {
        if (Reflection.isReflected(iterable)) {
            return new Rounds(Reflection.item(iterable), Condition.always());
        }
        if (Sessions.isData(iterable)) {
            return new Rounds(iterable, new Condition.DependsOnData("rows of the database"));
        }
        return Rounds.of(Value.Unknown.of("an item that is not known"));
    }

    // ---- with

    @Override
    public Value enter(Value manager, Interpreter interpreter) {
        Step.Context context = interpreter.context();
        if (Surroundings.kind(manager) == Surroundings.Kind.BATCH) {
            interpreter.setContext(context.inBatch());
        } else if (manager instanceof CallValue call && call.name().equals("autocommit_block")) {
            interpreter.setContext(context.inAutocommit());
        }
        return manager;
    }

    // ---- what is not followed

    @Override
    public void decorated(Value decorator, Value target, Interpreter interpreter) {
        custom.decorated(decorator, target, interpreter);
    }

    @Override
    public void defined(ClassValue type) {
        if (type.attribute("__tablename__") != null) {
            models.add(type);
        }
    }

    @Override
    public void assigned(Value owner, String name, Value value, Interpreter interpreter) {
        environment.assigned(owner, name, value);
        QualifiedName table = Sessions.isData(owner) ? Sessions.tableOf(owner) : null;
        if (table != null && owner instanceof CallValue row) {
            interpreter.emit(
                    new Operation.UpdateRows(table, List.of(new Operation.Assignment(name, SqlText.of(value))), "?"),
                    interpreter.rangeOf(row),
                    "session");
        }
    }

    @Override
    public void discarded(CallValue call, Interpreter interpreter) {
        UnfollowedCalls.report(call, new Emitter(interpreter, call, call.name(), temporaryTables));
    }
}
