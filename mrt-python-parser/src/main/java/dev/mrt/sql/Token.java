// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

/** One token of an SQL text, by its place in the text. */
record Token(Kind kind, int start, int end) {

    /** The kinds of tokens. */
    enum Kind {
        /** A keyword or an identifier without quotes. */
        WORD,
        /** An identifier in quotes of any kind. */
        QUOTED,
        /** A string of any kind, its prefix and dollar quotes included. */
        STRING,
        NUMBER,
        /** A value bound later: {@code :name}, {@code %s}, {@code %(name)s}, {@code ?}, {@code $1}. */
        PLACEHOLDER,
        /** One of {@code ( ) [ ] , ; .} or a run of operator characters. */
        SYMBOL
    }
}
