// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import dev.mrt.source.LineIndex;
import java.util.List;
import java.util.Objects;

/**
 * What a parser made of one text.
 *
 * @param text the text that positions refer to
 * @param module the tree; where there are errors, it holds the top-level statements that were understood
 * @param comments every comment, in order
 * @param errors why the text is not Python 3, in order; empty for a valid text
 */
public record ParsedSource(String text, Module module, List<Comment> comments, List<SyntaxError> errors) {

    public ParsedSource {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(module, "module");
        comments = List.copyOf(comments);
        errors = List.copyOf(errors);
    }

    /** Whether the whole text was understood. */
    public boolean isValid() {
        return errors.isEmpty();
    }

    /** A new index of the text's lines. */
    public LineIndex lines() {
        return LineIndex.of(text);
    }
}
