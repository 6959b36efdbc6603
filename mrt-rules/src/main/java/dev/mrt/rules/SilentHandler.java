// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.python.ExceptHandler;
import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells handlers that catch whatever a database raises and let nobody know. */
final class SilentHandler {

    private static final Set<String> BROAD = Set.of(
            "Exception",
            "BaseException",
            "OperationalError",
            "ProgrammingError",
            "DatabaseError",
            "InternalError",
            "IntegrityError",
            "SQLAlchemyError",
            "DBAPIError",
            "Error");

    private static final Set<String> TALK = Set.of("debug", "info", "warning", "warn", "error", "exception", "log");

    private SilentHandler() {}

    /** Whether a handler catches errors of the database and drops them. */
    static boolean is(ExceptHandler handler) {
        return isBroad(handler.type()) && dropsIt(handler.body());
    }

    private static boolean isBroad(@Nullable Expression type) {
        if (type == null) {
            return true;
        } else if (type instanceof Expression.Tuple tuple) {
            for (Expression element : tuple.elts()) {
                if (isBroad(element)) {
                    return true;
                }
            }
            return false;
        } else if (type instanceof Expression.Attribute attribute) {
            return BROAD.contains(attribute.attr());
        }
        return type instanceof Expression.Name name && BROAD.contains(name.id());
    }

    /** Neither raises, nor returns, nor does anything to the database instead: passes, prints or logs. */
    private static boolean dropsIt(List<Statement> body) {
        for (Statement statement : body) {
            boolean idle = statement instanceof Statement.Pass
                    || statement instanceof Statement.Continue
                    || statement instanceof Statement.ExpressionStatement expression && isTalk(expression.value());
            if (!idle) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTalk(Expression value) {
        if (!(value instanceof Expression.Call call)) {
            return value instanceof Expression.Constant;
        }
        if (call.func() instanceof Expression.Name name) {
            return name.id().equals("print");
        }
        return call.func() instanceof Expression.Attribute attribute && TALK.contains(attribute.attr());
    }
}
