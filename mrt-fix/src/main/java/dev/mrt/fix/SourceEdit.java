// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Replaces a piece of a text; an empty range inserts.
 *
 * @param range what is replaced
 * @param replacement what stands there afterwards, with the line ends of the file
 */
public record SourceEdit(SourceRange range, String replacement) {

    public SourceEdit {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(replacement, "replacement");
    }

    /** An insertion. */
    static SourceEdit insert(int offset, String text) {
        return new SourceEdit(new SourceRange(offset, offset), text);
    }

    /**
     * Applies edits, in any order, to the text that their ranges are about.
     *
     * @throws IllegalArgumentException where two of them overlap or one reaches beyond the text
     */
    public static String apply(String text, List<SourceEdit> edits) {
        List<SourceEdit> ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparingInt(edit -> edit.range().start()));
        StringBuilder result = new StringBuilder(text.length() + 256);
        int copied = 0;
        for (SourceEdit edit : ordered) {
            if (edit.range().start() < copied || edit.range().end() > text.length()) {
                throw new IllegalArgumentException("Edits overlap or reach beyond the text at " + edit.range());
            }
            result.append(text, copied, edit.range().start()).append(edit.replacement());
            copied = edit.range().end();
        }
        return result.append(text, copied, text.length()).toString();
    }
}
