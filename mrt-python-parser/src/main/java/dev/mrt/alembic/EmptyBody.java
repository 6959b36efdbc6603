// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.python.ConstantValue;
import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether a function does nothing: docstring, {@code pass}, {@code return}, logging. */
final class EmptyBody {

    private EmptyBody() {}

    static boolean is(List<Statement> body) {
        for (Statement statement : body) {
            if (!isEmpty(statement)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmpty(Statement statement) {
        if (statement instanceof Statement.Pass
                || statement instanceof Statement.Import
                || statement instanceof Statement.ImportFrom) {
            return true;
        }
        if (statement instanceof Statement.Return result) {
            return isNone(result.value());
        }
        return statement instanceof Statement.ExpressionStatement expression
                && (expression.value() instanceof Expression.Constant || isLogging(expression.value()));
    }

    private static boolean isNone(@Nullable Expression value) {
        return value == null
                || value instanceof Expression.Constant constant && constant.value() == ConstantValue.Singleton.NONE;
    }

    private static boolean isLogging(Expression expression) {
        if (!(expression instanceof Expression.Call call)) {
            return false;
        }
        if (call.func() instanceof Expression.Name name) {
            return name.id().equals("print");
        }
        return call.func() instanceof Expression.Attribute method
                && switch (method.attr()) {
                    case "info", "debug", "warning", "warn", "error" -> true;
                    default -> false;
                };
    }
}
