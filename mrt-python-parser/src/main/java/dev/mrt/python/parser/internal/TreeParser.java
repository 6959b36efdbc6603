// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Argument;
import dev.mrt.python.Expression;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.jspecify.annotations.Nullable;

/**
 * What the generated parser stands on: the tokens, and the builders that its actions call. It keeps no parse tree, and leaves a
 * statement by a {@link SyntaxProblem} at the first token that does not fit.
 */
abstract class TreeParser extends Parser {

    final TokenArray tokens;
    final String source;
    final ExpressionBuilder expressions;
    final OperatorStack operators = new OperatorStack();
    final AssignmentTargets assignable = new AssignmentTargets();
    final StatementBuilder statements;
    final PatternBuilder patterns;

    private int nesting;

    TreeParser(TokenStream input) {
        super(input);
        tokens = (TokenArray) input;
        source = tokens.source();
        expressions = new ExpressionBuilder(source);
        statements = new StatementBuilder(source, assignable);
        patterns = new PatternBuilder(expressions);
        setBuildParseTree(false);
        setErrorHandler(new FirstErrorStrategy());
    }

    /** Forgets the statement that was left half-way and goes on at a token. */
    void restart(int tokenIndex) {
        reset();
        tokens.seek(tokenIndex);
        nesting = 0;
        operators.reset();
    }

    // The methods that the actions use

    /** Offset of the current rule's first character. */
    final int start() {
        return start(_ctx);
    }

    final int start(ParserRuleContext context) {
        return ((PythonToken) context.start).start;
    }

    final int start(Token token) {
        return ((PythonToken) token).start;
    }

    /** Offset behind the last token that was matched. */
    final int end() {
        return tokens.previous().end;
    }

    /** Offset of the token that comes next. */
    final int nextStart() {
        return tokens.current().start;
    }

    final String text(Token name) {
        return ExpressionBuilder.text(name);
    }

    final @Nullable String textOrNull(@Nullable Token name) {
        return name == null ? null : text(name);
    }

    final Argument argument(Token name, @Nullable Expression annotation) {
        return new Argument(text(name), annotation, start(name), end());
    }

    /** The list with one more element; most lists here stay empty, so none is made until it is needed. */
    static <T> List<T> append(List<T> list, T element) {
        List<T> result = list.isEmpty() ? new ArrayList<>() : list;
        result.add(element);
        return result;
    }

    /** Bounds the recursion that needs no brackets, such as {@code lambda: lambda: x}. */
    final void enterNesting() {
        if (++nesting > tokens.limits().treeDepth()) {
            throw SyntaxProblem.limit(
                    start(),
                    "expressions more than " + tokens.limits().treeDepth() + " deep",
                    "take the expression apart");
        }
    }

    final void leaveNesting() {
        nesting--;
    }

    // What ANTLR's parser does, less what serves parse trees, listeners and recovery

    @Override
    public final Token match(int type) {
        PythonToken token = tokens.current();
        if (token.type != type) {
            throw FirstErrorStrategy.unexpected(this);
        }
        tokens.consume();
        return token;
    }

    @Override
    public final Token consume() {
        PythonToken token = tokens.current();
        tokens.consume();
        return token;
    }

    @Override
    public final void enterRule(ParserRuleContext context, int state, int ruleIndex) {
        setState(state);
        _ctx = context;
        context.start = tokens.current();
    }

    @Override
    public final void exitRule() {
        setState(_ctx.invokingState);
        _ctx = (ParserRuleContext) _ctx.parent;
    }
}
