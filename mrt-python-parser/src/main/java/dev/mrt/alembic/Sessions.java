// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.Value;
import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work on ORM objects: what a session adds, queries, changes and deletes. */
final class Sessions {

    /** Stands for a row that a query returned; its arguments are what was queried. */
    private static final String ROW = "mrt.row";

    private static final int CHAIN = 40;

    private Sessions() {}

    /** Performs a method of a session; null where it is no method that is known here. */
    static @Nullable Value perform(CallValue call, Execution execution, Emitter to) {
        switch (call.name()) {
            case "execute", "scalar", "scalars", "exec" -> {
                return executed(call, execution, to);
            }
            case "add", "merge" -> add(call.argument(0), to);
            case "add_all", "bulk_save_objects" -> {
                List<Value> objects = Values.items(call.argument(0));
                if (objects == null) {
                    ormWork(to);
                } else {
                    objects.forEach(object -> add(object, to));
                }
            }
            case "bulk_insert_mappings" -> {
                QualifiedName table = Tables.of(call.argument(0));
                List<Value> rows = Values.items(call.argument(1));
                to.emit(
                        table == null
                                ? new Operation.RunCode(to.interpreter().describe(call), "the model is not known", true)
                                : Rows.insertion(table, rows));
            }
            case "bulk_update_mappings" -> {
                QualifiedName table = Tables.of(call.argument(0));
                to.emit(
                        table == null
                                ? new Operation.RunCode(to.interpreter().describe(call), "the model is not known", true)
                                : new Operation.UpdateRows(table, List.of(), "?"));
            }
            case "delete" -> {
                QualifiedName table = tableOf(call.argument(0));
                to.emit(
                        table == null
                                ? new Operation.RunCode(to.interpreter().describe(call), "the model is not known", true)
                                : new Operation.DeleteRows(table, "?"));
            }
            case "get" -> {
                return row(call.arguments(), call);
            }
            case "commit", "flush", "close", "rollback", "expire_all", "expunge_all", "refresh" -> {
                // what was changed is reported where it was changed
            }
            default -> {
                return null;
            }
        }
        return Value.NONE;
    }

    private static Value executed(CallValue call, Execution execution, Emitter to) {
        Value statement = call.argument(0);
        if (!isQuery(statement)) {
            execution.execute(statement, call.argument(1, "params"), to);
        }
        return row(statement == null ? List.of() : List.of(statement), call);
    }

    /** Whether a statement only reads: {@code sa.select(...)}. */
    static boolean isQuery(@Nullable Value statement) {
        Value root = statement;
        for (int i = 0; i < CHAIN && root instanceof CallValue call; i++) {
            if (call.name().equals("select") || call.name().equals("exists")) {
                return true;
            }
            root = call.receiver();
        }
        return false;
    }

    private static void ormWork(Emitter to) {
        to.emit(new Operation.RunCode(to.interpreter().describe(to.call()), "the objects are not known", true));
    }

    private static void add(@Nullable Value object, Emitter to) {
        if (object instanceof InstanceValue instance) {
            QualifiedName table = Tables.of(instance.type());
            if (table != null) {
                boolean counted = !to.interpreter().context().repeated();
                to.emit(Rows.insertion(table, instance.keywords(), counted ? 1 : -1));
                return;
            }
        }
        if (tableOf(object) == null) {
            ormWork(to);
        }
    }

    // ---- queries

    /** The class, table or columns that a query is about, with the methods called on it, or null where a value is no query. */
    private record Query(List<Value> subjects, List<CallValue> methods) {}

    private static @Nullable Query query(@Nullable Value value) {
        List<CallValue> methods = new ArrayList<>();
        Value at = value;
        while (at instanceof CallValue call && methods.size() < CHAIN) {
            Value receiver = call.receiver();
            boolean start = call.name().equals("query")
                    && receiver != null
                    && (Surroundings.kind(receiver) == Surroundings.Kind.SESSION
                            || receiver instanceof Value.Attribute owner
                                    && owner.name().equals("session"));
            if (start) {
                Collections.reverse(methods);
                return new Query(call.arguments(), methods);
            }
            methods.add(call);
            at = receiver;
        }
        return null;
    }

    /** A method at the end of a query; null where the query goes on. */
    static @Nullable Value terminal(CallValue call, Emitter to) {
        Query query = query(call.receiver());
        if (query == null) {
            return null;
        }
        QualifiedName table =
                query.subjects().isEmpty() ? null : Tables.of(query.subjects().get(0));
        switch (call.name()) {
            case "update", "delete" -> {
                if (table == null) {
                    to.emit(new Operation.RunCode(
                            to.interpreter().describe(call), "the model of the query is not known", true));
                } else {
                    Execution.query(call.name(), table, query.methods(), call, to);
                }
                return new Value.Unknown("the number of rows", true);
            }
            case "all", "first", "one", "one_or_none", "get", "yield_per", "scalar", "count", "scalars" -> {
                return row(query.subjects(), call);
            }
            default -> {
                return null;
            }
        }
    }

    /** A row, or several, that a query returned. */
    static Value row(List<Value> subjects, CallValue call) {
        return new CallValue(new Value.Symbol(ROW), subjects, Map.of(), false, call.file(), call.range());
    }

    /** Whether a value comes from rows of the database. */
    static boolean isData(@Nullable Value value) {
        Value at = value;
        for (int i = 0; i < CHAIN && at != null; i++) {
            if (at instanceof Value.Unknown unknown) {
                return unknown.fromData();
            }
            if (at instanceof CallValue call) {
                if (call.path().equals(ROW) || query(call) != null) {
                    return true;
                }
                at = call.receiver();
            } else if (at instanceof Value.Attribute attribute) {
                at = attribute.owner();
            } else if (at instanceof Value.Subscript subscript) {
                at = subscript.owner();
            } else if (at instanceof Value.Operator operator) {
                for (Value operand : operator.operands()) {
                    if (!(operand instanceof Value.Operator) && isData(operand)) {
                        return true;
                    }
                }
                at = operator.operands().get(0);
            } else {
                return false;
            }
        }
        return false;
    }

    /** The table whose row an object is, or null. */
    static @Nullable QualifiedName tableOf(@Nullable Value object) {
        if (object instanceof InstanceValue instance) {
            return Tables.of(instance.type());
        }
        Value at = object;
        for (int i = 0; i < CHAIN && at != null; i++) {
            if (at instanceof CallValue call) {
                if (call.path().equals(ROW)) {
                    return call.arguments().isEmpty()
                            ? null
                            : tableOfQuery(call.arguments().get(0));
                }
                Query query = query(call);
                if (query != null) {
                    return query.subjects().isEmpty()
                            ? null
                            : Tables.of(query.subjects().get(0));
                }
                at = call.receiver();
            } else if (at instanceof Value.Attribute attribute) {
                at = attribute.owner();
            } else if (at instanceof Value.Subscript subscript) {
                at = subscript.owner();
            } else {
                return null;
            }
        }
        return null;
    }

    private static @Nullable QualifiedName tableOfQuery(Value subject) {
        QualifiedName table = Tables.of(subject);
        if (table != null) {
            return table;
        }
        Value at = subject;
        for (int i = 0; i < CHAIN && at instanceof CallValue call; i++) {
            if (call.name().equals("select") && call.receiver() == null) {
                return Tables.of(call.argument(0));
            }
            at = call.receiver();
        }
        return null;
    }
}
