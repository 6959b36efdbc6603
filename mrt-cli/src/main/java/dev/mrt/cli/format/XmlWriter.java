// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML 1.0, indented by two spaces. Characters that XML cannot hold become the replacement character, so that the
 * result is well-formed whatever a migration says. Not thread-safe.
 */
final class XmlWriter {

    private final Appendable out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;
    private boolean hasText;

    XmlWriter(Appendable out) throws IOException {
        this.out = out;
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }

    XmlWriter begin(String element) throws IOException {
        closeTag();
        newLine();
        out.append('<').append(element);
        open.push(element);
        inTag = true;
        hasText = false;
        return this;
    }

    XmlWriter attribute(String name, String value) throws IOException {
        out.append(' ').append(name).append("=\"");
        escape(value, true);
        out.append('"');
        return this;
    }

    XmlWriter attribute(String name, int value) throws IOException {
        return attribute(name, Integer.toString(value));
    }

    XmlWriter text(String text) throws IOException {
        closeTag();
        escape(text, false);
        hasText = true;
        return this;
    }

    XmlWriter end() throws IOException {
        String element = open.pop();
        if (inTag) {
            out.append("/>");
            inTag = false;
        } else {
            if (!hasText) {
                newLine();
            }
            out.append("</").append(element).append('>');
        }
        hasText = false;
        if (open.isEmpty()) {
            out.append('\n');
        }
        return this;
    }

    private void closeTag() throws IOException {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    private void newLine() throws IOException {
        out.append('\n');
        for (int i = 0; i < open.size(); i++) {
            out.append("  ");
        }
    }

    private void escape(String text, boolean attribute) throws IOException {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '&') {
                out.append("&amp;");
            } else if (point == '<') {
                out.append("&lt;");
            } else if (point == '>') {
                out.append("&gt;");
            } else if (point == '"' && attribute) {
                out.append("&quot;");
            } else if (point == '\r' || (attribute && (point == '\n' || point == '\t'))) {
                out.append("&#").append(Integer.toString(point)).append(';');
            } else if (!isCharacter(point)) {
                out.append('\ufffd');
            } else if (point < 0x10000) {
                out.append((char) point);
            } else {
                out.append(Character.highSurrogate(point)).append(Character.lowSurrogate(point));
            }
        }
    }

    /** The production Char of XML 1.0, section 2.2. */
    private static boolean isCharacter(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point < 0xd800)
                || (point >= 0xe000 && point < 0xfffe)
                || point >= 0x10000;
    }
}
