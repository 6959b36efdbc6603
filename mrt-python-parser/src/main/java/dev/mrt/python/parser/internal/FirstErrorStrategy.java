// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Ends the statement at the first token that does not fit, and spends nothing on tokens that do. */
final class FirstErrorStrategy extends DefaultErrorStrategy {

    private static final int MAX_ALTERNATIVES = 2;

    @Override
    public void sync(Parser recognizer) {}

    @Override
    public void reportMatch(Parser recognizer) {}

    @Override
    public void reportError(Parser recognizer, RecognitionException e) {
        throw unexpected((TreeParser) recognizer);
    }

    @Override
    public Token recoverInline(Parser recognizer) {
        throw unexpected((TreeParser) recognizer);
    }

    /** Names the current token, and what should stand there where there are not many choices. */
    static SyntaxProblem unexpected(TreeParser parser) {
        PythonToken token = parser.tokens.current();
        String wanted = alternatives(parser.getExpectedTokens());
        String found = TokenNames.describe(token, parser.source);
        return SyntaxProblem.invalid(
                token.start, wanted.isEmpty() ? "unexpected " + found : "expected " + wanted + ", found " + found);
    }

    private static String alternatives(IntervalSet expected) {
        if (expected.size() > MAX_ALTERNATIVES) {
            return "";
        }
        StringBuilder words = new StringBuilder();
        for (int type : expected.toList()) {
            String word = TokenNames.describe(type);
            if (word.isEmpty()) {
                return "";
            }
            words.append(words.isEmpty() ? "" : " or ").append(word);
        }
        return words.toString();
    }
}
