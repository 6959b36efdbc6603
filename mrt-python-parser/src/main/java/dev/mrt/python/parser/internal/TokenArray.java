// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import java.util.Arrays;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/** All tokens of a text, and the parser's place among them. The last one is of type {@link Token#EOF} and is never passed. */
final class TokenArray implements TokenStream {

    private final String source;
    private final Limits limits;
    private PythonToken[] tokens;
    private int size;
    private int position;

    TokenArray(String source, Limits limits) {
        this.source = source;
        this.limits = limits;
        tokens = new PythonToken[Math.max(16, source.length() / 5)];
    }

    /** The text that the tokens' offsets refer to. */
    String source() {
        return source;
    }

    /** The limits under which the text is parsed. */
    Limits limits() {
        return limits;
    }

    void add(PythonToken token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
        }
        tokens[size++] = token;
    }

    PythonToken current() {
        return tokens[position];
    }

    /** The token before the current one. */
    PythonToken previous() {
        return tokens[position - 1];
    }

    @Override
    public PythonToken get(int index) {
        return tokens[index];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int LA(int offset) {
        return tokens[position + offset - 1].type;
    }

    @Override
    public Token LT(int offset) {
        return tokens[offset < 0 ? position + offset : position + offset - 1];
    }

    @Override
    public void consume() {
        if (position < size - 1) {
            position++;
        }
    }

    @Override
    public int index() {
        return position;
    }

    @Override
    public void seek(int index) {
        position = index;
    }

    @Override
    public int mark() {
        return 0;
    }

    @Override
    public void release(int marker) {}

    @Override
    public String getSourceName() {
        return UNKNOWN_SOURCE_NAME;
    }

    @Override
    public TokenSource getTokenSource() {
        throw unsupported();
    }

    @Override
    public String getText(Interval interval) {
        throw unsupported();
    }

    @Override
    public String getText() {
        throw unsupported();
    }

    @Override
    public String getText(RuleContext context) {
        throw unsupported();
    }

    @Override
    public String getText(Token start, Token stop) {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("Tokens hold no text; read the source at their offsets");
    }
}
