// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import java.util.Locale;

/** The characters that {@code \\N{...}} names. */
final class CharacterNames {

    /** Stands for a character that has a name this Java release does not know; names come with each version of Unicode. */
    private static final int UNKNOWN = 0xFFFD;

    private CharacterNames() {}

    /** The character of a name or of a common alias, in any case. */
    static int codePoint(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            // Java knows no aliases, and takes BELL for the control character.
            case "NULL", "NUL" -> 0x0000;
            case "ALERT", "BEL" -> 0x0007;
            case "BACKSPACE", "BS" -> 0x0008;
            case "CHARACTER TABULATION", "HORIZONTAL TABULATION", "HT", "TAB" -> 0x0009;
            case "LINE FEED", "NEW LINE", "END OF LINE", "LF", "NL", "EOL" -> 0x000A;
            case "LINE TABULATION", "VERTICAL TABULATION", "VT" -> 0x000B;
            case "FORM FEED", "FF" -> 0x000C;
            case "CARRIAGE RETURN", "CR" -> 0x000D;
            case "ESCAPE", "ESC" -> 0x001B;
            case "SP" -> 0x0020;
            case "DELETE", "DEL" -> 0x007F;
            case "NEXT LINE", "NEL" -> 0x0085;
            case "NBSP" -> 0x00A0;
            case "SHY" -> 0x00AD;
            case "CGJ" -> 0x034F;
            case "ALM" -> 0x061C;
            case "ZWSP" -> 0x200B;
            case "ZWNJ" -> 0x200C;
            case "ZWJ" -> 0x200D;
            case "LRM" -> 0x200E;
            case "RLM" -> 0x200F;
            case "LRE" -> 0x202A;
            case "RLE" -> 0x202B;
            case "PDF" -> 0x202C;
            case "LRO" -> 0x202D;
            case "RLO" -> 0x202E;
            case "NNBSP" -> 0x202F;
            case "MMSP" -> 0x205F;
            case "WJ" -> 0x2060;
            case "LRI" -> 0x2066;
            case "RLI" -> 0x2067;
            case "FSI" -> 0x2068;
            case "PDI" -> 0x2069;
            case "VS15" -> 0xFE0E;
            case "VS16" -> 0xFE0F;
            case "BYTE ORDER MARK", "BOM", "ZWNBSP" -> 0xFEFF;
            case "BELL" -> 0x1F514;
            default -> {
                try {
                    yield Character.codePointOf(name);
                } catch (IllegalArgumentException e) {
                    yield UNKNOWN;
                }
            }
        };
    }
}
