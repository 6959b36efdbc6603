// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

import java.util.Arrays;

/**
 * Turns UTF-16 offsets of one text into lines and columns. A line ends at {@code \n}, {@code \r\n} or {@code \r}, as in Python.
 * Thread-safe.
 */
public final class LineIndex {

    private final String text;
    private final int[] lineStarts;

    private LineIndex(String text, int[] lineStarts) {
        this.text = text;
        this.lineStarts = lineStarts;
    }

    /** Indexes a text. Costs one pass over it. */
    public static LineIndex of(String text) {
        int[] starts = new int[Math.max(16, text.length() / 32)];
        int count = 1;
        int length = text.length();
        for (int offset = 0; offset < length; offset++) {
            char c = text.charAt(offset);
            if (c != '\n' && (c != '\r' || (offset + 1 < length && text.charAt(offset + 1) == '\n'))) {
                continue;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = offset + 1;
        }
        return new LineIndex(text, Arrays.copyOf(starts, count));
    }

    /** The line of an offset, from 1. The offset may be the text's length. */
    public int line(int offset) {
        checkOffset(offset);
        int index = Arrays.binarySearch(lineStarts, offset);
        return index >= 0 ? index + 1 : -index - 1;
    }

    /** The column of an offset within its line, in UTF-16 units from 0. */
    public int column(int offset) {
        return offset - lineStarts[line(offset) - 1];
    }

    /** The column of an offset as CPython's {@code col_offset} counts it: in UTF-8 bytes from 0. */
    public int utf8Column(int offset) {
        int bytes = 0;
        for (int i = lineStarts[line(offset) - 1]; i < offset; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    /** The offset of a line's first character, for a line from 1 to {@link #lineCount}. */
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /** The number of lines, at least 1; a text that ends in a line end has an empty last line. */
    public int lineCount() {
        return lineStarts.length;
    }

    private void checkOffset(int offset) {
        if (offset < 0 || offset > text.length()) {
            throw new IndexOutOfBoundsException("Offset " + offset + " is not within 0 to " + text.length());
        }
    }
}
