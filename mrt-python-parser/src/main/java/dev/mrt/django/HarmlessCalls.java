// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Modules whose functions, and the methods of what they return, know of no database. */
    private static final Set<String> MODULES = Set.of(
            "base64",
            "calendar",
            "datetime",
            "dateutil",
            "decimal",
            "gc",
            "hashlib",
            "html",
            "ipaddress",
            "json",
            "logging",
            "math",
            "os",
            "pytz",
            "re",
            "string",
            "sys",
            "textwrap",
            "time",
            "tqdm",
            "unicodedata",
            "uuid",
            "warnings",
            "zoneinfo");

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

    private static final int MAXIMUM_DEPTH = 60;

    private HarmlessCalls() {}

    /** Whether a call leaves the database alone. */
    static boolean contains(CallValue call) {
        Value.Symbol root = root(call);
        String path = root == null ? "" : root.path();
        return METHODS.contains(call.name())
                || PATHS.contains(path)
                || root != null && MODULES.contains(root.root())
                || path.startsWith("django.core.validators.")
                || path.endsWith("transaction.atomic");
    }

    /** What a chain of calls and attributes begins with, if it is something imported. */
    private static Value.@Nullable Symbol root(CallValue call) {
        Value current = call;
        for (int i = 0; i < MAXIMUM_DEPTH && !(current instanceof Value.Symbol); i++) {
            if (current instanceof CallValue made) {
                current = made.callee();
            } else if (current instanceof Value.Attribute attribute) {
                current = attribute.owner();
            } else {
                return null;
            }
        }
        return current instanceof Value.Symbol symbol ? symbol : null;
    }
}
