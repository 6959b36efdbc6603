// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON, indented by two spaces, keys in the order of the calls. A library for this would cost more at start-up than
 * the whole analysis of a small project. Not thread-safe.
 */
public final class JsonWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final Appendable out;
    private int depth;
    private boolean first = true;
    private boolean afterName;

    /** Creates a writer. */
    public JsonWriter(Appendable out) {
        this.out = out;
    }

    /** Begins an object. */
    public JsonWriter beginObject() throws IOException {
        return begin('{');
    }

    /** Ends an object. */
    public JsonWriter endObject() throws IOException {
        return end('}');
    }

    /** Begins an array. */
    public JsonWriter beginArray() throws IOException {
        return begin('[');
    }

    /** Ends an array. */
    public JsonWriter endArray() throws IOException {
        return end(']');
    }

    /** Begins an array that is a member of an object. */
    public JsonWriter beginArray(String name) throws IOException {
        return name(name).beginArray();
    }

    /** Begins an object that is a member of an object. */
    public JsonWriter beginObject(String name) throws IOException {
        return name(name).beginObject();
    }

    /** Writes a member's name. */
    public JsonWriter name(String name) throws IOException {
        separate();
        string(name);
        out.append(": ");
        afterName = true;
        return this;
    }

    /** Writes a member with a text value; null is written as such. */
    public JsonWriter member(String name, @Nullable String value) throws IOException {
        return name(name).value(value);
    }

    /** Writes a member with a number. */
    public JsonWriter member(String name, long value) throws IOException {
        name(name);
        afterName = false;
        out.append(Long.toString(value));
        return this;
    }

    /** Writes a member with a truth value. */
    public JsonWriter member(String name, boolean value) throws IOException {
        name(name);
        afterName = false;
        out.append(Boolean.toString(value));
        return this;
    }

    /** Writes a member with an array of texts. */
    public JsonWriter member(String name, Iterable<String> values) throws IOException {
        beginArray(name);
        for (String value : values) {
            value(value);
        }
        return endArray();
    }

    /** Writes a text as an element or the value of a member; null is written as such. */
    public JsonWriter value(@Nullable String value) throws IOException {
        separate();
        if (value == null) {
            out.append("null");
        } else {
            string(value);
        }
        return this;
    }

    private JsonWriter begin(char bracket) throws IOException {
        separate();
        out.append(bracket);
        depth++;
        first = true;
        return this;
    }

    private JsonWriter end(char bracket) throws IOException {
        depth--;
        if (!first) {
            newLine();
        }
        out.append(bracket);
        first = false;
        if (depth == 0) {
            out.append('\n');
        }
        return this;
    }

    private void separate() throws IOException {
        if (afterName) {
            afterName = false;
            return;
        }
        if (depth > 0) {
            if (!first) {
                out.append(',');
            }
            newLine();
        }
        first = false;
    }

    private void newLine() throws IOException {
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append("  ");
        }
    }

    private void string(String text) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // Lone surrogates and line separators are written as escapes: valid in every reader.
                    if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029' || loneSurrogate(text, i)) {
                        out.append("\\u")
                                .append(HEX[c >> 12])
                                .append(HEX[c >> 8 & 15])
                                .append(HEX[c >> 4 & 15])
                                .append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean loneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
