// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Value;
import org.jspecify.annotations.Nullable;

/** Tells what a value is to a migration: the operations, a connection, the dialect's name, ... judged by how it was made. */
final class Surroundings {

    /** What a value is. */
    enum Kind {
        /** {@code alembic.op}, or an {@code Operations} object. */
        OPERATIONS,
        /** {@code op.batch_alter_table(...)}. */
        BATCH,
        /** {@code alembic.context}, {@code op.get_context()}. */
        CONTEXT,
        /** A connection or engine. */
        CONNECTION,
        /** An ORM session. */
        SESSION,
        /** A reflection inspector. */
        INSPECTOR,
        /** A dialect. */
        DIALECT,
        /** A dialect's name. */
        DIALECT_NAME,
        /** Anything else. */
        OTHER
    }

    private static final int DEPTH = 10;

    private Surroundings() {}

    static Kind kind(@Nullable Value value) {
        return value == null ? Kind.OTHER : kind(value, DEPTH);
    }

    static boolean isConnection(@Nullable Value value) {
        Kind kind = kind(value);
        return kind == Kind.CONNECTION || kind == Kind.SESSION;
    }

    private static Kind kind(Value value, int depth) {
        if (depth == 0) {
            return Kind.OTHER;
        }
        if (value instanceof Value.Symbol symbol) {
            return ofSymbol(symbol);
        }
        if (value instanceof CallValue call) {
            return ofCall(call, depth);
        }
        if (value instanceof Value.Attribute attribute) {
            return ofAttribute(attribute.owner(), attribute.name(), depth);
        }
        return Kind.OTHER;
    }

    private static Kind ofSymbol(Value.Symbol symbol) {
        return switch (symbol.path()) {
            case "alembic.op" -> Kind.OPERATIONS;
            case "alembic.context", "alembic.op._proxy.migration_context", "alembic.op.migration_context" ->
                Kind.CONTEXT;
            case "alembic.op.impl", "alembic.op._proxy" -> Kind.CONTEXT;
            default ->
                !symbol.root().equals("alembic") && symbol.name().equals("session")
                        ? Kind.SESSION
                        : symbol.root().equals("alembic") && depthOf(symbol) > 2
                                ? ofAttribute(
                                        new Value.Symbol(parent(symbol.path())), symbol.name(), DEPTH - depthOf(symbol))
                                : Kind.OTHER;
        };
    }

    private static int depthOf(Value.Symbol symbol) {
        int dots = 0;
        for (int i = 0; i < symbol.path().length(); i++) {
            dots += symbol.path().charAt(i) == '.' ? 1 : 0;
        }
        return Math.min(dots + 1, DEPTH - 1);
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }

    private static Kind ofCall(CallValue call, int depth) {
        Value receiver = call.receiver();
        if (receiver != null) {
            return ofMethod(call, receiver, depth);
        }
        Value callee = call.callee();
        if (callee instanceof CallValue factory) {
            boolean makesSessions =
                    factory.name().equals("sessionmaker") || factory.name().equals("scoped_session");
            return makesSessions ? Kind.SESSION : Kind.OTHER;
        }
        String path = call.path();
        if (path.startsWith("alembic.")) {
            return switch (call.name()) {
                case "get_bind" -> Kind.CONNECTION;
                case "get_context", "configure" -> Kind.CONTEXT;
                case "batch_alter_table" -> Kind.BATCH;
                case "Operations" -> Kind.OPERATIONS;
                default -> Kind.OTHER;
            };
        }
        return switch (call.name()) {
            case "Session", "AsyncSession" -> Kind.SESSION;
            case "create_engine", "engine_from_config", "create_async_engine", "async_engine_from_config" ->
                Kind.CONNECTION;
            case "inspect", "from_engine" -> inspector(call);
            default -> Kind.OTHER;
        };
    }

    private static Kind inspector(CallValue call) {
        boolean ofSqlalchemy = call.path().startsWith("sqlalchemy");
        Value subject = call.argument(0);
        boolean ofConnection = subject instanceof Value.Unknown || isConnection(subject);
        return ofSqlalchemy && ofConnection ? Kind.INSPECTOR : Kind.OTHER;
    }

    private static Kind ofMethod(CallValue call, Value receiver, int depth) {
        Kind owner = kind(receiver, depth - 1);
        return switch (owner) {
            case OPERATIONS ->
                switch (call.name()) {
                    case "get_bind" -> Kind.CONNECTION;
                    case "get_context" -> Kind.CONTEXT;
                    case "batch_alter_table" -> Kind.BATCH;
                    default -> Kind.OTHER;
                };
            case BATCH ->
                switch (call.name()) {
                    case "get_bind" -> Kind.CONNECTION;
                    case "get_context" -> Kind.CONTEXT;
                    default -> Kind.OTHER;
                };
            case CONTEXT -> call.name().equals("get_bind") ? Kind.CONNECTION : Kind.OTHER;
            case CONNECTION ->
                switch (call.name()) {
                    case "connect",
                            "begin",
                            "begin_nested",
                            "execution_options",
                            "engine",
                            "contextual_connect",
                            "connection" -> Kind.CONNECTION;
                    default -> Kind.OTHER;
                };
            case SESSION ->
                switch (call.name()) {
                    case "connection", "get_bind", "bind" -> Kind.CONNECTION;
                    case "begin", "begin_nested" -> Kind.SESSION;
                    default -> Kind.OTHER;
                };
            case DIALECT_NAME ->
                switch (call.name()) {
                    case "lower", "strip", "casefold" -> Kind.DIALECT_NAME;
                    default -> Kind.OTHER;
                };
            default -> call.name().equals("from_engine") ? Kind.INSPECTOR : Kind.OTHER;
        };
    }

    private static Kind ofAttribute(Value ownerValue, String name, int depth) {
        if (depth <= 0) {
            return Kind.OTHER;
        }
        Kind owner = kind(ownerValue, depth - 1);
        return switch (owner) {
            case OPERATIONS, CONTEXT, BATCH ->
                switch (name) {
                    case "bind", "connection" -> Kind.CONNECTION;
                    case "migration_context", "_proxy", "impl", "operations" ->
                        owner == Kind.BATCH && name.equals("operations") ? Kind.OPERATIONS : Kind.CONTEXT;
                    case "dialect" -> Kind.DIALECT;
                    case "__dialect__" -> Kind.DIALECT_NAME;
                    default -> Kind.OTHER;
                };
            case CONNECTION, SESSION ->
                switch (name) {
                    case "engine", "bind" -> Kind.CONNECTION;
                    case "dialect" -> Kind.DIALECT;
                    case "name" -> owner == Kind.CONNECTION ? Kind.DIALECT_NAME : Kind.OTHER;
                    default -> Kind.OTHER;
                };
            case DIALECT -> name.equals("name") || name.equals("dialect_description") ? Kind.DIALECT_NAME : Kind.OTHER;
            default ->
                // db.session of Flask-SQLAlchemy
                name.equals("session")
                        ? Kind.SESSION
                        : isUrlName(ownerValue, name, depth) ? Kind.DIALECT_NAME : Kind.OTHER;
        };
    }

    /** {@code engine.url.drivername}. */
    private static boolean isUrlName(Value owner, String name, int depth) {
        boolean ofName = name.equals("drivername") || name.equals("get_backend_name");
        return ofName
                && owner instanceof Value.Attribute url
                && url.name().equals("url")
                && kind(url.owner(), depth - 1) == Kind.CONNECTION;
    }
}
