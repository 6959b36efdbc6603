// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import org.jspecify.annotations.Nullable;

/** Writes constants as SQL. */
final class SqlLiterals {

    private SqlLiterals() {}

    /** The SQL of a constant, or null for anything else. */
    static @Nullable String of(@Nullable Value value) {
        if (value == Value.NONE) {
            return "NULL";
        }
        if (value == Value.TRUE) {
            return "true";
        }
        if (value == Value.FALSE) {
            return "false";
        }
        if (value instanceof Value.IntegerValue integer) {
            return Long.toString(integer.value());
        }
        if (value instanceof Value.FloatValue number) {
            return Double.toString(number.value());
        }
        if (value instanceof Text text && text.isKnown()) {
            return quoted(text.value());
        }
        return null;
    }

    /** A text as an SQL string. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
