// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Objects;

/**
 * What a conversion between two types does to values, whatever the target: which ranges, lengths and digits fit.
 *
 * @param family what the type holds
 * @param size bytes of an integer or float; digits before the point of a decimal; characters of a string; fractional digits
 *     of a time. {@link #UNBOUNDED} for no limit
 * @param scale digits behind the point of a decimal, otherwise 0
 * @param zoned whether a time or timestamp has a time zone
 * @param unsigned whether an integer starts at 0
 */
record ValueRange(TypeFamily family, int size, int scale, boolean zoned, boolean unsigned) {

    static final int UNBOUNDED = Integer.MAX_VALUE;

    static ValueRange of(TypeFamily family) {
        return new ValueRange(family, UNBOUNDED, 0, false, false);
    }

    static ValueRange of(TypeFamily family, int size) {
        return new ValueRange(family, size, 0, false, false);
    }

    /** What happens to values, and to which of them. */
    record Loss(TypeChange.Kind kind, String detail) {
        static final Loss NONE = new Loss(TypeChange.Kind.LOSSLESS, "");
        static final Loss UNKNOWN = new Loss(TypeChange.Kind.UNKNOWN, "");

        static Loss narrowing(String detail) {
            return new Loss(TypeChange.Kind.NARROWING, detail);
        }

        static Loss lossy(String detail) {
            return new Loss(TypeChange.Kind.LOSSY, detail);
        }
    }

    /** What converting to another range does. */
    Loss to(ValueRange other, SqlType from, SqlType to) {
        if (other.family == TypeFamily.STRING) {
            return toString(other, from);
        }
        if (family == TypeFamily.OTHER || other.family == TypeFamily.OTHER) {
            return Loss.UNKNOWN;
        }
        return switch (family) {
            case INTEGER -> fromInteger(other, to);
            case DECIMAL -> fromDecimal(other, to);
            case FLOAT -> fromFloat(other, to);
            case BOOLEAN -> other.family == TypeFamily.INTEGER ? Loss.NONE : Loss.UNKNOWN;
            case STRING ->
                other.family == TypeFamily.BINARY ? Loss.UNKNOWN : Loss.narrowing("values that are no " + to);
            case DATE -> other.family == TypeFamily.TIMESTAMP ? Loss.NONE : sameFamily(other);
            case TIMESTAMP -> fromTimestamp(other);
            case TIME -> other.family == family ? fraction(other) : Loss.UNKNOWN;
            case BINARY -> other.family == family ? length(other, "bytes") : Loss.UNKNOWN;
            case JSON, UUID, OTHER -> sameFamily(other);
        };
    }

    private Loss sameFamily(ValueRange other) {
        return other.family == family ? Loss.NONE : Loss.UNKNOWN;
    }

    private Loss toString(ValueRange other, SqlType from) {
        if (family == TypeFamily.STRING) {
            return length(other, "characters");
        }
        if (family == TypeFamily.BINARY) {
            return Loss.UNKNOWN;
        }
        int needed = longestText();
        if (other.size >= needed) {
            return Loss.NONE;
        }
        if (family == TypeFamily.OTHER) {
            return Loss.UNKNOWN;
        }
        return Loss.narrowing("values of " + from + " that are longer than " + other.size + " characters as text");
    }

    /** The characters that the longest value takes as text. */
    private int longestText() {
        return switch (family) {
            case INTEGER -> size <= 2 ? 6 : size <= 4 ? 11 : 20;
            case BOOLEAN -> 5;
            case UUID -> 36;
            case DATE -> 13;
            case DECIMAL -> size == UNBOUNDED ? UNBOUNDED : size + scale + 2;
            case FLOAT -> 24;
            case TIME -> 22;
            case TIMESTAMP -> 35;
            case STRING, BINARY, JSON, OTHER -> UNBOUNDED;
        };
    }

    private Loss length(ValueRange other, String unit) {
        return other.size >= size ? Loss.NONE : Loss.narrowing("values longer than " + other.size + " " + unit);
    }

    private Loss fromInteger(ValueRange other, SqlType to) {
        return switch (other.family) {
            case INTEGER ->
                other.size > size || (other.size == size && (unsigned == other.unsigned))
                        ? unsigned || !other.unsigned ? Loss.NONE : Loss.narrowing("negative values")
                        : Loss.narrowing("values outside the range of " + to);
            case DECIMAL ->
                other.size >= digits() ? Loss.NONE : Loss.narrowing("values of more than " + other.size + " digits");
            case FLOAT ->
                (other.size >= 8 ? size <= 4 : size <= 2)
                        ? Loss.NONE
                        : Loss.lossy("values of more than " + (other.size >= 8 ? 15 : 6) + " digits are rounded");
            case BOOLEAN -> Loss.lossy("values other than 0 and 1 become true");
            default -> Loss.UNKNOWN;
        };
    }

    private int digits() {
        return size <= 1 ? 3 : size <= 2 ? 5 : size <= 3 ? 8 : size <= 4 ? 10 : 19;
    }

    private Loss fromDecimal(ValueRange other, SqlType to) {
        return switch (other.family) {
            case DECIMAL ->
                other.scale < scale
                        ? Loss.lossy("digits behind the " + other.scale + ". decimal are rounded off")
                        : other.size < size
                                ? Loss.narrowing("values of more than " + other.size + " digits before the point")
                                : Loss.NONE;
            case INTEGER ->
                scale == 0 && size < other.digits()
                        ? Loss.NONE
                        : scale == 0
                                ? Loss.narrowing("values outside the range of " + to)
                                : Loss.lossy("digits behind the point are rounded off");
            case FLOAT -> {
                int exact = other.size >= 8 ? 15 : 6;
                yield size != UNBOUNDED && size + scale <= exact
                        ? Loss.NONE
                        : Loss.lossy("values of more than " + exact + " digits are rounded");
            }
            default -> Loss.UNKNOWN;
        };
    }

    private Loss fromFloat(ValueRange other, SqlType to) {
        return switch (other.family) {
            case FLOAT -> other.size >= size ? Loss.NONE : Loss.lossy("values of more than 6 digits are rounded");
            case INTEGER -> Loss.lossy("digits behind the point are rounded off");
            // amounts of money are kept as floats, too: whether digits are cut, only the values tell
            case DECIMAL ->
                other.scale > 0
                        ? Loss.narrowing("values of more than " + other.scale + " digits behind the point")
                        : Loss.lossy("values are rounded to " + to);
            default -> Loss.UNKNOWN;
        };
    }

    private Loss fromTimestamp(ValueRange other) {
        return switch (other.family) {
            case TIMESTAMP -> fraction(other);
            case DATE -> Loss.lossy("the time of day is cut off");
            case TIME -> Loss.lossy("the date is cut off");
            default -> Loss.UNKNOWN;
        };
    }

    private Loss fraction(ValueRange other) {
        Objects.requireNonNull(other, "other");
        if (zoned && !other.zoned && family == TypeFamily.TIME) {
            return Loss.lossy("the time zone is cut off");
        }
        return other.size >= size
                ? Loss.NONE
                : Loss.lossy("fractions of a second behind the " + other.size + ". digit are rounded off");
    }
}
