// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The value of a literal, decoded as Python does. */
public sealed interface ConstantValue {

    /**
     * A string. Java strings are UTF-16, so two lone surrogates that Python keeps apart become one character here.
     *
     * @param value the decoded text
     */
    record StringValue(String value) implements ConstantValue {}

    /**
     * A bytes literal.
     *
     * @param value one character from 0 to 255 for each byte
     */
    record BytesValue(String value) implements ConstantValue {

        /** The bytes, as a new array. */
        public byte[] toByteArray() {
            return value.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** An integer, of any size and never negative: a minus sign is an operator. */
    record IntegerValue(BigInteger value) implements ConstantValue {}

    /** A floating-point number, infinite where the literal is too large. */
    record FloatValue(double value) implements ConstantValue {}

    /** An imaginary number such as {@code 2j}; literals have no real part. */
    record ComplexValue(double imaginary) implements ConstantValue {}

    /** {@code True}, {@code False}, {@code None} and {@code ...}. */
    enum Singleton implements ConstantValue {
        TRUE,
        FALSE,
        NONE,
        ELLIPSIS
    }
}
