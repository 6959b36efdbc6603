// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

/**
 * A piece of a text, as UTF-16 offsets.
 *
 * @param start offset of the first character, from 0
 * @param end offset behind the last character, not less than {@code start}
 */
public record SourceRange(int start, int end) {

    /** The very start of a text: where a finding about a whole file stands. */
    public static final SourceRange FILE_START = new SourceRange(0, 0);

    public SourceRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("Not a range: start " + start + ", end " + end);
        }
    }
}
