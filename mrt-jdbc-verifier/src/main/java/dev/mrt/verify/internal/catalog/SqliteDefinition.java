// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what SQLite keeps of a table only as text: names of constraints, checks, generated columns. Works on tokens, for
 * the text was accepted by SQLite already.
 *
 * @see <a href="https://www.sqlite.org/lang_createtable.html">CREATE TABLE</a>
 */
final class SqliteDefinition {

    /**
     * A constraint as written.
     *
     * @param name its name, or empty
     * @param kind {@code CHECK}, {@code UNIQUE}, {@code PRIMARY}, {@code FOREIGN} or {@code REFERENCES}
     * @param column the column that it stands behind, or empty for a constraint of the table
     * @param body the text in its parentheses, or empty
     * @param tail what follows up to the next constraint, upper case
     */
    record Written(String name, String kind, String column, String body, String tail) {}

    /** The generated columns' expressions follow these words. */
    record GeneratedColumn(String column, String expression, boolean stored) {}

    private final List<Written> constraints = new ArrayList<>();
    private final List<GeneratedColumn> generated = new ArrayList<>();
    private boolean autoIncrement;

    private SqliteDefinition() {}

    static SqliteDefinition of(String createTable) {
        SqliteDefinition definition = new SqliteDefinition();
        int open = createTable.indexOf('(');
        if (open > 0) {
            for (String item : split(inner(createTable, open))) {
                definition.read(item);
            }
        }
        return definition;
    }

    List<Written> constraints() {
        return constraints;
    }

    List<GeneratedColumn> generated() {
        return generated;
    }

    boolean autoIncrement() {
        return autoIncrement;
    }

    private void read(String item) {
        List<String> tokens = tokens(item);
        if (tokens.isEmpty()) {
            return;
        }
        String first = tokens.get(0).toUpperCase(Locale.ROOT);
        boolean ofTable = switch (first) {
            case "CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "FOREIGN" -> true;
            default -> false;
        };
        String column = ofTable ? "" : unquoted(tokens.get(0));
        String name = "";
        for (int i = ofTable ? 0 : 1; i < tokens.size(); i++) {
            String word = tokens.get(i).toUpperCase(Locale.ROOT);
            switch (word) {
                case "CONSTRAINT" -> {
                    i++;
                    name = i < tokens.size() ? unquoted(tokens.get(i)) : "";
                }
                case "CHECK", "UNIQUE", "PRIMARY", "FOREIGN", "REFERENCES" -> {
                    if (word.equals("REFERENCES") && ofTable) {
                        continue;
                    }
                    String body = "";
                    StringBuilder tail = new StringBuilder();
                    int next = i + 1;
                    while (next < tokens.size()) {
                        String token = tokens.get(next);
                        // The key of a table goes on with what it refers to, that of a column begins with it.
                        if (startsConstraint(token) && !(ofTable && token.equalsIgnoreCase("REFERENCES"))) {
                            break;
                        }
                        if (body.isEmpty() && token.startsWith("(")) {
                            body = token.substring(1, token.length() - 1).strip();
                        }
                        tail.append(' ').append(token.toUpperCase(Locale.ROOT));
                        next++;
                    }
                    autoIncrement |= word.equals("PRIMARY") && tail.toString().contains("AUTOINCREMENT");
                    constraints.add(new Written(name, word, column, body, tail.toString()));
                    name = "";
                    i = next - 1;
                }
                case "AS" -> {
                    if (i + 1 < tokens.size() && tokens.get(i + 1).startsWith("(")) {
                        String expression = tokens.get(i + 1);
                        boolean stored =
                                i + 2 < tokens.size() && tokens.get(i + 2).equalsIgnoreCase("STORED");
                        generated.add(new GeneratedColumn(
                                column,
                                expression.substring(1, expression.length() - 1).strip(),
                                stored));
                    }
                }
                default -> {}
            }
        }
    }

    private static boolean startsConstraint(String token) {
        return switch (token.toUpperCase(Locale.ROOT)) {
            case "CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "REFERENCES", "DEFAULT", "COLLATE", "GENERATED" -> true;
            default -> false;
        };
    }

    /** The text inside of the parenthesis that opens at an offset. */
    static String inner(String text, int open) {
        int end = closing(text, open);
        return text.substring(open + 1, Math.min(end, text.length()));
    }

    /** The offset of the parenthesis that closes the one at an offset, or the text's length. */
    static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            } else {
                i = skip(text, i);
            }
        }
        return text.length();
    }

    /** The pieces between commas that are in no parenthesis. */
    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                i = closing(text, i);
            } else if (c == ',') {
                pieces.add(text.substring(start, i).strip());
                start = i + 1;
            } else {
                i = skip(text, i);
            }
        }
        pieces.add(text.substring(Math.min(start, text.length())).strip());
        return pieces;
    }

    /** Words, quoted names and whole parentheses, comments left out. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                continue;
            }
            int end;
            if (c == '(') {
                end = closing(text, i);
            } else {
                end = skip(text, i);
                if (end > i && (c == '-' || c == '/')) {
                    i = end;
                    continue;
                }
                if (end == i) {
                    while (end + 1 < text.length() && isWord(text.charAt(end)) && isWord(text.charAt(end + 1))) {
                        end++;
                    }
                }
            }
            end = Math.min(end, text.length() - 1);
            tokens.add(text.substring(i, end + 1));
            i = end;
        }
        return tokens;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    /** The last character of a quoted text or comment that starts here; the offset itself where none does. */
    private static int skip(String text, int i) {
        char c = text.charAt(i);
        char close = c == '[' ? ']' : c;
        if (c == '\'' || c == '"' || c == '`' || c == '[') {
            int end = i + 1;
            while (end < text.length()) {
                if (text.charAt(end) == close) {
                    if (c != '[' && end + 1 < text.length() && text.charAt(end + 1) == close) {
                        end++;
                    } else {
                        return end;
                    }
                }
                end++;
            }
            return text.length() - 1;
        }
        if (c == '-' && text.startsWith("--", i)) {
            int end = text.indexOf('\n', i);
            return end < 0 ? text.length() - 1 : end;
        }
        if (c == '/' && text.startsWith("/*", i)) {
            int end = text.indexOf("*/", i + 2);
            return end < 0 ? text.length() - 1 : end + 1;
        }
        return i;
    }

    static String unquoted(String name) {
        if (name.length() < 2) {
            return name;
        }
        char first = name.charAt(0);
        if (first == '[') {
            return name.substring(1, name.length() - 1);
        }
        if (first == '"' || first == '`' || first == '\'') {
            String quote = String.valueOf(first);
            return name.substring(1, name.length() - 1).replace(quote + quote, quote);
        }
        return name;
    }
}
