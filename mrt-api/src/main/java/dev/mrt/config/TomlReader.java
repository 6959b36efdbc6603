// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import dev.mrt.config.TomlValue.Table;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads <a href="https://toml.io/en/v1.0.0">TOML 1.0</a> strictly, keeping the line of each value. Written here because a
 * library would be the only dependency that an embedder of this module has to carry. Not thread-safe; use once.
 */
final class TomlReader {

    private static final int MAX_DEPTH = 100;

    private final String file;
    private final String text;
    private int at;
    private int line = 1;
    private int depth;

    private final Table root = new Table(new LinkedHashMap<>(), 1);
    /** How a table came to be, which decides whether it may be written to again. */
    private final IdentityHashMap<Table, Origin> origins = new IdentityHashMap<>();
    /** Arrays made by {@code [[name]]}, with their growing content. */
    private final IdentityHashMap<TomlValue, List<TomlValue>> tableArrays = new IdentityHashMap<>();

    private enum Origin {
        IMPLIED,
        HEADER,
        DOTTED,
        INLINE
    }

    private TomlReader(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Reads a file's text.
     *
     * @throws ConfigurationException where it is not TOML, with file and line
     */
    static Table read(String file, String text) {
        TomlReader reader = new TomlReader(file, text);
        reader.document();
        return reader.root;
    }

    private void document() {
        if (text.startsWith("\uFEFF")) {
            at++;
        }
        Table current = root;
        while (true) {
            blankLines();
            if (at == text.length()) {
                return;
            }
            if (peek() == '[') {
                current = header();
            } else {
                entry(current);
            }
            endOfLine();
        }
    }

    private Table header() {
        boolean array = text.startsWith("[[", at);
        at += array ? 2 : 1;
        List<String> path = keyPath();
        expect(']');
        if (array) {
            expect(']');
        }
        Table parent = root;
        for (String key : path.subList(0, path.size() - 1)) {
            parent = step(parent, key, Origin.IMPLIED);
        }
        String key = path.get(path.size() - 1);
        TomlValue old = parent.entries().get(key);
        if (array) {
            Table table = newTable(Origin.HEADER);
            if (old == null) {
                List<TomlValue> items = new ArrayList<>();
                TomlValue value = new TomlValue.Items(items, line);
                tableArrays.put(value, items);
                parent.entries().put(key, value);
                items.add(table);
            } else {
                List<TomlValue> items = tableArrays.get(old);
                if (items == null) {
                    throw duplicate(key, old);
                }
                items.add(table);
            }
            return table;
        }
        if (old instanceof Table table && origins.get(table) == Origin.IMPLIED) {
            origins.put(table, Origin.HEADER);
            return table;
        }
        if (old != null) {
            throw duplicate(key, old);
        }
        Table table = newTable(Origin.HEADER);
        parent.entries().put(key, table);
        return table;
    }

    private Table newTable(Origin origin) {
        Table table = new Table(new LinkedHashMap<>(), line);
        origins.put(table, origin);
        return table;
    }

    /** Enters a table on the way of a dotted key, making it where it is not there. */
    private Table step(Table parent, String key, Origin origin) {
        TomlValue old = parent.entries().get(key);
        if (old == null) {
            Table table = newTable(origin);
            parent.entries().put(key, table);
            return table;
        }
        List<TomlValue> items = tableArrays.get(old);
        if (items != null && origin == Origin.IMPLIED) {
            return (Table) items.get(items.size() - 1);
        }
        if (old instanceof Table table) {
            Origin made = origins.get(table);
            boolean open = origin == Origin.IMPLIED ? made != Origin.INLINE : made == Origin.DOTTED;
            if (open) {
                return table;
            }
        }
        throw duplicate(key, old);
    }

    private void entry(Table table) {
        List<String> path = keyPath();
        expect('=');
        Table target = table;
        for (String key : path.subList(0, path.size() - 1)) {
            target = step(target, key, Origin.DOTTED);
        }
        String key = path.get(path.size() - 1);
        TomlValue old = target.entries().get(key);
        if (old != null) {
            throw duplicate(key, old);
        }
        spaces();
        target.entries().put(key, value());
    }

    private List<String> keyPath() {
        List<String> path = new ArrayList<>();
        do {
            spaces();
            path.add(key());
            spaces();
        } while (accept('.'));
        return path;
    }

    private String key() {
        char c = peek();
        if (c == '"' || c == '\'') {
            if (text.startsWith("\"\"\"", at) || text.startsWith("'''", at)) {
                throw error("a key cannot be a multi-line string");
            }
            return string();
        }
        int start = at;
        while (at < text.length() && isBare(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw error("expected a key, found " + shown());
        }
        return text.substring(start, at);
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private TomlValue value() {
        int start = line;
        return switch (peek()) {
            case '"', '\'' -> new TomlValue.Text(string(), start);
            case '[' -> array();
            case '{' -> inlineTable();
            default -> scalar();
        };
    }

    private TomlValue array() {
        enter();
        int start = line;
        at++;
        List<TomlValue> values = new ArrayList<>();
        while (true) {
            blankLines();
            if (accept(']')) {
                break;
            }
            values.add(value());
            blankLines();
            if (!accept(',')) {
                expect(']');
                break;
            }
        }
        depth--;
        return new TomlValue.Items(values, start);
    }

    private Table inlineTable() {
        enter();
        Table table = newTable(Origin.HEADER);
        at++;
        spaces();
        if (!accept('}')) {
            do {
                entry(table);
                spaces();
            } while (accept(','));
            expect('}');
        }
        depth--;
        seal(table);
        return table;
    }

    private void seal(Table table) {
        origins.put(table, Origin.INLINE);
        for (TomlValue value : table.entries().values()) {
            if (value instanceof Table inner) {
                seal(inner);
            }
        }
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw error("values are nested more than " + MAX_DEPTH + " deep");
        }
    }

    private TomlValue scalar() {
        int start = at;
        while (at < text.length() && (isBare(text.charAt(at)) || "+.:".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        // A space may stand between date and time.
        if (at - start == 10 && at + 1 < text.length() && text.charAt(at) == ' ' && isDigit(text.charAt(at + 1))) {
            at++;
            while (at < text.length() && (isBare(text.charAt(at)) || "+.:".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> new TomlValue.Flag(true, line);
            case "false" -> new TomlValue.Flag(false, line);
            case "inf", "+inf" -> new TomlValue.Decimal(Double.POSITIVE_INFINITY, line);
            case "-inf" -> new TomlValue.Decimal(Double.NEGATIVE_INFINITY, line);
            case "nan", "+nan", "-nan" -> new TomlValue.Decimal(Double.NaN, line);
            case "" -> throw error("expected a value, found " + shown());
            default -> number(word);
        };
    }

    private TomlValue number(String word) {
        if (TomlNumbers.isMoment(word)) {
            return new TomlValue.Moment(word, line);
        }
        try {
            Long whole = TomlNumbers.whole(word);
            if (whole != null) {
                return new TomlValue.Whole(whole, line);
            }
            Double decimal = TomlNumbers.decimal(word);
            if (decimal != null) {
                return new TomlValue.Decimal(decimal, line);
            }
        } catch (NumberFormatException e) {
            throw error("number " + word + " is out of range");
        }
        throw error("'" + word + "' is not a value; a string needs quotes");
    }

    private String string() {
        char quote = peek();
        boolean literal = quote == '\'';
        String triple = String.valueOf(quote).repeat(3);
        boolean multiline = text.startsWith(triple, at);
        int opened = line;
        at += multiline ? 3 : 1;
        if (multiline) {
            newline();
        }
        StringBuilder value = new StringBuilder();
        while (true) {
            if (at == text.length()) {
                throw error("the string that starts on line " + opened + " does not end");
            }
            char c = text.charAt(at);
            if (multiline && text.startsWith(triple, at)) {
                at += 3;
                // Up to two quotes may stand directly before the closing ones.
                for (int i = 0; i < 2 && at < text.length() && text.charAt(at) == quote; i++) {
                    value.append(quote);
                    at++;
                }
                return value.toString();
            }
            if (!multiline && c == quote) {
                at++;
                return value.toString();
            }
            if (c == '\n' || c == '\r') {
                if (!multiline || !newline()) {
                    throw error("the string does not end on its line");
                }
                value.append('\n');
            } else if (c == '\\' && !literal) {
                escape(value, multiline);
            } else if (isControl(c)) {
                throw error("a control character must be written as an escape");
            } else {
                value.append(c);
                at++;
            }
        }
    }

    private static boolean isControl(char c) {
        return (c < 0x20 && c != '\t') || c == 0x7F;
    }

    private void escape(StringBuilder value, boolean multiline) {
        at++;
        char c = peek();
        int simple = "btnfr\"\\".indexOf(c);
        if (simple >= 0) {
            value.append("\b\t\n\f\r\"\\".charAt(simple));
            at++;
        } else if (c == 'u' || c == 'U') {
            int digits = c == 'u' ? 4 : 8;
            at++;
            int code = 0;
            for (int i = 0; i < digits; i++) {
                int digit = Character.digit(peek(), 16);
                if (digit < 0 || peek() > 'f') {
                    throw error("\\" + c + " needs " + digits + " hexadecimal digits");
                }
                code = code * 16 + digit;
                at++;
            }
            if (!Character.isValidCodePoint(code) || (code >= 0xD800 && code <= 0xDFFF)) {
                throw error("there is no character with that code");
            }
            value.appendCodePoint(code);
        } else if (multiline && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            spaces();
            if (!newline()) {
                throw error("only a line end may follow a backslash and spaces");
            }
            do {
                spaces();
            } while (newline());
        } else {
            throw error("unknown escape \\" + c + "; write \\\\ for a backslash, or use single quotes");
        }
    }

    private void blankLines() {
        do {
            spaces();
            comment();
        } while (newline());
    }

    private void endOfLine() {
        spaces();
        comment();
        if (at < text.length() && !newline()) {
            throw error("expected the end of the line, found " + shown());
        }
    }

    private void spaces() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void comment() {
        if (at == text.length() || text.charAt(at) != '#') {
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n' && !text.startsWith("\r\n", at)) {
            if (isControl(text.charAt(at))) {
                throw error("a control character cannot stand in a comment");
            }
            at++;
        }
    }

    private boolean newline() {
        if (text.startsWith("\r\n", at)) {
            at += 2;
        } else if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        } else {
            return false;
        }
        line++;
        return true;
    }

    private char peek() {
        if (at == text.length()) {
            throw error("the file ends too early");
        }
        return text.charAt(at);
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        spaces();
        if (!accept(c)) {
            throw error("expected '" + c + "', found " + shown());
        }
    }

    private String shown() {
        if (at == text.length()) {
            return "the end of the file";
        }
        char c = text.charAt(at);
        return c == '\n' || c == '\r' ? "the end of the line" : "'" + c + "'";
    }

    private ConfigurationException duplicate(String key, TomlValue old) {
        return error("'" + key + "' is there already, on line " + old.line());
    }

    private ConfigurationException error(String message) {
        return new ConfigurationException(file + ":" + line + ": " + message);
    }
}
