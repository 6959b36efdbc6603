// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import java.io.IOException;

/** Writes text into HTML. */
final class Html {

    private Html() {}

    /** Text for content and quoted attributes; control characters become the replacement character. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.append(c);
                case '\r' -> {
                    // The line feed that follows is enough.
                }
                default -> escaped.append(Character.isISOControl(c) ? '\ufffd' : c);
            }
        }
        return escaped.toString();
    }

    /** Prose, in which words between backticks are code. */
    static void prose(String text, Appendable out) throws IOException {
        int start = 0;
        while (start < text.length()) {
            int open = text.indexOf('`', start);
            int close = open < 0 ? -1 : text.indexOf('`', open + 1);
            if (close < 0) {
                break;
            }
            out.append(text(text.substring(start, open)));
            out.append("<code>").append(text(text.substring(open + 1, close))).append("</code>");
            start = close + 1;
        }
        out.append(text(text.substring(start)));
    }
}
