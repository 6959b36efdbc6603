// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import java.util.Set;

/** Calls that are made for an effect, but not one on the database. */
final class HarmlessCalls {

    private static final Set<String> PATHS = Set.of(
            "builtins.print",
            "builtins.setattr",
            "builtins.next",
            "builtins.len",
            "builtins.exit",
            "django.db.transaction.on_commit",
            "django.apps.apps.clear_cache",
            "gc.collect");

    private static final Set<String> ROOTS =
            Set.of("logging", "sys", "time", "warnings", "os", "gc", "tqdm", "json", "re");

    private static final Set<String> METHODS = Set.of(
            "debug",
            "info",
            "warning",
            "warn",
            "error",
            "exception",
            "critical",
            "log",
            "write",
            "flush",
            "append",
            "extend",
            "close",
            "sort",
            "update_progress",
            "fetchone",
            "fetchall",
            "isdisjoint",
            "discard",
            "insert",
            "setdefault",
            "reset_queries",
            "set_description",
            "cursor",
            "atomic",
            "clear_cache",
            "prefetch_related",
            "send_create_signal",
            "filter",
            "all",
            "exclude",
            "order_by");

    private HarmlessCalls() {}

    /** Whether a call leaves the database alone. */
    static boolean contains(CallValue call) {
        String path = root(call);
        int dot = path.indexOf('.');
        return PATHS.contains(path)
                || dot > 0 && ROOTS.contains(path.substring(0, dot))
                || METHODS.contains(call.name())
                || path.startsWith("django.core.validators.")
                || path.endsWith("transaction.atomic");
    }

    /** The path of what is called, also where the result of a call is called. */
    private static String root(CallValue call) {
        return call.callee() instanceof CallValue made ? made.path() : call.path();
    }
}
