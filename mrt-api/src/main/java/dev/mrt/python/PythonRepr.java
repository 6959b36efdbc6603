// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Values as Python's {@code repr} writes them. */
final class PythonRepr {

    /** So many digits tell every double from its neighbours. */
    private static final int DOUBLE_DIGITS = 17;

    private PythonRepr() {}

    static String string(String value) {
        char quote = quote(value);
        StringBuilder out = new StringBuilder(value.length() + 2).append(quote);
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            if (!escaped(out, c, quote)) {
                if (c < 0x7F || isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c <= 0xFF) {
                    out.append(String.format(Locale.ROOT, "\\x%02x", c));
                } else {
                    out.append(String.format(Locale.ROOT, c <= 0xFFFF ? "\\u%04x" : "\\U%08x", c));
                }
            }
        }
        return out.append(quote).toString();
    }

    static String bytes(String value) {
        char quote = quote(value);
        StringBuilder out = new StringBuilder(value.length() + 3).append('b').append(quote);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!escaped(out, c, quote)) {
                if (c < 0x7F) {
                    out.append(c);
                } else {
                    out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
                }
            }
        }
        return out.append(quote).toString();
    }

    /** The shortest digits that read back as the same number, in Python's notation. */
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return "inf";
        }
        if (value == 0) {
            return "0.0";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= DOUBLE_DIGITS; digits++) {
            shortest = exact.round(new MathContext(digits));
            if (shortest.doubleValue() == value) {
                break;
            }
        }
        String digits = shortest.stripTrailingZeros().unscaledValue().toString();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < -4 || exponent >= 16) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            return digits.charAt(0) + fraction + String.format(Locale.ROOT, "e%+03d", exponent);
        }
        String plain = shortest.stripTrailingZeros().toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /** Single quotes, unless only they occur in the value. */
    private static char quote(String value) {
        return value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
    }

    /** Writes what both kinds of literals escape; false if the character is none of that. */
    private static boolean escaped(StringBuilder out, int c, char quote) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (c < 0x20) {
                    out.append(String.format(Locale.ROOT, "\\x%02x", c));
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
