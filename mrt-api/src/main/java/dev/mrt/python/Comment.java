// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

/**
 * A comment.
 *
 * @param start UTF-16 offset of the {@code #}
 * @param end offset of the line's end
 */
public record Comment(int start, int end) {

    /** The comment's text with its {@code #}, without the line end. */
    public String text(String source) {
        return source.substring(start, end);
    }
}
