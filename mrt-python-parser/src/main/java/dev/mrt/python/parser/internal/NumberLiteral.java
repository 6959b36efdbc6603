// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.ConstantValue;
import java.math.BigInteger;

/** The value of a number. */
final class NumberLiteral {

    /** Python's limit on the decimal digits of an integer: more would cost time that grows with their square. */
    private static final int MAX_DECIMAL_DIGITS = 4300;

    /** Every number of so many decimal digits fits a {@code long}. */
    private static final int LONG_DIGITS = 18;

    private NumberLiteral() {}

    static ConstantValue decode(String source, int start, int end) {
        int length = end - start;
        if (length == 1) {
            return integer(source.charAt(start) - '0');
        }
        char second = (char) (source.charAt(start + 1) | 0x20);
        if (source.charAt(start) == '0' && (second == 'x' || second == 'o' || second == 'b')) {
            return powerOfTwo(withoutUnderscores(source, start + 2, end), second == 'x' ? 4 : second == 'o' ? 3 : 1);
        }
        String digits = withoutUnderscores(source, start, end);
        char last = digits.charAt(digits.length() - 1);
        if (last == 'j' || last == 'J') {
            return new ConstantValue.ComplexValue(Double.parseDouble(digits.substring(0, digits.length() - 1)));
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return new ConstantValue.FloatValue(Double.parseDouble(digits));
            }
        }
        if (digits.length() <= LONG_DIGITS) {
            return integer(Long.parseLong(digits));
        }
        if (digits.length() > MAX_DECIMAL_DIGITS) {
            throw SyntaxProblem.limit(
                    start,
                    "an integer of more than " + MAX_DECIMAL_DIGITS + " digits",
                    "write it in hexadecimal, as Python asks for too");
        }
        return new ConstantValue.IntegerValue(new BigInteger(digits));
    }

    private static ConstantValue integer(long value) {
        return new ConstantValue.IntegerValue(BigInteger.valueOf(value));
    }

    /** Binary, octal and hexadecimal numbers, in time linear in their length. */
    private static ConstantValue powerOfTwo(String digits, int bitsPerDigit) {
        byte[] bytes = new byte[digits.length() * bitsPerDigit / 8 + 1];
        int bit = 0;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = Character.digit(digits.charAt(i), 16);
            for (int j = 0; j < bitsPerDigit; j++, bit++) {
                if ((digit >> j & 1) != 0) {
                    bytes[bytes.length - 1 - bit / 8] |= (byte) (1 << bit % 8);
                }
            }
        }
        return new ConstantValue.IntegerValue(new BigInteger(1, bytes));
    }

    private static String withoutUnderscores(String source, int start, int end) {
        String text = source.substring(start, end);
        return text.indexOf('_') < 0 ? text : text.replace("_", "");
    }
}
