// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Argument;
import dev.mrt.python.Arguments;
import dev.mrt.python.Expression;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Sorts the parameters of a function as they come, and refuses those that are out of order. */
final class ParameterList {

    private List<Argument> posOnlyArgs = List.of();
    private List<Argument> args = new ArrayList<>();
    private final List<Expression> defaults = new ArrayList<>(0);
    private final List<Argument> kwOnlyArgs = new ArrayList<>(0);
    private final List<@Nullable Expression> kwDefaults = new ArrayList<>(0);
    private @Nullable Argument varArg;
    private @Nullable Argument kwArg;
    private @Nullable PythonToken slash;
    private @Nullable PythonToken star;
    private @Nullable Argument withoutDefault;

    void named(Argument argument) {
        checkOrder(argument.start());
        if (star != null) {
            kwOnlyArgs.add(argument);
            kwDefaults.add(null);
        } else {
            args.add(argument);
            withoutDefault = defaults.isEmpty() ? null : argument;
        }
    }

    /** The default of the parameter that came last. */
    void defaultValue(Expression value) {
        if (star != null) {
            kwDefaults.set(kwDefaults.size() - 1, value);
        } else {
            defaults.add(value);
            withoutDefault = null;
        }
    }

    void slash(Token token) {
        PythonToken found = (PythonToken) token;
        checkOrder(found.start);
        if (slash != null || star != null || args.isEmpty()) {
            throw SyntaxProblem.invalid(
                    found.start,
                    slash != null
                            ? "'/' may appear only once"
                            : star != null ? "'/' must be ahead of '*'" : "at least one parameter must precede '/'");
        }
        slash = found;
        posOnlyArgs = args;
        args = new ArrayList<>();
    }

    void star(Token token) {
        PythonToken found = (PythonToken) token;
        checkOrder(found.start);
        if (star != null) {
            throw SyntaxProblem.invalid(found.start, "'*' may appear only once");
        }
        star = found;
    }

    void varArg(Argument argument) {
        varArg = argument;
    }

    void kwArg(Argument argument) {
        checkOrder(argument.start());
        checkBareStar();
        kwArg = argument;
    }

    Arguments toArguments(int start, int end) {
        checkDefault();
        checkBareStar();
        return new Arguments(
                posOnlyArgs, args, varArg, kwOnlyArgs, kwDefaults, kwArg, defaults, Math.min(start, end), end);
    }

    private void checkOrder(int offset) {
        if (kwArg != null) {
            throw SyntaxProblem.invalid(offset, "parameters cannot follow '**" + kwArg.arg() + "'");
        }
        checkDefault();
    }

    private void checkDefault() {
        if (withoutDefault != null) {
            throw SyntaxProblem.invalid(
                    withoutDefault.start(),
                    "parameter '" + withoutDefault.arg() + "' without a default follows one with a default");
        }
    }

    private void checkBareStar() {
        if (star != null && varArg == null && kwOnlyArgs.isEmpty()) {
            throw SyntaxProblem.invalid(star.start, "a named parameter must follow '*'");
        }
    }
}
