// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.schema.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into statements. A statement ends at the delimiter, unless that stands in the compound body of a routine or
 * trigger. Knows what clients of the databases add to SQL: {@code DELIMITER}, {@code GO}, a line with only {@code /},
 * backslash commands, and the rows behind {@code COPY … FROM stdin}. Not thread-safe.
 */
final class Splitter {

    /**
     * A statement that was cut out.
     *
     * @param start offset of its first character
     * @param end offset behind its last character
     * @param tokens its tokens; empty for a command to the client
     */
    record Piece(int start, int end, List<Token> tokens) {}

    private final String text;
    private final Lexer lexer;
    private final @Nullable Dialect dialect;
    private final List<Piece> pieces = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private String delimiter = ";";
    private int compoundDepth;
    private int groupDepth;
    private boolean mayBeCompound;

    Splitter(String text, int start, int end, @Nullable Dialect dialect) {
        this.text = text;
        this.lexer = new Lexer(text, start, end, dialect);
        this.dialect = dialect;
    }

    /** Whether a string, comment or quoted name ran into the end of the text. */
    boolean unclosed() {
        return lexer.unclosed();
    }

    List<Piece> split() {
        while (lexer.skipSpace()) {
            int at = lexer.position();
            if (!delimiter.equals(";") && text.startsWith(delimiter, at)) {
                lexer.skipTo(at + delimiter.length());
                finish();
            } else if (text.charAt(at) == '\\' && (tokens.isEmpty() || isTerminatorCommand(at))) {
                clientCommand(at);
            } else {
                add(lexer.token());
            }
        }
        finish();
        return pieces;
    }

    private void add(Token token) {
        boolean first = tokens.isEmpty();
        if (token.kind() == Token.Kind.SYMBOL) {
            symbol(token);
            return;
        }
        if (token.kind() == Token.Kind.WORD) {
            if (first && is(token, "DELIMITER") && isLineStart(token.start())) {
                delimiterCommand(token);
                return;
            }
            if (is(token, "GO") && isAloneOnLine(token) && dialect != Dialect.POSTGRESQL) {
                finish();
                return;
            }
            if (mayBeCompound) {
                count(token);
            }
        }
        tokens.add(token);
        if (tokens.size() <= 8) {
            mayBeCompound |= opensCompound(token);
        }
    }

    private void symbol(Token token) {
        char c = text.charAt(token.start());
        if (c == ';' && compoundDepth == 0 && delimiter.equals(";")) {
            boolean rows = isCopyFromStdin();
            finish();
            if (rows) {
                skipRows();
            }
        } else if (c == '/' && isAloneOnLine(token)) {
            finish();
        } else if (c == ';' && tokens.isEmpty()) {
            // An empty statement.
        } else {
            if (c == '(') {
                groupDepth++;
            } else if (c == ')') {
                groupDepth--;
            } else if (c == ';') {
                groupDepth = 0;
            }
            tokens.add(token);
        }
    }

    private void finish() {
        // Delimiters of a compound body that was cut off stay with it; those alone are no statement.
        while (!tokens.isEmpty() && isSymbol(tokens.get(tokens.size() - 1), ';')) {
            tokens.remove(tokens.size() - 1);
        }
        if (!tokens.isEmpty()) {
            pieces.add(new Piece(
                    tokens.get(0).start(), tokens.get(tokens.size() - 1).end(), tokens));
            tokens = new ArrayList<>();
        }
        compoundDepth = 0;
        groupDepth = 0;
        mayBeCompound = false;
    }

    // ---- compound bodies

    /** Whether the statement that begins with the tokens so far can have a body of several statements. */
    private boolean opensCompound(Token token) {
        int count = tokens.size();
        if (count == 1) {
            // Of the statement BEGIN only an anonymous block goes on; the next word tells.
            return false;
        }
        if (is(tokens.get(0), "CREATE") || is(tokens.get(0), "ALTER")) {
            Token what = tokens.get(1);
            if (is(what, "TABLE") || is(what, "INDEX") || is(what, "UNIQUE") || is(what, "VIEW") || is(what, "TYPE")) {
                return false;
            }
            return is(token, "TRIGGER")
                    || is(token, "PROCEDURE")
                    || is(token, "FUNCTION")
                    || is(token, "EVENT")
                    || is(token, "PACKAGE")
                    || is(token, "PROC");
        }
        if (count == 2 && is(tokens.get(0), "BEGIN") && token.kind() == Token.Kind.WORD) {
            boolean transaction = is(token, "TRANSACTION")
                    || is(token, "TRAN")
                    || is(token, "WORK")
                    || is(token, "ISOLATION")
                    || is(token, "READ")
                    || is(token, "IMMEDIATE")
                    || is(token, "EXCLUSIVE")
                    || is(token, "DEFERRED")
                    || is(token, "DEFERRABLE")
                    || is(token, "CONCURRENT");
            compoundDepth = transaction ? 0 : 1;
            return !transaction;
        }
        if (count == 2 && is(tokens.get(0), "DECLARE") && dialect == Dialect.ORACLE) {
            compoundDepth = 1;
            return true;
        }
        return count > 2 && is(tokens.get(0), "IF") && dialect == Dialect.MSSQL;
    }

