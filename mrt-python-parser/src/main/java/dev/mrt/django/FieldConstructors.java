// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.FunctionValue;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.Expression;
import dev.mrt.python.Keyword;
import dev.mrt.python.Statement;
import java.util.List;

/**
 * Reads what the constructor of a project's own class of fields sets without being told, so that migrations do not repeat
 * it: {@code kwargs["max_length"] = 32}, {@code kwargs.setdefault("max_length", 32)}, {@code super().__init__(max_length=32)}.
 */
final class FieldConstructors {

    private static final String MAX_LENGTH = "max_length";

    private FieldConstructors() {}

    /** The {@code max_length} that the constructor sets, or -1. */
    static int maxLength(ClassValue type) {
        return type.scope().own("__init__") instanceof FunctionValue constructor ? maxLength(constructor.body()) : -1;
    }

    private static int maxLength(List<Statement> body) {
        int found = -1;
        for (Statement statement : body) {
            int here = -1;
            if (statement instanceof Statement.If branch) {
                here = maxLength(branch.body());
            } else if (statement instanceof Statement.Assign assign) {
                here = assigned(assign);
            } else if (statement instanceof Statement.ExpressionStatement expression
                    && expression.value() instanceof Expression.Call call) {
                here = called(call);
            }
            found = here > 0 ? here : found;
        }
        return found;
    }

    private static int assigned(Statement.Assign assign) {
        for (Expression target : assign.targets()) {
            if (target instanceof Expression.Subscript subscript && isMaxLength(subscript.slice())) {
                return number(assign.value());
            }
        }
        return -1;
    }

    private static int called(Expression.Call call) {
        for (Keyword keyword : call.keywords()) {
            if (MAX_LENGTH.equals(keyword.arg())) {
                return number(keyword.value());
            }
        }
        boolean setsDefault = call.func() instanceof Expression.Attribute attribute
                && attribute.attr().equals("setdefault");
        return setsDefault && call.args().size() == 2 && isMaxLength(call.args().get(0))
                ? number(call.args().get(1))
                : -1;
    }

    private static boolean isMaxLength(Expression expression) {
        return expression instanceof Expression.Constant constant
                && constant.value() instanceof ConstantValue.StringValue text
                && text.value().equals(MAX_LENGTH);
    }

    private static int number(Expression expression) {
        if (expression instanceof Expression.Constant constant
                && constant.value() instanceof ConstantValue.IntegerValue integer) {
            return integer.value().bitLength() < 31 ? integer.value().intValue() : -1;
        }
        return -1;
    }
}
