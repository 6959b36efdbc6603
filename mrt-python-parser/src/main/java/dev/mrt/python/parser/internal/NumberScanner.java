// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

/** Finds the end of a number. */
final class NumberScanner {

    private final char[] chars;
    private final int start;
    private int position;

    /** {@code chars} must be followed by a character that is no digit. */
    NumberScanner(char[] chars, int start) {
        this.chars = chars;
        this.start = start;
        position = start;
    }

    /** The offset behind the number that begins at the start. */
    int end() {
        if (chars[position] == '0') {
            switch (chars[position + 1] | 0x20) {
                case 'x' -> radix("hexadecimal", 16);
                case 'o' -> radix("octal", 8);
                case 'b' -> radix("binary", 2);
                default -> zero();
            }
        } else {
            if (chars[position] != '.') {
                digits();
            }
            fraction();
        }
        return position;
    }

    private void radix(String name, int radix) {
        position += 2;
        do {
            if (chars[position] == '_') {
                position++;
            }
            if (!isDigit(chars[position], radix)) {
                throw SyntaxProblem.invalid(start, "invalid " + name + " literal");
            }
            while (isDigit(chars[position], radix)) {
                position++;
            }
        } while (chars[position] == '_');
        if (isDigit(chars[position], 10)) {
            throw SyntaxProblem.invalid(start, "invalid digit '" + chars[position] + "' in " + name + " literal");
        }
        checkEnd(name);
    }

    /** A number that starts with 0 is 0, or has a fraction, an exponent or a {@code j}. */
    private void zero() {
        boolean onlyZeros = true;
        int end = position;
        while (isDigit(chars[end], 10) || (chars[end] == '_' && isDigit(chars[end + 1], 10))) {
            onlyZeros &= chars[end] == '0' || chars[end] == '_';
            end++;
        }
        position = end;
        int next = chars[end] | 0x20;
        if (!onlyZeros && chars[end] != '.' && next != 'e' && next != 'j') {
            throw SyntaxProblem.python2(start, "Python 2: an octal number that starts with 0", "write 0o...");
        }
        fraction();
    }

    private void digits() {
        while (true) {
            while (isDigit(chars[position], 10)) {
                position++;
            }
            if (chars[position] != '_') {
                return;
            }
            position++;
            if (!isDigit(chars[position], 10)) {
                throw SyntaxProblem.invalid(start, "invalid decimal literal");
            }
        }
    }

    private void fraction() {
        if (chars[position] == '.') {
            position++;
            if (isDigit(chars[position], 10)) {
                digits();
            }
        }
        if ((chars[position] | 0x20) == 'e') {
            int sign = chars[position + 1] == '+' || chars[position + 1] == '-' ? 1 : 0;
            if (isDigit(chars[position + 1 + sign], 10)) {
                position += 1 + sign;
                digits();
            } else if (sign == 1) {
                throw SyntaxProblem.invalid(start, "invalid decimal literal");
            }
        }
        if ((chars[position] | 0x20) == 'j') {
            position++;
            checkEnd("imaginary");
        } else {
            checkEnd("decimal");
        }
    }

    /** A letter may follow only where it starts a keyword that can stand behind a number. */
    private void checkEnd(String name) {
        char c = chars[position];
        boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        if (!word
                || follows("and")
                || follows("else")
                || follows("for")
                || follows("if")
                || follows("in")
                || follows("is")
                || follows("or")
                || follows("not")) {
            return;
        }
        if (c == 'l' || c == 'L') {
            throw SyntaxProblem.python2(start, "Python 2: a long integer with the suffix L", "remove the suffix");
        }
        throw SyntaxProblem.invalid(start, "invalid " + name + " literal");
    }

    private boolean follows(String keyword) {
        for (int i = 0; i < keyword.length(); i++) {
            if (chars[position + i] != keyword.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c, int radix) {
        return switch (radix) {
            case 2 -> c == '0' || c == '1';
            case 8 -> c >= '0' && c <= '7';
            case 10 -> c >= '0' && c <= '9';
            default -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        };
    }
}
