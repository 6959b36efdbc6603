// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

/** Pieces of source text for messages. */
final class Snippets {

    private static final int LENGTH = 80;

    private Snippets() {}

    /** A piece of text on one line, shortened to a readable length. */
    static String of(String text, int start, int end) {
        StringBuilder result = new StringBuilder();
        boolean space = false;
        for (int i = start; i < Math.min(end, text.length()); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                space = !result.isEmpty();
                continue;
            }
            if (space) {
                result.append(' ');
                space = false;
            }
            if (result.length() >= LENGTH) {
                return result.append('…').toString();
            }
            result.append(c);
        }
        return result.toString();
    }
}
