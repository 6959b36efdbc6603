// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects that an environment passes to its migrations ({@code context.run_migrations(name=object)}), as far as evaluating
 * the environment does not explain them. How a migration uses one tells what it is: an attribute that stands where Alembic or
 * SQLAlchemy takes nothing but a table ({@code op.bulk_insert(x.users, …)}, {@code x.users.delete()}, {@code x.users.c.id}) is
 * the table of that name. The name of the parameter counts for nothing.
 */
final class PassedObjects {

    private static final String PARAMETER = "mrt.parameter.";

    private final Set<Value> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, CallValue> tables = new HashMap<>();

    /** What stands for a parameter of which nothing is known. */
    static Value.Symbol unknown(String parameter) {
        return new Value.Symbol(PARAMETER + parameter);
    }

    /** Whether a value is a parameter of which nothing is known, or was made from one. */
    static boolean isUnknown(@Nullable Value value) {
        return value instanceof Value.Symbol symbol && symbol.path().startsWith(PARAMETER);
    }

    /** Adds an object that the environment was seen to pass. */
    void add(Value object) {
        objects.add(object);
    }

    /** The name of the method where a call is one of a parameter of which nothing is known; otherwise null. */
    static @Nullable String method(CallValue call) {
        if (!call.path().startsWith(PARAMETER)) {
            return null;
        }
        int dot = call.path().indexOf('.', PARAMETER.length());
        return dot > 0 && call.path().indexOf('.', dot + 1) < 0 ? call.path().substring(dot + 1) : null;
    }

    /** A call with tables in it where it shows that something is one; the call itself where it shows nothing. */
    CallValue use(CallValue call) {
        CallValue owner = makesStatement(call.name()) ? table(ownerOf(call.callee()), call.file()) : null;
        if (owner != null) {
            return with(call, new Value.Attribute(owner, call.name()), call.arguments());
        }
        CallValue first = takesTable(call) ? table(call.argument(0), call.file()) : null;
        if (first == null) {
            return call;
        }
        List<Value> arguments = new ArrayList<>(call.arguments());
        arguments.set(0, first);
        return with(call, call.callee(), arguments);
    }

    private static CallValue with(CallValue call, Value callee, List<Value> arguments) {
        return new CallValue(callee, arguments, call.keywords(), call.isOpen(), call.file(), call.range());
    }

    private static boolean makesStatement(String method) {
        return switch (method) {
            case "insert", "update", "delete", "select", "join", "outerjoin", "alias" -> true;
            default -> false;
        };
    }

    private static boolean takesTable(CallValue call) {
        return switch (call.name()) {
            case "insert", "update", "delete" -> call.path().startsWith("sqlalchemy.");
            case "bulk_insert" -> !call.arguments().isEmpty();
            default -> false;
        };
    }

    /**
     * What an attribute of a table is; null where the owner is not known to be a table.
     *
     * @param file the migration's own file
     */
    @Nullable
    Value attribute(Value owner, String name, MigrationSource file) {
        String member = member(owner);
        if (member == null) {
            return null;
        }
        boolean columns = name.equals("c") || name.equals("columns");
        CallValue table = columns ? table(owner, file) : tables.get(member);
        return table == null || !columns && !name.equals("name") ? null : new Value.Attribute(table, name);
    }

    private @Nullable CallValue table(@Nullable Value value, MigrationSource file) {
        String member = value == null ? null : member(value);
        return member == null ? null : tables.computeIfAbsent(member, name -> made(name, file));
    }

    private static CallValue made(String name, MigrationSource file) {
        Value.Symbol function = new Value.Symbol("sqlalchemy.table");
        return new CallValue(function, List.of(Text.of(name)), Map.of(), false, file, SourceRange.FILE_START);
    }

    /** The {@code x.users} of {@code x.users.delete}. */
    private static @Nullable Value ownerOf(Value callee) {
        if (callee instanceof Value.Symbol symbol && symbol.path().startsWith(PARAMETER)) {
            return new Value.Symbol(symbol.path().substring(0, symbol.path().lastIndexOf('.')));
        }
        return callee instanceof Value.Attribute attribute ? attribute.owner() : null;
    }

    /** The name of an attribute (or item) of a passed object; null for anything else. */
    private @Nullable String member(Value value) {
        if (value instanceof Value.Symbol symbol && symbol.path().startsWith(PARAMETER)) {
            int dot = symbol.path().indexOf('.', PARAMETER.length());
            boolean direct = dot > 0 && symbol.path().indexOf('.', dot + 1) < 0;
            return direct ? symbol.path().substring(dot + 1) : null;
        }
        if (value instanceof Value.Attribute attribute) {
            return objects.contains(attribute.owner()) ? attribute.name() : null;
        }
        boolean item = value instanceof Value.Subscript subscript
                && (objects.contains(subscript.owner()) || isUnknown(subscript.owner()));
        return item ? Values.name(((Value.Subscript) value).index()) : null;
    }
}
