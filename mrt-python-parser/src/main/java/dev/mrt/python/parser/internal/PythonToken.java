// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * One token: its type and its range. Tokens of layout have the end of the last visible token as theirs, so that the range of a
 * compound statement ends with its last word.
 */
final class PythonToken implements Token {

    int type;
    final int start;
    int end;
    final int index;

    /** The name's text, normalised; null for every other type. */
    final @Nullable String name;

    PythonToken(int type, int start, int end, int index, @Nullable String name) {
        this.type = type;
        this.start = start;
        this.end = end;
        this.index = index;
        this.name = name;
    }

    @Override
    public int getType() {
        return type;
    }

    @Override
    public int getStartIndex() {
        return start;
    }

    @Override
    public int getStopIndex() {
        return end - 1;
    }

    @Override
    public int getTokenIndex() {
        return index;
    }

    @Override
    public @Nullable String getText() {
        return name;
    }

    @Override
    public int getLine() {
        return 0;
    }

    @Override
    public int getCharPositionInLine() {
        return -1;
    }

    @Override
    public int getChannel() {
        return DEFAULT_CHANNEL;
    }

    @Override
    public @Nullable TokenSource getTokenSource() {
        return null;
    }

    @Override
    public @Nullable CharStream getInputStream() {
        return null;
    }
}