    private void count(Token token) {
        if (groupDepth > 0 || !tokens.isEmpty() && isSymbol(tokens.get(tokens.size() - 1), '.')) {
            return;
        }
        boolean afterEnd = !tokens.isEmpty() && is(tokens.get(tokens.size() - 1), "END");
        if (is(token, "BEGIN")) {
            boolean declared = compoundDepth == 1 && is(tokens.get(0), "DECLARE");
            compoundDepth += declared ? 0 : 1;
        } else if (is(token, "CASE") && !afterEnd && compoundDepth > 0) {
            compoundDepth++;
        } else if (compoundDepth > 0 && is(token, "END")) {
            compoundDepth--;
        } else if (afterEnd && (is(token, "IF") || is(token, "LOOP") || is(token, "WHILE") || is(token, "REPEAT"))) {
            // IF, LOOP, WHILE and REPEAT were not counted, so neither is their end.
            compoundDepth++;
        }
    }

    // ---- what clients add

    private void delimiterCommand(Token token) {
        int end = lexer.lineEnd();
        String wanted = text.substring(token.end(), end).trim();
        int blank = wanted.indexOf(' ');
        delimiter = blank > 0 ? wanted.substring(0, blank) : wanted;
        if (delimiter.isEmpty()) {
            delimiter = ";";
        }
        lexer.delimiter(delimiter);
        lexer.skipTo(end);
        pieces.add(new Piece(token.start(), end, List.of()));
    }

    private boolean isTerminatorCommand(int at) {
        return text.startsWith("\\g", at) || text.startsWith("\\G", at) || text.startsWith("\\;", at);
    }

    private void clientCommand(int at) {
        boolean terminator = !tokens.isEmpty();
        finish();
        int end = lexer.lineEnd();
        if (terminator && (end - at <= 2 || text.charAt(at + 2) <= ' ')) {
            lexer.skipTo(at + 2);
            return;
        }
        pieces.add(new Piece(at, text.charAt(end - 1) == '\r' ? end - 1 : end, List.of()));
        lexer.skipTo(end);
    }

    private boolean isCopyFromStdin() {
        if (tokens.size() < 4 || !is(tokens.get(0), "COPY")) {
            return false;
        }
        for (int i = 2; i < tokens.size(); i++) {
            if (is(tokens.get(i), "STDIN")) {
                return is(tokens.get(i - 1), "FROM");
            }
        }
        return false;
    }

    private void skipRows() {
        lexer.skipTo(lexer.lineEnd() + 1);
        while (true) {
            int start = lexer.position();
            int end = lexer.lineEnd();
            lexer.skipTo(end + 1);
            if (text.startsWith("\\.", start) || lexer.position() <= end) {
                return;
            }
        }
    }

    // ---- tests

    private boolean is(Token token, String keyword) {
        return token.kind() == Token.Kind.WORD
                && token.end() - token.start() == keyword.length()
                && text.regionMatches(true, token.start(), keyword, 0, keyword.length());
    }

    private boolean isSymbol(Token token, char symbol) {
        return token.kind() == Token.Kind.SYMBOL
                && token.end() - token.start() == 1
                && text.charAt(token.start()) == symbol;
    }

    private boolean isLineStart(int offset) {
        int before = offset - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }

    private boolean isAloneOnLine(Token token) {
        if (!isLineStart(token.start())) {
            return false;
        }
        int after = token.end();
        while (after < text.length() && text.charAt(after) <= ' ' && text.charAt(after) != '\n') {
            after++;
        }
        return after >= text.length() || text.charAt(after) == '\n';
    }
}
