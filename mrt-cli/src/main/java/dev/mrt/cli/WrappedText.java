// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.PrintWriter;

/** Prints paragraphs that fit a terminal: a mark in the margin, then text whose further lines are indented below it. */
final class WrappedText {

    /** A terminal narrower than this gets lines of this width: words would stand alone. */
    private static final int NARROWEST = 40;

    private final PrintWriter out;
    private final int width;

    WrappedText(PrintWriter out, int width) {
        this.out = out;
        this.width = Math.max(NARROWEST, width);
    }

    /** Prints a text behind a margin; a word that is longer than a line stays whole. */
    void print(String margin, String text) {
        StringBuilder line = new StringBuilder(margin);
        boolean first = true;
        for (String word : text.strip().split("\\s+", -1)) {
            if (!first && line.length() + 1 + word.length() > width) {
                out.println(line);
                line.setLength(0);
                line.append(" ".repeat(margin.length()));
                first = true;
            }
            line.append(first ? "" : " ").append(word);
            first = false;
        }
        out.println(line);
    }
}
