// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.FunctionValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operations that a project adds to {@code op} with {@code @Operations.register_operation} and
 * {@code @Operations.implementation_for}. Not thread-safe.
 *
 * @see <a href="https://alembic.sqlalchemy.org/en/latest/api/operations.html#operation-plugins">Operation Plugins</a>
 */
final class CustomOperations {

    private record Registered(ClassValue type, String method) {}

    private final Map<String, Registered> operations = new HashMap<>();
    private final Map<ClassValue, FunctionValue> implementations = new IdentityHashMap<>();

    /** Takes note of a decorated class or function. */
    void decorated(Value decorator, Value target, Interpreter interpreter) {
        if (!(decorator instanceof CallValue call)) {
            return;
        }
        if (call.name().equals("register_operation") && target instanceof ClassValue type) {
            String name = Values.name(call.argument(0, "name"));
            String method = Values.name(call.argument(1, "sourcename"));
            if (name != null) {
                operations.put(name, new Registered(type, method == null ? name : method));
            }
        } else if (call.name().equals("implementation_for") && target instanceof FunctionValue function) {
            Value type = call.argument(0);
            if (type != null && interpreter.resolve(type) instanceof ClassValue operation) {
                implementations.put(operation, function);
            }
        }
    }

    /** Performs a registered operation; false where none has that name. */
    boolean perform(String name, CallValue call, Interpreter interpreter) {
        Registered registered = operations.get(name);
        if (registered == null
                || !(interpreter.attribute(registered.type(), registered.method())
                        instanceof Value.BoundMethod method)) {
            return false;
        }
        List<Value> arguments = new ArrayList<>();
        arguments.add(new Value.Symbol("alembic.op"));
        arguments.addAll(call.arguments());
        interpreter.call(method, arguments, call.keywords(), call.range());
        return true;
    }

    /** Performs {@code operations.invoke(operation)}; false where its implementation was not seen. */
    boolean invoke(CallValue call, Interpreter interpreter) {
        Value operation = call.argument(0, "operation");
        FunctionValue implementation =
                operation instanceof InstanceValue instance ? implementation(instance.type()) : null;
        if (operation == null || implementation == null) {
            return false;
        }
        List<Value> arguments = List.of(new Value.Symbol("alembic.op"), operation);
        interpreter.call(implementation, arguments, Map.of(), call.range());
        return true;
    }

    private @Nullable FunctionValue implementation(ClassValue type) {
        FunctionValue own = implementations.get(type);
        if (own != null) {
            return own;
        }
        for (Map.Entry<ClassValue, FunctionValue> entry : implementations.entrySet()) {
            if (type.derivesFrom(entry.getKey().name())) {
                return entry.getValue();
            }
        }
        return null;
    }
}
