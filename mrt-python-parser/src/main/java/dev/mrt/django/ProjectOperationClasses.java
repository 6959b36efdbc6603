// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.FunctionValue;
import dev.mrt.evaluation.Value;
import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import java.util.List;

/** What is known of a project's own classes of operations. */
final class ProjectOperationClasses {

    private static final int DEPTH = 8;

    private ProjectOperationClasses() {}

    /** The name of the operation of Django that a class derives from; empty where there is none. */
    static String base(ClassValue type) {
        return base(type, 0);
    }

    private static String base(ClassValue type, int depth) {
        for (Value parent : type.bases()) {
            if (parent instanceof Value.Symbol symbol
                    && symbol.path().startsWith("django.")
                    && (symbol.path().contains("operations") || symbol.path().contains("migrations"))) {
                return symbol.name().equals("Operation") ? "" : symbol.name();
            }
            if (parent instanceof ClassValue own && depth < DEPTH) {
                String found = base(own, depth + 1);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    /** How a class goes about the database. */
    enum Behaviour {
        /** As its base does. */
        INHERITED,
        /** As its base does, but only under a condition. */
        CONDITIONAL,
        /** In a way of its own. */
        OWN
    }

    /** How a class goes about the database on the way forward. */
    static Behaviour behaviour(ClassValue type) {
        if (!(type.attribute("database_forwards") instanceof FunctionValue function)) {
            return type.attribute("database_backwards") == null ? Behaviour.INHERITED : Behaviour.OWN;
        }
        if (callsBase(function.body(), false)) {
            return Behaviour.INHERITED;
        }
        return callsBase(function.body(), true) ? Behaviour.CONDITIONAL : Behaviour.OWN;
    }

    /** Whether statements call {@code super().database_forwards(…)}; {@code anywhere} looks into branches as well. */
    private static boolean callsBase(List<Statement> body, boolean anywhere) {
        for (Statement statement : body) {
            boolean found = false;
            if (statement instanceof Statement.ExpressionStatement expression) {
                found = isBaseCall(expression.value());
            } else if (statement instanceof Statement.Return result) {
                found = result.value() != null && isBaseCall(result.value());
            } else if (statement instanceof Statement.Try attempt) {
                found = callsBase(attempt.body(), anywhere);
            } else if (statement instanceof Statement.With with) {
                found = callsBase(with.body(), anywhere);
            } else if (statement instanceof Statement.If branch) {
                found = anywhere
                        ? callsBase(branch.body(), true) || callsBase(branch.orElse(), true)
                        : callsBase(branch.body(), false) && callsBase(branch.orElse(), false);
            }
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBaseCall(Expression expression) {
        return expression instanceof Expression.Call call
                && call.func() instanceof Expression.Attribute method
                && method.attr().equals("database_forwards")
                && method.value() instanceof Expression.Call of
                && of.func() instanceof Expression.Name name
                && name.id().equals("super");
    }

    /**
     * Whether Django surely cannot go back over an operation of a class: it says so, passes no reverse to the constructor of
     * {@code RunPython} or {@code RunSQL}, or is a plain {@code Operation} that writes no way back, which raises an error then.
     */
    static boolean isOneWay(ClassValue type) {
        Value reversible = type.attribute("reversible");
        if (reversible != null) {
            return reversible == Value.FALSE;
        }
        String base = base(type);
        if (base.equals("RunPython") || base.equals("RunSQL")) {
            return type.attribute("__init__") instanceof FunctionValue init && passesNoReverse(init.body());
        }
        return isPlain(type) && type.attribute("database_backwards") == null;
    }

    /** Whether all of a class's bases are known, up to Django's {@code Operation}. */
    private static boolean isPlain(ClassValue type) {
        List<Value> bases = type.bases();
        return bases.size() == 1
                && (bases.get(0) instanceof Value.Symbol symbol
                                && symbol.path().startsWith("django.")
                                && symbol.name().equals("Operation")
                        || bases.get(0) instanceof ClassValue own && isPlain(own));
    }

    /** Whether a constructor calls that of its base with the forward code alone. */
    private static boolean passesNoReverse(List<Statement> body) {
        for (Statement statement : body) {
            if (statement instanceof Statement.ExpressionStatement expression
                    && expression.value() instanceof Expression.Call call
                    && call.func() instanceof Expression.Attribute method
                    && method.attr().equals("__init__")
                    && method.value() instanceof Expression.Call of
                    && of.func() instanceof Expression.Name name
                    && name.id().equals("super")) {
                return call.args().size() <= 1
                        && (call.args().isEmpty() || !(call.args().get(0) instanceof Expression.Starred))
                        && call.keywords().stream()
                                .noneMatch(keyword ->
                                        keyword.arg() == null || keyword.arg().startsWith("reverse_"));
            }
        }
        return false;
    }
}
