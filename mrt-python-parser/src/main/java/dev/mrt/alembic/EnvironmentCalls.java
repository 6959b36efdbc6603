// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an environment's script was seen to do while it was evaluated. Not thread-safe. */
final class EnvironmentCalls {

    private static final int DEPTH = 8;

    private final Map<String, Value> options = new HashMap<>();
    private final Map<String, Value> passed = new LinkedHashMap<>();
    private final Map<Object, Value> conventions = new HashMap<>();

    /**
     * Takes note of a function of {@code alembic.context}. Where the script decides by its settings what to say, it says so
     * several times: the last one, what it falls back to, counts.
     */
    void called(String function, CallValue call) {
        switch (function) {
            case "configure" -> options.putAll(call.keywords());
            case "run_migrations" -> passed.putAll(call.keywords());
            default -> {
                // says nothing about migrations
            }
        }
    }

    /** Takes note of {@code metadata.naming_convention = …}. */
    void assigned(Value owner, String name, Value value) {
        if (name.equals("naming_convention")) {
            conventions.put(identity(owner), value);
        }
    }

    /** What the migrations get as arguments, by name. */
    Map<String, Value> passed() {
        return passed;
    }

    /** Whether the connection that the migrations get commits each statement by itself. */
    boolean isAutocommit() {
        Value at = options.get("connection");
        for (int i = 0; i < DEPTH && at instanceof CallValue call; i++) {
            if ("AUTOCOMMIT".equals(Values.name(call.keyword("isolation_level")))) {
                return true;
            }
            at = call.receiver();
        }
        return false;
    }

    /** The naming convention of the target metadata. */
    NamingConvention naming(Interpreter interpreter) {
        Value metadata = options.get("target_metadata");
        Value convention = metadata == null ? null : convention(metadata, interpreter, DEPTH);
        return NamingConvention.of(convention == null ? null : interpreter.resolve(convention));
    }

    private @Nullable Value convention(Value value, Interpreter interpreter, int depth) {
        Value metadata = interpreter.resolve(value);
        Value assigned = conventions.get(identity(metadata));
        if (assigned != null || depth == 0) {
            return assigned;
        }
        if (metadata instanceof CallValue call) {
            if (call.name().equals("MetaData")) {
                return call.keyword("naming_convention");
            }
            // what a base class or an extension makes its metadata from
            Value given = call.keyword("metadata");
            Value base = given == null ? call.keyword("model_class") : given;
            return base == null ? null : convention(base, interpreter, depth - 1);
        }
        if (metadata instanceof ClassValue type) {
            Value own = type.attribute("metadata");
            if (own != null) {
                return convention(own, interpreter, depth - 1);
            }
            for (Value base : type.bases()) {
                Value found = convention(base, interpreter, depth - 1);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        return metadata instanceof Value.Attribute attribute
                ? convention(attribute.owner(), interpreter, depth - 1)
                : null;
    }

    /** The same for each mention of one object: {@code db.metadata} is a new value each time. */
    private static Object identity(Value value) {
        return value instanceof Value.Attribute attribute
                ? new Member(identity(attribute.owner()), attribute.name())
                : value;
    }

    private record Member(Object owner, String name) {}
}
