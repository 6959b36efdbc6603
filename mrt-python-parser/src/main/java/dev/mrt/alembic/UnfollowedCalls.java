// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.Value;
import dev.mrt.operation.Operation;

/**
 * Calls of functions whose code is not known: what they get tells whether they may change the schema, only rows, or nothing at
 * all.
 */
final class UnfollowedCalls {

    private UnfollowedCalls() {}

    /** Says what a call may do that nothing else recognised and whose result nobody uses. */
    static void report(CallValue call, Emitter emitter) {
        Value root = call;
        for (int i = 0; i < 40; i++) {
            if (root instanceof CallValue made) {
                root = made.callee();
            } else if (root instanceof Value.Attribute attribute) {
                root = attribute.owner();
            } else {
                break;
            }
        }
        boolean ofProject = root instanceof Value.Symbol symbol && !isHarmless(symbol);
        if (!ofProject && !(root instanceof InstanceValue)) {
            return;
        }
        if (Extensions.searchTrigger(call, emitter)) {
            return;
        }
        boolean mayChangeSchema = touchesDatabase(call) || isAboutMigrations(root);
        String reason = PassedObjects.isUnknown(root)
                ? "what the environment passes is not known"
                : "the code of " + describe(root) + " was not found";
        if (mayChangeSchema) {
            emitter.opaque(reason);
        } else {
            emitter.emit(new Operation.RunCode(emitter.interpreter().describe(call), reason, true));
        }
    }

    private static String describe(Value root) {
        return root instanceof Value.Symbol symbol ? symbol.path() : "a method";
    }

    /** Whether a function that is not known gets something to work on the database with. */
    private static boolean touchesDatabase(CallValue call) {
        for (Value argument : call.arguments()) {
            if (argument instanceof CallValue made && made.path().startsWith("sqlalchemy.")
                    || PassedObjects.isUnknown(argument)) {
                return true;
            }
            switch (Surroundings.kind(argument)) {
                case OPERATIONS, BATCH, CONTEXT, CONNECTION -> {
                    return true;
                }
                default -> {
                    // goes on
                }
            }
        }
        return false;
    }

    private static boolean isAboutMigrations(Value root) {
        return root instanceof Value.Symbol symbol
                && !PassedObjects.isUnknown(symbol)
                && (symbol.path().contains("migration") || symbol.path().contains("alembic"));
    }

    /** Packages whose functions a migration calls without any effect on the database. */
    private static boolean isHarmless(Value.Symbol symbol) {
        if (PassedObjects.isUnknown(symbol)) {
            return false;
        }
        return switch (symbol.root()) {
            case "builtins",
                    "alembic",
                    "sqlalchemy",
                    "sqlalchemy_utils",
                    "logging",
                    "os",
                    "sys",
                    "time",
                    "warnings",
                    "json",
                    "random",
                    "typing",
                    "datetime",
                    "re",
                    "mrt",
                    "importlib",
                    "traceback",
                    "contextlib",
                    "oslo_log",
                    "structlog",
                    "tqdm",
                    "click",
                    "loguru",
                    "pprint",
                    "asyncio",
                    "itertools",
                    "functools",
                    "collections",
                    "flask",
                    "gc" -> true;
            default -> isLogger(symbol.name());
        };
    }

    private static boolean isLogger(String name) {
        return switch (name) {
            case "info", "debug", "warning", "warn", "error", "exception", "critical", "log" -> true;
            default -> false;
        };
    }
}
