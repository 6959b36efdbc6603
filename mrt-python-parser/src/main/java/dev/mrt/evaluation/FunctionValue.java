// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.Arguments;
import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import dev.mrt.source.MigrationSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function or lambda with the scope it was defined in. Immutable but for the values it closes over. */
public final class FunctionValue implements Value {

    /** How a function found in a class is called. */
    enum Binding {
        PLAIN,
        STATIC,
        CLASS,
        PROPERTY,
        CONTEXT_MANAGER
    }

    private final String name;
    private final Arguments parameters;
    private final List<Statement> body;
    private final @Nullable Expression result;
    private final Scope scope;
    private final MigrationSource file;
    private final Map<String, Value> defaults;
    private final Binding binding;
    private final boolean generator;
    private final int start;
    private final int end;

    private FunctionValue(
            String name,
            Arguments parameters,
            List<Statement> body,
            @Nullable Expression result,
            Scope scope,
            MigrationSource file,
            Map<String, Value> defaults,
            Binding binding,
            boolean generator,
            int start,
            int end) {
        this.name = name;
        this.parameters = parameters;
        this.body = body;
        this.result = result;
        this.scope = scope;
        this.file = file;
        this.defaults = defaults;
        this.binding = binding;
        this.generator = generator;
        this.start = start;
        this.end = end;
    }

    static FunctionValue function(
            String name,
            Arguments parameters,
            List<Statement> body,
            Scope scope,
            MigrationSource file,
            Map<String, Value> defaults,
            int start,
            int end) {
        boolean generator = Yields.in(body);
        return new FunctionValue(
                name, parameters, body, null, scope, file, defaults, Binding.PLAIN, generator, start, end);
    }

    static FunctionValue lambda(
            Expression.Lambda node, Scope scope, MigrationSource file, Map<String, Value> defaults) {
        return new FunctionValue(
                "<lambda>",
                node.args(),
                List.of(),
                node.body(),
                scope,
                file,
                defaults,
                Binding.PLAIN,
                false,
                node.start(),
                node.end());
    }

    FunctionValue with(Binding other) {
        return new FunctionValue(name, parameters, body, result, scope, file, defaults, other, generator, start, end);
    }

    /** The function's name, {@code <lambda>} for a lambda. */
    public String name() {
        return name;
    }

    /** The statements; empty for a lambda. */
    public List<Statement> body() {
        return body;
    }

    /** The file it stands in. */
    public MigrationSource file() {
        return file;
    }

    /** Where it begins in its file. */
    public int start() {
        return start;
    }

    /** Where it ends in its file. */
    public int end() {
        return end;
    }

    /** The names of the parameters that can be given by position, in order. */
    public List<String> parameterNames() {
        List<String> names = new ArrayList<>();
        parameters.posOnlyArgs().forEach(parameter -> names.add(parameter.arg()));
        parameters.args().forEach(parameter -> names.add(parameter.arg()));
        return names;
    }

    /** The names of the parameters that a call must give a value, in order. */
    public List<String> requiredParameters() {
        List<String> names = parameterNames();
        parameters.kwOnlyArgs().forEach(parameter -> names.add(parameter.arg()));
        names.removeAll(defaults.keySet());
        return names;
    }

    Arguments parameters() {
        return parameters;
    }

    @Nullable
    Expression result() {
        return result;
    }

    Scope scope() {
        return scope;
    }

    Map<String, Value> defaults() {
        return defaults;
    }

    Binding binding() {
        return binding;
    }

    boolean isGenerator() {
        return generator;
    }
}
