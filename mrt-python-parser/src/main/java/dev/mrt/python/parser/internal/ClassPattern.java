// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Expression;
import dev.mrt.python.Pattern;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a class pattern as they come. */
final class ClassPattern {

    private final Expression name;
    private final List<Pattern> positional = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>();
    private final List<Pattern> keywords = new ArrayList<>();

    ClassPattern(Expression name) {
        this.name = name;
    }

    void positional(Pattern pattern) {
        if (!keywords.isEmpty()) {
            throw SyntaxProblem.invalid(pattern.start(), "positional patterns follow keyword patterns");
        }
        positional.add(pattern);
    }

    /** {@code name=pattern}, where the name was read as a pattern that starts the argument. */
    void keyword(Pattern attribute, Pattern pattern, int start) {
        if (!(attribute instanceof Pattern.MatchAs capture) || capture.pattern() != null || capture.start() != start) {
            throw SyntaxProblem.invalid(start, "expected a plain name before '='");
        }
        attributes.add(capture.name() == null ? "_" : capture.name());
        keywords.add(pattern);
    }

    Pattern toPattern(int start, int end) {
        return new Pattern.MatchClass(name, positional, attributes, keywords, start, end);
    }
}
