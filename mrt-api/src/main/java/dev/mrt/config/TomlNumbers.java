// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The numbers and dates of TOML. */
final class TomlNumbers {

    private TomlNumbers() {}

    /** Whether a word looks like a date or time; whether there is such a day does not matter here. */
    static boolean isMoment(String word) {
        return shape(word, "dddd-dd-dd") || shape(word, "dd:dd:dd");
    }

    private static boolean shape(String word, String shape) {
        if (word.length() < shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            char c = word.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (shape.charAt(i) == 'd' ? !digit : c != shape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * An integer, or null where the word is not one.
     *
     * @throws NumberFormatException where it does not fit 64 bits
     */
    static @Nullable Long whole(String word) {
        String prefix = word.length() > 2 ? word.substring(0, 2) : "";
        int radix = switch (prefix) {
            case "0x" -> 16;
            case "0o" -> 8;
            case "0b" -> 2;
            default -> 10;
        };
        String digits = radix == 10 ? unsigned(word) : word.substring(2);
        if (!areDigits(digits, radix) || (radix == 10 && digits.length() > 1 && digits.startsWith("0"))) {
            return null;
        }
        return Long.parseLong((word.startsWith("-") ? "-" : "") + digits.replace("_", ""), radix);
    }

    /** A number with a point or an exponent, or null where the word is not one. */
    static @Nullable Double decimal(String word) {
        String rest = unsigned(word).toLowerCase(Locale.ROOT);
        int e = rest.indexOf('e');
        String mantissa = e < 0 ? rest : rest.substring(0, e);
        int point = mantissa.indexOf('.');
        String before = point < 0 ? mantissa : mantissa.substring(0, point);
        boolean valid = (e >= 0 || point >= 0)
                && areDigits(before, 10)
                && (before.length() == 1 || !before.startsWith("0"))
                && (point < 0 || areDigits(mantissa.substring(point + 1), 10))
                && (e < 0 || areDigits(unsigned(rest.substring(e + 1)), 10));
        return valid ? Double.valueOf(word.replace("_", "")) : null;
    }

    private static String unsigned(String word) {
        return word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
    }

    /** Digits with single underscores between them, at least one. */
    private static boolean areDigits(String text, int radix) {
        boolean digitBefore = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c < 128 && Character.digit(c, radix) >= 0;
            if (!digit && (c != '_' || !digitBefore)) {
                return false;
            }
            digitBefore = digit;
        }
        return digitBefore;
    }
}
