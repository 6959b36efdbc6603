// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import java.util.List;
import java.util.Map;

/** A value of a TOML file and the line that it starts on. */
sealed interface TomlValue {

    /** The line, from 1. */
    int line();

    /** What the value is, for messages. */
    String words();

    /** A string. */
    record Text(String value, int line) implements TomlValue {
        @Override
        public String words() {
            return "a string";
        }
    }

    /** An integer. */
    record Whole(long value, int line) implements TomlValue {
        @Override
        public String words() {
            return "an integer";
        }
    }

    /** A floating-point number. */
    record Decimal(double value, int line) implements TomlValue {
        @Override
        public String words() {
            return "a number";
        }
    }

    /** {@code true} or {@code false}. */
    record Flag(boolean value, int line) implements TomlValue {
        @Override
        public String words() {
            return "a boolean";
        }
    }

    /** A date, time or both, as written. */
    record Moment(String value, int line) implements TomlValue {
        @Override
        public String words() {
            return "a date";
        }
    }

    /** An array. */
    record Items(List<TomlValue> values, int line) implements TomlValue {
        @Override
        public String words() {
            return "an array";
        }
    }

    /**
     * A table.
     *
     * @param entries the values by key in the order of the file; open to the reader until it is done
     */
    record Table(Map<String, TomlValue> entries, int line) implements TomlValue {
        @Override
        public String words() {
            return "a table";
        }
    }
}
