// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Works out the text that {@code EXECUTE} runs: strings, {@code ||}, {@code format} and loops over constants. */
final class DynamicSql {

    private static final int MAX_ROUNDS = 200;
    private static final int MAX_NESTING = 20;
    private static final String UNKNOWN = String.valueOf(Lexer.UNKNOWN_PIECE);

    private DynamicSql() {}

    /** The texts that a statement {@code EXECUTE …} runs: one, or one per round of the loop whose variable it uses. */
    static List<String> texts(Cursor statement, Map<String, List<String>> loops) {
        statement.next();
        statement.accept("IMMEDIATE");
        int mark = statement.mark();
        statement.seek("INTO", "USING");
        Cursor expression = statement.slice(mark, statement.mark());
        if (expression.nesting() > MAX_NESTING) {
            return List.of(UNKNOWN);
        }
        List<String> texts = new ArrayList<>();
        for (Map.Entry<String, List<String>> loop : loops.entrySet()) {
            if (uses(expression, loop.getKey())) {
                for (String value : loop.getValue()) {
                    texts.add(text(expression.remaining(), loop.getKey(), value));
                }
                return texts;
            }
        }
        texts.add(text(expression, "", ""));
        return texts;
    }

    private static boolean uses(Cursor expression, String variable) {
        Cursor cursor = expression.remaining();
        while (!cursor.atEnd()) {
            if (cursor.is(variable)) {
                return true;
            }
            cursor.next();
        }
        return false;
    }

    /** The strings of {@code ARRAY['a', 'b']} in a text, empty where they are not all known. */
    static List<String> constants(Cursor head) {
        List<String> values = new ArrayList<>();
        Cursor cursor = head.remaining();
        while (!cursor.atEnd() && !cursor.isSymbol("[")) {
            cursor.next();
        }
        while (!cursor.atEnd() && !cursor.isSymbol("]")) {
            cursor.next();
            if (cursor.isKind(Token.Kind.STRING)) {
                values.add(cursor.string());
            } else {
                return List.of();
            }
        }
        return cursor.atEnd() || values.size() > MAX_ROUNDS ? List.of() : values;
    }

    private static String text(Cursor expression, String variable, String value) {
        StringBuilder text = new StringBuilder();
        while (!expression.atEnd()) {
            text.append(operand(expression, variable, value));
            if (!expression.acceptSymbol("||") && !expression.atEnd()) {
                return UNKNOWN;
            }
        }
        return text.toString();
    }

    private static String operand(Cursor cursor, String variable, String value) {
        if (cursor.isKind(Token.Kind.STRING)) {
            return cursor.string();
        }
        if (!variable.isEmpty() && cursor.is(variable) && !cursor.isSymbol(1, ".")) {
            cursor.next();
            return value;
        }
        if (cursor.is("FORMAT") && cursor.isSymbol(1, "(")) {
            cursor.next();
            return format(cursor.group().items(), variable, value);
        }
        if (cursor.isAny("QUOTE_IDENT", "QUOTE_LITERAL") && cursor.isSymbol(1, "(")) {
            boolean name = cursor.is("QUOTE_IDENT");
            cursor.next();
            String inner = operand(cursor.group(), variable, value);
            return name ? quoted(inner, '"') : quoted(inner, '\'');
        }
        if (cursor.isSymbol("(")) {
            return text(cursor.group(), variable, value);
        }
        while (!cursor.atEnd() && !cursor.isSymbol("||")) {
            cursor.skipOne();
        }
        return UNKNOWN;
    }

    /** PostgreSQL's {@code format}: {@code %I}, {@code %L}, {@code %s}, with and without a position. */
    private static String format(List<Cursor> arguments, String variable, String value) {
        if (arguments.isEmpty() || !arguments.get(0).isKind(Token.Kind.STRING)) {
            return UNKNOWN;
        }
        String pattern = arguments.get(0).string();
        StringBuilder text = new StringBuilder();
        int next = 1;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%' || i + 1 >= pattern.length()) {
                text.append(c);
                continue;
            }
            i++;
            int position = 0;
            while (i + 1 < pattern.length()
                    && pattern.charAt(i) >= '0'
                    && pattern.charAt(i) <= '9'
                    && position < 1000) {
                position = position * 10 + pattern.charAt(i) - '0';
                i++;
            }
            if (position > 0 && pattern.charAt(i) == '$' && i + 1 < pattern.length()) {
                i++;
                next = position;
            }
            char kind = pattern.charAt(i);
            if (kind == '%') {
                text.append('%');
                continue;
            }
            String argument =
                    next < arguments.size() ? operand(arguments.get(next).remaining(), variable, value) : UNKNOWN;
            next++;
            text.append(
                    switch (kind) {
                        case 'I' -> quoted(argument, '"');
                        case 'L' -> quoted(argument, '\'');
                        default -> argument;
                    });
        }
        return text.toString();
    }

    private static String quoted(String text, char quote) {
        String one = String.valueOf(quote);
        return one + text.replace(one, one + one) + one;
    }
}
