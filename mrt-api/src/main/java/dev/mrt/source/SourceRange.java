// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

import org.jspecify.annotations.Nullable;

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

    /** As of any record; written out because every report compares ranges, and the generated code starts slowly. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SourceRange that && start == that.start && end == that.end;
    }

    @Override
    public int hashCode() {
        return 31 * start + end;
    }
}
