// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.suppression;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a Python text by their lines: brackets, multi-line strings and backslashes join lines, the body of a
 * function or class belongs to its head. Works on text that is not valid Python as well as it can.
 */
final class LogicalLines {

    /** One statement. */
    private record Line(int first, int last, int indent, boolean head) {}

    private final List<Line> lines = new ArrayList<>();
    private final String text;
    private int at;
    private int line = 1;

    private LogicalLines(String text) {
        this.text = text;
    }

    static LogicalLines of(String text) {
        LogicalLines lines = new LogicalLines(text);
        while (lines.at < text.length()) {
            lines.statement();
        }
        return lines;
    }

    /** The statement that a line belongs to, with its body where it is the head of a function or class. */
    Suppression.Lines around(int wanted) {
        int index = indexOf(wanted);
        if (index < 0) {
            return new Suppression.Lines(wanted, wanted);
        }
        Line found = lines.get(index);
        int last = found.last();
        if (found.head()) {
            for (int i = index + 1; i < lines.size() && lines.get(i).indent() > found.indent(); i++) {
                last = lines.get(i).last();
            }
        }
        return new Suppression.Lines(found.first(), last);
    }

    /** Whether a line belongs to the head of a function or class. */
    boolean isHead(int wanted) {
        int index = indexOf(wanted);
        return index >= 0 && lines.get(index).head();
    }

    private int indexOf(int wanted) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).first() <= wanted && wanted <= lines.get(i).last()) {
                return i;
            }
        }
        return -1;
    }

    private void statement() {
        int first = line;
        int lineStart = at;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\f')) {
            at++;
        }
        int indent = at - lineStart;
        int start = at;
        boolean empty = at == text.length() || "#\r\n".indexOf(text.charAt(at)) >= 0;
        int brackets = 0;
        int last = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (c == '"' || c == '\'') {
                string(c);
            } else if (c == '\n' || c == '\r') {
                int ended = line;
                newline();
                if (brackets == 0) {
                    last = ended;
                    break;
                }
            } else if (c == '\\' && at + 1 < text.length()) {
                at++;
                if (!newline()) {
                    at++;
                }
            } else {
                brackets += "([{".indexOf(c) >= 0 ? 1 : 0;
                brackets -= ")]}".indexOf(c) >= 0 && brackets > 0 ? 1 : 0;
                at++;
            }
        }
        if (!empty) {
            lines.add(new Line(first, last == 0 ? line : last, indent, isHeadAt(start)));
        }
    }

    private boolean isHeadAt(int start) {
        return text.startsWith("def ", start)
                || text.startsWith("class ", start)
                || text.startsWith("async def ", start);
    }

    private void string(char quote) {
        String triple = String.valueOf(quote).repeat(3);
        boolean multiline = text.startsWith(triple, at);
        at += multiline ? 3 : 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                if (!newline()) {
                    at++;
                }
            } else if (multiline ? text.startsWith(triple, at) : c == quote) {
                at += multiline ? 3 : 1;
                return;
            } else if (c == '\n' || c == '\r') {
                if (!multiline) {
                    return;
                }
                newline();
            } else {
                at++;
            }
        }
    }

    private boolean newline() {
        if (text.startsWith("\r\n", at)) {
            at += 2;
        } else if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
            at++;
        } else {
            return false;
        }
        line++;
        return true;
    }
}
