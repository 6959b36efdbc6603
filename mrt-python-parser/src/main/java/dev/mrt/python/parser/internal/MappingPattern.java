// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Expression;
import dev.mrt.python.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** The items of a mapping pattern as they come. */
final class MappingPattern {

    private final List<Expression> keys = new ArrayList<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private @Nullable String rest;

    void add(Expression key, Pattern pattern) {
        checkLast(key.start());
        keys.add(key);
        patterns.add(pattern);
    }

    void rest(Token name) {
        checkLast(((PythonToken) name).start);
        rest = PatternBuilder.target(name);
    }

    Pattern toPattern(int start, int end) {
        return new Pattern.MatchMapping(keys, patterns, rest, start, end);
    }

    private void checkLast(int offset) {
        if (rest != null) {
            throw SyntaxProblem.invalid(offset, "nothing may follow '**" + rest + "' in a mapping pattern");
        }
    }
}
