// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import static dev.mrt.python.parser.internal.PythonGrammar.*;

import org.antlr.v4.runtime.Token;

/** Tokens in words, for messages. */
final class TokenNames {

    private static final int LONGEST = 30;

    private TokenNames() {}

    /** What a token of the text is called. */
    static String describe(PythonToken token, String source) {
        return switch (token.type) {
            case NEWLINE -> "end of line";
            case INDENT -> "indent";
            case DEDENT -> "end of block";
            case Token.EOF, ERROR -> "end of file";
            default -> quote(source.substring(token.start, token.end));
        };
    }

    /** What a type of token is called; empty where that would not help. */
    static String describe(int type) {
        return switch (type) {
            case INDENT -> "an indented block";
            case NAME -> "a name";
            case COLON -> "':'";
            case EQUAL -> "'='";
            case LPAR -> "'('";
            case RPAR -> "')'";
            case RSQB -> "']'";
            case RBRACE -> "'}'";
            case IN -> "'in'";
            case IMPORT -> "'import'";
            case ELSE -> "'else'";
            case CASE -> "'case'";
            case EXCEPT -> "'except'";
            case FINALLY -> "'finally'";
            default -> "";
        };
    }

    private static String quote(String text) {
        int lineEnd = text.indexOf('\n');
        int length = Math.min(LONGEST, lineEnd < 0 ? text.length() : lineEnd);
        return length < text.length() ? "'" + text.substring(0, length) + "...'" : "'" + text + "'";
    }
}
