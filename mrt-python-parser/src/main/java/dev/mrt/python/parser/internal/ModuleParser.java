// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.Module;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.Statement;
import dev.mrt.python.SyntaxError;
import dev.mrt.source.LineIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Parses one text, top-level statement by top-level statement. A statement with an error costs no more than itself: the error is
 * explained only then, and parsing goes on behind the statement.
 */
public final class ModuleParser {

    /** More would say nothing new: a text with so many errors is in another language. */
    private static final int MAX_ERRORS = 20;

    private final String text;
    private final Limits limits;
    private final Tokenizer tokenizer;
    private final TokenArray tokens;
    private final PythonGrammar grammar;
    private final List<Statement> body = new ArrayList<>();
    private final List<SyntaxProblem> problems = new ArrayList<>();

    private ModuleParser(String text, Limits limits) {
        this.text = text;
        this.limits = limits;
        tokenizer = new Tokenizer(text, limits);
        tokens = tokenizer.tokenize();
        grammar = new PythonGrammar(tokens);
    }

    /** Parses a text. Never throws on any text. */
    public static ParsedSource parse(String text, Limits limits) {
        if (text.length() > limits.characters()) {
            SyntaxError error = new SyntaxError(
                    SyntaxError.Kind.LIMIT,
                    0,
                    1,
                    0,
                    "the text has " + text.length() + " characters, more than " + limits.characters(),
                    "raise the limit or leave the file out");
            return new ParsedSource(text, new Module(List.of(), 0, text.length()), List.of(), List.of(error));
        }
        return new ModuleParser(text, limits).parse();
    }

    private ParsedSource parse() {
        parseStatements();
        new TreeDepth(limits.treeDepth()).check(body, tokenizer.depthBound(), problems);
        Module module = new Module(body, 0, text.length());
        problems.addAll(Python2.handlers(grammar.statements.bareHandlerNames(), module));
        return new ParsedSource(text, module, tokenizer.comments(), errors());
    }

    private void parseStatements() {
        while (problems.size() < MAX_ERRORS && tokens.current().type != Token.EOF) {
            int first = tokens.index();
            try {
                grammar.statement(body);
            } catch (SyntaxProblem problem) {
                SyntaxProblem lexical = tokenizer.problem();
                if (lexical != null && problem.offset >= lexical.offset) {
                    problems.add(lexical);
                    return;
                }
                int failed = tokens.index();
                problems.add(Python2.explain(problem, tokens, failed));
                grammar.restart(nextStatement(first, failed));
            }
        }
    }

    /** The index of the first token behind the top-level statement that starts at one token and fails at another. */
    private int nextStatement(int first, int failed) {
        int level = 0;
        for (int i = first; ; i++) {
            int type = tokens.get(i).type;
            if (type == Token.EOF) {
                return i;
            }
            if (type == PythonGrammar.INDENT) {
                level++;
            } else if (type == PythonGrammar.DEDENT) {
                level--;
            }
            boolean ends = type == PythonGrammar.DEDENT || type == PythonGrammar.NEWLINE;
            if (ends && level <= 0 && i >= failed && startsStatement(tokens.get(i + 1).type)) {
                return i + 1;
            }
        }
    }

    private static boolean startsStatement(int type) {
        return switch (type) {
            case PythonGrammar.INDENT,
                    PythonGrammar.DEDENT,
                    PythonGrammar.ELIF,
                    PythonGrammar.ELSE,
                    PythonGrammar.EXCEPT,
                    PythonGrammar.FINALLY -> false;
            default -> true;
        };
    }

    private List<SyntaxError> errors() {
        if (problems.isEmpty()) {
            return List.of();
        }
        problems.sort(Comparator.comparingInt(problem -> problem.offset));
        LineIndex lines = LineIndex.of(text);
        List<SyntaxError> errors = new ArrayList<>(problems.size());
        for (SyntaxProblem problem : problems) {
            int offset = Math.min(problem.offset, text.length());
            errors.add(new SyntaxError(
                    problem.kind, offset, lines.line(offset), lines.column(offset), problem.message(), problem.remedy));
        }
        return errors;
    }
}
