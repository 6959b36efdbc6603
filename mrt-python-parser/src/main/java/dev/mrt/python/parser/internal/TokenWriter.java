// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import static dev.mrt.python.parser.internal.PythonGrammar.*;

import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Adds tokens to the list, and settles the types that depend on the neighbours:
 *
 * <ul>
 *   <li>{@code match}, {@code case} and {@code type} where they are keywords: a line that starts with {@code match} and ends with a
 *       colon is a match statement, {@code case} is a keyword only as the first word of a line in its block, and {@code type} only
 *       directly before a name;
 *   <li>{@code not in} and {@code is not}, which become one token each;
 *   <li>trailing commas and semicolons, which have a type of their own.
 * </ul>
 */
final class TokenWriter {

    private final TokenArray tokens;
    private final int limit;
    private @Nullable PythonToken last;
    private @Nullable PythonToken firstOfLine;
    private boolean lineMayBeCase;
    private int lineStart;
    private int longestLine;
    private int visibleEnd;

    TokenWriter(TokenArray tokens, int limit) {
        this.tokens = tokens;
        this.limit = limit;
    }

    /** Number of tokens of the longest logical line. */
    int longestLine() {
        return longestLine;
    }

    /** Begins a logical line; {@code mayBeCase} tells whether it stands directly in the block of a match statement. */
    void startLine(boolean mayBeCase) {
        firstOfLine = null;
        lineMayBeCase = mayBeCase;
        lineStart = tokens.size();
    }

    /** Ends a logical line, if it holds any token, and tells whether it is the head of a match statement. */
    boolean endLine(int offset) {
        PythonToken first = firstOfLine;
        PythonToken end = last;
        if (first == null || end == null) {
            return false;
        }
        boolean match = first.type == NAME && end.type == COLON && "match".equals(first.name);
        if (match) {
            first.type = MATCH;
        }
        addLayout(NEWLINE, offset);
        longestLine = Math.max(longestLine, tokens.size() - lineStart);
        return match;
    }

    /** Adds a token of layout. It has the end of the last visible token as its own. */
    void addLayout(int type, int offset) {
        PythonToken before = last;
        if (type == NEWLINE && before != null) {
            if (before.type == SEMICOLON) {
                before.type = TRAILING_SEMICOLON;
            } else if (before.type == COMMA) {
                before.type = TRAILING_COMMA;
            }
        }
        write(type, offset, visibleEnd, null);
    }

    /** Adds the token that ends a list which a problem has cut short. */
    void addError(int offset) {
        int end = Math.max(offset, visibleEnd);
        write(ERROR, end, end, null);
    }

    /** Adds a visible token; {@code name} is null for all but names and keywords. */
    void add(int type, int start, int end, @Nullable String name) {
        PythonToken before = last;
        if (before != null) {
            switch (before.type) {
                case COMMA -> {
                    if (endsList(type)) {
                        before.type = TRAILING_COMMA;
                    }
                }
                case NOT -> {
                    if (type == IN) {
                        merge(before, NOT_IN, end);
                        return;
                    }
                }
                case IS -> {
                    if (type == NOT) {
                        merge(before, IS_NOT, end);
                        return;
                    }
                }
                case NAME -> {
                    if (type == NAME && "type".equals(before.name) && startsStatement(before)) {
                        before.type = TYPE;
                    }
                }
                default -> {}
            }
        }
        boolean first = firstOfLine == null;
        boolean caseKeyword = first && lineMayBeCase && type == NAME && "case".equals(name);
        PythonToken token = write(caseKeyword ? CASE : type, start, end, name);
        if (first) {
            firstOfLine = token;
        }
        visibleEnd = end;
    }

    private PythonToken write(int type, int start, int end, @Nullable String name) {
        if (tokens.size() >= limit && type != Token.EOF && type != ERROR) {
            throw SyntaxProblem.limit(start, "more than " + limit + " tokens", "raise the limit or leave the file out");
        }
        PythonToken token = new PythonToken(type, start, end, tokens.size(), name);
        tokens.add(token);
        last = token;
        return token;
    }

    private void merge(PythonToken token, int type, int end) {
        token.type = type;
        token.end = end;
        visibleEnd = end;
    }

    /** Whether a comma before such a token ends a list instead of parting two elements. */
    private static boolean endsList(int type) {
        return switch (type) {
            case RPAR, RSQB, RBRACE, EQUAL, COLON, SEMICOLON, IN, IF, EXCLAMATION, AUGMENTED_ASSIGNMENT -> true;
            default -> false;
        };
    }

    private boolean startsStatement(PythonToken token) {
        if (token.index == 0) {
            return true;
        }
        return switch (tokens.get(token.index - 1).type) {
            case NEWLINE, INDENT, DEDENT, SEMICOLON, COLON -> true;
            default -> false;
        };
    }
}
