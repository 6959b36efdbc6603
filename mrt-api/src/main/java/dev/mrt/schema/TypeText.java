// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A type's SQL text taken apart: {@code TIMESTAMP(6) WITH TIME ZONE} has the words {@code timestamp with time zone} and the
 * arguments {@code 6}.
 *
 * @param words the type's name, its words joined by one space; lower case unless quoted
 * @param quoted whether the name was quoted, so that its case counts
 * @param arguments what stands in parentheses, trimmed, labels with their quotes
 * @param tail the lower-case words behind the parentheses, such as {@code with time zone} or {@code unsigned}
 * @param dimensions how many array brackets follow
 */
record TypeText(String words, boolean quoted, List<String> arguments, String tail, int dimensions) {

    static TypeText parse(String text) {
        String rest = text.trim();
        int dimensions = 0;
        while (rest.endsWith("]")) {
            int open = rest.lastIndexOf('[');
            if (open < 0) {
                break;
            }
            dimensions++;
            rest = rest.substring(0, open).trim();
        }
        int open = openingParenthesis(rest);
        String head = open < 0 ? rest : rest.substring(0, open);
        List<String> arguments = new ArrayList<>();
        String tail = "";
        if (open >= 0) {
            int close = closingParenthesis(rest, open);
            splitArguments(rest.substring(open + 1, close), arguments);
            tail = words(rest.substring(Math.min(close + 1, rest.length())));
        }
        if (tail.equals("array")) {
            dimensions++;
            tail = "";
        }
        boolean quoted = head.indexOf('"') >= 0 || head.indexOf('`') >= 0;
        String name = quoted ? head.replace("\"", "").replace("`", "").trim() : words(head);
        if (name.endsWith(" array") && !quoted) {
            dimensions++;
            name = name.substring(0, name.length() - 6);
        }
        return new TypeText(name, quoted, List.copyOf(arguments), tail, dimensions);
    }

    private static int openingParenthesis(String text) {
        boolean inQuotes = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inQuotes = !inQuotes;
            } else if (c == '(' && !inQuotes) {
                return i;
            }
        }
        return -1;
    }

    private static int closingParenthesis(String text, int open) {
        int depth = 0;
        boolean inLabel = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                inLabel = !inLabel;
            } else if (!inLabel && c == '(') {
                depth++;
            } else if (!inLabel && c == ')' && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private static void splitArguments(String text, List<String> arguments) {
        int start = 0;
        boolean inLabel = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '\'') {
                inLabel = !inLabel;
            } else if (c == ',' && (!inLabel || i == text.length())) {
                String argument = text.substring(start, i).trim();
                if (!argument.isEmpty()) {
                    arguments.add(argument);
                }
                start = i + 1;
            }
        }
    }

    /** Lower case, single spaces. */
    private static String words(String text) {
        StringBuilder words = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                space = words.length() > 0;
            } else {
                if (space) {
                    words.append(' ');
                    space = false;
                }
                words.append(c);
            }
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    /** The arguments as numbers; empty where one of them is none. */
    List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>(arguments.size());
        for (String argument : arguments) {
            int end = argument.indexOf(' ');
            String digits = end < 0 ? argument : argument.substring(0, end);
            if (digits.isEmpty() || digits.length() > 9) {
                return List.of();
            }
            for (int i = 0; i < digits.length(); i++) {
                char c = digits.charAt(i);
                if ((c < '0' || c > '9') && !(c == '-' && i == 0 && digits.length() > 1)) {
                    return List.of();
                }
            }
            numbers.add(Integer.valueOf(digits));
        }
        return numbers;
    }

    /** The arguments as labels without their quotes; empty where they are none. */
    List<String> labels() {
        List<String> labels = new ArrayList<>(arguments.size());
        for (String argument : arguments) {
            if (argument.length() < 2 || argument.charAt(0) != '\'' || !argument.endsWith("'")) {
                return List.of();
            }
            labels.add(argument.substring(1, argument.length() - 1).replace("''", "'"));
        }
        return labels;
    }
}
