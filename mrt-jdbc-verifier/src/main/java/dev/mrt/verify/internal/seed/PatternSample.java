// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Strings that match the plain kind of pattern that checks use: a regular expression of literals, classes, groups and counts,
 * or a {@code LIKE} or {@code GLOB} pattern. Only candidates: the database has the last word. Stateless.
 */
final class PatternSample {

    private static final int LONGEST = 300;

    private final String pattern;
    private final boolean most;
    private int at;

    private PatternSample(String pattern, boolean most) {
        this.pattern = pattern;
        this.most = most;
    }

    /** Candidates for one literal of a condition; empty where it does not look like a pattern. */
    static Set<String> of(String literal) {
        Set<String> found = new LinkedHashSet<>();
        if (literal.indexOf('%') >= 0 || literal.indexOf('*') >= 0 || literal.indexOf('_') >= 0) {
            found.add(literal.replace("%", "").replace("*", "").replace('_', 'a'));
            found.add(literal.replace("%", "ab").replace("*", "ab").replace('_', 'a'));
        }
        boolean pattern = false;
        for (int i = 0; i < literal.length() && !pattern; i++) {
            pattern = "^$[\\+?{".indexOf(literal.charAt(i)) >= 0;
        }
        if (pattern) {
            for (boolean most : new boolean[] {false, true}) {
                try {
                    String sample = new PatternSample(literal, most).alternatives();
                    if (sample.length() <= LONGEST) {
                        found.add(sample);
                    }
                } catch (IndexOutOfBoundsException | NumberFormatException e) {
                    return found; // not a pattern that we read
                }
            }
        }
        return found;
    }

    private String alternatives() {
        String first = sequence();
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            sequence();
        }
        return first;
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            String piece = piece();
            int count = count();
            text.append(piece.repeat(count));
            if (text.length() > LONGEST) {
                throw new IndexOutOfBoundsException();
            }
        }
        return text.toString();
    }

    private String piece() {
        char c = pattern.charAt(at++);
        switch (c) {
            case '^', '$' -> {
                return "";
            }
            case '.' -> {
                return "a";
            }
            case '(' -> {
                if (pattern.startsWith("?:", at)) {
                    at += 2;
                }
                String inner = alternatives();
                at++;
                return inner;
            }
            case '[' -> {
                return String.valueOf(oneOf());
            }
            case '\\' -> {
                char escaped = pattern.charAt(at++);
                return switch (escaped) {
                    case 'd' -> "1";
                    case 'w' -> "a";
                    case 's' -> " ";
                    case 'D', 'S', 'W' -> escaped == 'W' ? "-" : "a";
                    case 'm', 'M', 'y', 'b', 'A', 'Z' -> "";
                    default -> String.valueOf(escaped);
                };
            }
            default -> {
                return String.valueOf(c);
            }
        }
    }

    private char oneOf() {
        boolean not = pattern.charAt(at) == '^';
        if (not) {
            at++;
        }
        int start = at;
        StringBuilder members = new StringBuilder();
        while (pattern.charAt(at) != ']' || at == start) {
            char c = pattern.charAt(at++);
            if (c == '\\') {
                char escaped = pattern.charAt(at++);
                members.append(escaped == 'd' ? '1' : escaped == 'w' ? 'a' : escaped == 's' ? ' ' : escaped);
            } else if (c == '[' && pattern.startsWith(":", at)) {
                String name = pattern.substring(at + 1, pattern.indexOf(":]", at));
                at = pattern.indexOf(":]", at) + 2;
                members.append(name.equals("digit") ? '1' : name.equals("upper") ? 'A' : 'a');
            } else {
                members.append(c);
                if (pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                    for (char next = (char) (c + 1); next <= pattern.charAt(at + 1); next++) {
                        members.append(next);
                    }
                    at += 2;
                }
            }
        }
        at++;
        if (not) {
            for (char c : new char[] {'a', 'A', '1', '-', ' '}) {
                if (members.indexOf(String.valueOf(c)) < 0) {
                    return c;
                }
            }
        }
        return members.charAt(0);
    }

    private int count() {
        if (at >= pattern.length()) {
            return 1;
        }
        switch (pattern.charAt(at)) {
            case '*', '?' -> {
                at++;
                return most ? 1 : 0;
            }
            case '+' -> {
                at++;
                return most ? 3 : 1;
            }
            case '{' -> {
                int end = pattern.indexOf('}', at);
                String[] bounds = pattern.substring(at + 1, end).split(",", -1);
                at = end + 1;
                int least = Integer.parseInt(bounds[0].strip());
                boolean ranged = bounds.length > 1 && !bounds[1].isBlank();
                return most && ranged ? Math.min(50, Integer.parseInt(bounds[1].strip())) : least;
            }
            default -> {
                return 1;
            }
        }
    }
}
