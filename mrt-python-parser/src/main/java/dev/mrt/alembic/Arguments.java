// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.FunctionValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Value;
import dev.mrt.source.MigrationSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the procedures of one migration are called with: what the environment passes to {@code context.run_migrations(name=…)}.
 * The environment's script is evaluated again for each migration that has parameters, as objects cannot be shared. Not
 * thread-safe.
 */
final class Arguments {

    private final Environment environment;
    private final AlembicHost host;
    private final Interpreter interpreter;
    private @Nullable Map<String, Value> passed;

    Arguments(Environment environment, AlembicHost host, Interpreter interpreter) {
        this.environment = environment;
        this.host = host;
        this.interpreter = interpreter;
    }

    /** What the environment says about all migrations. */
    Environment environment() {
        return environment;
    }

    /** The arguments of a procedure by the names of its parameters. */
    Map<String, Value> of(FunctionValue procedure) {
        Map<String, Value> arguments = new HashMap<>();
        for (String name : procedure.requiredParameters()) {
            Value value = passed().get(name);
            boolean known = value != null && !(value instanceof Value.Unknown);
            arguments.put(name, known ? value : PassedObjects.unknown(name));
        }
        return arguments;
    }

    /** Each procedure runs in a session of its own. */
    void startSession() {
        host.startSession();
    }

    private Map<String, Value> passed() {
        Map<String, Value> known = passed;
        if (known == null) {
            MigrationSource script = environment.script();
            if (script != null) {
                interpreter.evaluate(script);
            }
            known = host.environment().passed();
            known.values().forEach(host.passed()::add);
            passed = known;
        }
        return known;
    }
}
