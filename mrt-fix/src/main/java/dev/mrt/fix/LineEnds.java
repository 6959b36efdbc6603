// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

/** Lines of a text, whatever they end in. */
final class LineEnds {

    private LineEnds() {}

    /** The line end that a text uses first; a line feed where it has none. */
    static String of(String text) {
        int end = next(text, 0);
        if (end == text.length() || text.charAt(end) == '\n') {
            return "\n";
        }
        return end + 1 < text.length() && text.charAt(end + 1) == '\n' ? "\r\n" : "\r";
    }

    /** The offset of the line end at or behind an offset, or the text's length. */
    static int next(String text, int offset) {
        int end = offset;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** The offset of the first character of the line of an offset. */
    static int lineStart(String text, int offset) {
        int start = offset;
        while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
            start--;
        }
        return start;
    }
}
