// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.Expression;
import dev.mrt.python.Keyword;
import dev.mrt.python.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Defines functions and classes. */
final class Definitions {

    private final Interpreter interpreter;

    Definitions(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Defines a function. */
    void function(Statement.FunctionDef node) {
        FunctionValue function = FunctionValue.function(
                node.name(),
                node.args(),
                node.body(),
                functionScope(),
                interpreter.frame().file,
                interpreter.expressions.defaults(node.args()),
                node.start(),
                node.end());
        interpreter.statements.set(node.name(), decorated(function, node.decoratorList()));
    }

    /** Defines a function. */
    void function(Statement.AsyncFunctionDef node) {
        FunctionValue function = FunctionValue.function(
                node.name(),
                node.args(),
                node.body(),
                functionScope(),
                interpreter.frame().file,
                interpreter.expressions.defaults(node.args()),
                node.start(),
                node.end());
        interpreter.statements.set(node.name(), decorated(function, node.decoratorList()));
    }

    /** The scope that a function sees: a class body is not visible from its methods. */
    private Scope functionScope() {
        Scope scope = interpreter.frame().scope;
        Scope enclosing = scope.enclosing();
        return scope.isClass() && enclosing != null ? enclosing : scope;
    }

    private Value decorated(FunctionValue function, List<Expression> decorators) {
        Value result = function;
        for (int i = decorators.size() - 1; i >= 0; i--) {
            Value decorator = interpreter.expressions.evaluate(decorators.get(i));
            result = decorate(decorator, result);
        }
        return result;
    }

    private Value decorate(Value decorator, Value target) {
        if (decorator instanceof Value.Symbol symbol && target instanceof FunctionValue function) {
            FunctionValue.Binding binding = switch (symbol.path()) {
                case "builtins.staticmethod" -> FunctionValue.Binding.STATIC;
                case "builtins.classmethod" -> FunctionValue.Binding.CLASS;
                case "builtins.property", "functools.cached_property" -> FunctionValue.Binding.PROPERTY;
                case "contextlib.contextmanager", "contextlib.asynccontextmanager" ->
                    FunctionValue.Binding.CONTEXT_MANAGER;
                default -> null;
            };
            if (binding != null) {
                return function.with(binding);
            }
        }
        Value known = interpreter.resolve(decorator);
        if (known instanceof FunctionValue) {
            Value result = interpreter.calls.call(known, CallArguments.of(List.of(target)), null, true);
            return result instanceof FunctionValue || result instanceof Value.BoundMethod ? result : target;
        }
        interpreter.host().decorated(decorator, target, interpreter);
        return target;
    }

    /** Defines a class. */
    void type(Statement.ClassDef node) {
        List<Value> bases = new ArrayList<>(node.bases().size());
        for (Expression base : node.bases()) {
            bases.add(interpreter.expressions.evaluate(base));
        }
        Map<String, Value> keywords = new HashMap<>();
        for (Keyword keyword : node.keywords()) {
            String name = keyword.arg();
            if (name != null) {
                keywords.put(name, interpreter.expressions.evaluate(keyword.value()));
            }
        }
        Frame outer = interpreter.frame();
        Scope scope = Scope.ofClass(outer.scope);
        interpreter.setFrame(new Frame(scope, outer.file, interpreter.path.mark()));
        try {
            interpreter.statements.run(node.body());
            addFields(scope, node.body());
        } finally {
            interpreter.setFrame(outer);
        }
        ClassValue type = new ClassValue(node.name(), bases, keywords, scope);
        if (type.isEnum()) {
            makeMembers(type);
        }
        interpreter.statements.set(node.name(), type);
        interpreter.host().defined(type);
        for (Expression decorator : node.decoratorList()) {
            interpreter.host().decorated(interpreter.expressions.evaluate(decorator), type, interpreter);
        }
    }

    /** Annotated names without a value are the fields of a data class or named tuple. */
    private static void addFields(Scope scope, List<Statement> body) {
        for (Statement statement : body) {
            if (statement instanceof Statement.AnnAssign field
                    && field.target() instanceof Expression.Name name
                    && !scope.fields().contains(name.id())) {
                scope.fields().add(name.id());
            }
        }
    }

    /** Turns the plain values that the body of an enum class set into its members. */
    private static void makeMembers(ClassValue type) {
        for (Map.Entry<String, Value> entry : new LinkedHashMap<>(type.scope().names()).entrySet()) {
            String name = entry.getKey();
            Value value = entry.getValue();
            if (name.startsWith("_") || value instanceof FunctionValue || value instanceof ClassValue) {
                continue;
            }
            InstanceValue member = new InstanceValue(type, List.of(), Map.of());
            member.set("name", Text.of(name));
            boolean automatic = value instanceof CallValue call && call.path().equals("enum.auto");
            boolean ofText = type.derivesFrom("str") || type.derivesFrom("StrEnum");
            if (automatic) {
                member.set(
                        "value",
                        ofText
                                ? Text.of(name.toLowerCase(Locale.ROOT))
                                : Value.of(type.members().size() + 1L));
            } else if (value instanceof Value.TupleValue tuple
                    && !tuple.items().isEmpty()
                    && type.derivesFrom("TextChoices")) {
                member.set("value", tuple.items().get(0));
            } else {
                member.set("value", value);
            }
            type.scope().set(name, member);
        }
    }
}
