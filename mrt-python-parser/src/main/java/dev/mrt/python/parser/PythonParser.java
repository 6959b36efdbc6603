// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import dev.mrt.python.ParsedSource;
import dev.mrt.python.parser.internal.Limits;
import dev.mrt.python.parser.internal.ModuleParser;

/**
 * Parses Python 3.8 to 3.14: every text within the limits that one of these versions accepts, and no other. What is wrong with a
 * text is part of the result, never an exception; no text overflows the stack of a thread with the usual 1 MiB.
 *
 * <pre>{@code
 * ParsedSource parsed = PythonParser.create().parse(text);
 * for (Statement statement : parsed.module().body()) { ... }
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class PythonParser {

    private static final PythonParser DEFAULT = builder().build();

    private final Limits limits;

    private PythonParser(Limits limits) {
        this.limits = limits;
    }

    /** A parser with the default limits. */
    public static PythonParser create() {
        return DEFAULT;
    }

    /** A parser with limits of the caller's choice. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Parses a text.
     *
     * @param text a whole file, decoded and without a byte order mark
     * @return the tree and the comments, and why the text is not Python 3 if it is not
     */
    public ParsedSource parse(String text) {
        return ModuleParser.parse(text, limits);
    }

    /** Sets the limits of a parser. A text that exceeds one yields an error that names it. Not thread-safe. */
    public static final class Builder {

        private int maxCharacters = 16_000_000;
        private int maxTokens = 4_000_000;
        private int maxBrackets = 200;
        private int maxIndentation = 100;
        private int maxTreeDepth = 500;

        private Builder() {}

        /** UTF-16 units of a text; 16,000,000 unless set. */
        public Builder maxCharacters(int characters) {
            maxCharacters = positive(characters);
            return this;
        }

        /** Tokens of a text; 4,000,000 unless set. */
        public Builder maxTokens(int tokens) {
            maxTokens = positive(tokens);
            return this;
        }

        /** Brackets within brackets, from 1 to 200; 200 unless set, as in CPython. */
        public Builder maxBrackets(int brackets) {
            maxBrackets = upTo(200, brackets);
            return this;
        }

        /** Blocks within blocks, from 1 to 100; 100 unless set, as in CPython. */
        public Builder maxIndentation(int blocks) {
            maxIndentation = upTo(100, blocks);
            return this;
        }

        /**
         * Nodes of the tree below one another, from 1 to 1,000; 500 unless set, several times what people write. A long chain of
         * operators is that deep. With more, run code that recurses over the tree on a thread with more than 1 MiB of stack.
         */
        public Builder maxTreeDepth(int nodes) {
            maxTreeDepth = upTo(1_000, nodes);
            return this;
        }

        /** The parser. */
        public PythonParser build() {
            return new PythonParser(new Limits(maxCharacters, maxTokens, maxBrackets, maxIndentation, maxTreeDepth));
        }

        private static int positive(int value) {
            return upTo(Integer.MAX_VALUE, value);
        }

        private static int upTo(int maximum, int value) {
            if (value < 1 || value > maximum) {
                throw new IllegalArgumentException("A limit must be from 1 to " + maximum + ", not " + value);
            }
            return value;
        }
    }
}
