// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import static dev.mrt.python.parser.internal.PythonGrammar.*;

import dev.mrt.python.Alias;
import dev.mrt.python.Expression;
import dev.mrt.python.ExpressionContext;
import dev.mrt.python.Module;
import dev.mrt.python.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Recognises the constructs of Python 2 that are no Python 3, so that such a file is named for what it is. */
final class Python2 {

    private Python2() {}

    /** The problem in terms of Python 2 if the token that did not fit belongs to such a construct, else the problem itself. */
    static SyntaxProblem explain(SyntaxProblem problem, TokenArray tokens, int failed) {
        if (failed == 0) {
            return problem;
        }
        PythonToken before = tokens.get(failed - 1);
        PythonToken token = tokens.get(failed);
        boolean adjacent = before.end == token.start;
        if (before.type == NAME && startsStatement(tokens, failed - 1)) {
            if ("print".equals(before.name) && startsValue(token.type)) {
                return SyntaxProblem.python2(before.start, "Python 2: a print statement", "write print(...)");
            }
            if ("exec".equals(before.name) && startsValue(token.type)) {
                return SyntaxProblem.python2(before.start, "Python 2: an exec statement", "write exec(...)");
            }
        }
        if (token.type == STRING && adjacent && "ur".equalsIgnoreCase(before.name)) {
            return SyntaxProblem.python2(before.start, "Python 2: a string with the prefix ur", "remove the u");
        }
        if (token.type == GREATER && before.type == LESS && adjacent) {
            return SyntaxProblem.python2(before.start, "Python 2: the operator <>", "write !=");
        }
        if (token.type == COMMA && lineHas(tokens, failed, RAISE)) {
            return SyntaxProblem.python2(token.start, "Python 2: raise with a comma", "write raise E(value)");
        }
        if (token.type == LPAR && (before.type == LAMBDA || isParameterStart(tokens, failed))) {
            return SyntaxProblem.python2(token.start, "Python 2: a tuple as a parameter", "unpack it in the body");
        }
        return problem;
    }

    /**
     * {@code except E, name:} binds the exception in Python 2 and lists two types in Python 3.14. It is the former where the
     * module itself gives the name no other meaning.
     *
     * @param names the bare names, written in lower case, that are the second of two types
     */
    static List<SyntaxProblem> handlers(List<Expression.Name> names, Module module) {
        if (names.isEmpty()) {
            return List.of();
        }
        Set<String> defined = new HashSet<>();
        module.walk(node -> {
            if (node instanceof Alias alias) {
                defined.add(alias.asName() == null ? alias.name() : alias.asName());
            } else if (node instanceof Statement.ClassDef definition) {
                defined.add(definition.name());
            } else if (node instanceof Expression.Name name && name.ctx() == ExpressionContext.STORE) {
                defined.add(name.id());
            }
        });
        List<SyntaxProblem> problems = new ArrayList<>();
        for (Expression.Name name : names) {
            if (!defined.contains(name.id())) {
                problems.add(SyntaxProblem.python2(
                        name.start(),
                        "Python 2: except with a comma before the variable '" + name.id() + "'",
                        "write 'as' instead of the comma"));
            }
        }
        return problems;
    }

    private static boolean startsValue(int type) {
        return switch (type) {
            case NAME, NUMBER, STRING, FSTRING_START, NONE, TRUE, FALSE, NOT, LAMBDA -> true;
            default -> false;
        };
    }

    private static boolean startsStatement(TokenArray tokens, int index) {
        if (index == 0) {
            return true;
        }
        return switch (tokens.get(index - 1).type) {
            case NEWLINE, INDENT, DEDENT, SEMICOLON, COLON -> true;
            default -> false;
        };
    }

    private static boolean lineHas(TokenArray tokens, int from, int type) {
        for (int i = from - 1; i >= 0; i--) {
            int found = tokens.get(i).type;
            if (found == type) {
                return true;
            }
            if (found == NEWLINE || found == SEMICOLON) {
                return false;
            }
        }
        return false;
    }

    /** Whether a parameter of a function definition may start at a token. */
    private static boolean isParameterStart(TokenArray tokens, int index) {
        int before = tokens.get(index - 1).type;
        return (before == COMMA || before == LPAR) && lineHas(tokens, index, DEF) && !lineHas(tokens, index, EQUAL);
    }
}
