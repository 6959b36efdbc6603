// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import static dev.mrt.python.parser.internal.PythonGrammar.*;

import dev.mrt.python.Comment;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into tokens, as <a href="https://docs.python.org/3/reference/lexical_analysis.html">Python's lexical analysis</a>
 * says. {@link TokenWriter} settles on the way what would otherwise cost the grammar more than one token of lookahead.
 *
 * <p>The first thing that is no token ends the token list with one of type {@code ERROR}; see {@link #problem}.
 */
final class Tokenizer {

    private static final int TAB_SIZE = 8;

    /** Behind the last character, so that looking three ahead needs no check. */
    private static final int PADDING = 4;

    private final char[] chars;
    private final int length;
    private final Limits limits;
    private final TokenArray tokens;
    private final NameTable names = new NameTable();
    private final StringScanner strings;
    private final TokenWriter writer;
    private final Brackets brackets;
    private final Indentation indentation;
    private final List<Comment> comments = new ArrayList<>();

    private int position;
    private boolean blockHoldsCases;
    private int elifs;
    private @Nullable SyntaxProblem problem;

    Tokenizer(String text, Limits limits) {
        length = text.length();
        chars = new char[length + PADDING];
        text.getChars(0, length, chars, 0);
        this.limits = limits;
        tokens = new TokenArray(text, limits);
        strings = new StringScanner(chars, length);
        writer = new TokenWriter(tokens, limits.tokens());
        brackets = new Brackets(limits.brackets());
        indentation = new Indentation(limits.indentation());
    }

    /** Reads the whole text. To be called once. */
    TokenArray tokenize() {
        try {
            readLines();
        } catch (SyntaxProblem found) {
            problem = found;
            writer.addError(found.offset);
        }
        writer.addLayout(Token.EOF, length);
        return tokens;
    }

    List<Comment> comments() {
        return comments;
    }

    /** Why the tokens end before the text does; null where they do not. */
    @Nullable
    SyntaxProblem problem() {
        return problem;
    }

    /**
     * A number that the depth of the tree does not exceed. Within a line every level takes a token of its own; each block adds at
     * most two levels, and each {@code elif} one.
     */
    int depthBound() {
        return writer.longestLine() + elifs + 2 * limits.indentation() + 2;
    }

    private void readLines() {
        while (startLine()) {
            writer.startLine(indentation.holdsCases());
            readLine();
        }
        while (indentation.isNested()) {
            indentation.close();
            writer.addLayout(DEDENT, length);
        }
    }

    /** Passes blank lines and comments, and opens and closes blocks; false at the end of the text. */
    private boolean startLine() {
        while (true) {
            int column = 0;
            int tablessColumn = 0;
            int continuedColumn = 0;
            boolean measuring = true;
            while (measuring) {
                switch (chars[position]) {
                    case ' ' -> {
                        column++;
                        tablessColumn++;
                        position++;
                    }
                    case '\t' -> {
                        column = (column / TAB_SIZE + 1) * TAB_SIZE;
                        tablessColumn++;
                        position++;
                    }
                    case '\f' -> {
                        column = 0;
                        tablessColumn = 0;
                        position++;
                    }
                    case '\\' -> {
                        continuedColumn = continuedColumn == 0 ? column : continuedColumn;
                        continueLine();
                    }
                    default -> measuring = false;
                }
            }
            char c = chars[position];
            if (c == '#') {
                comment();
                c = chars[position];
            }
            if (c == '\n' || c == '\r') {
                position++;
            } else if (position >= length) {
                return false;
            } else {
                indent(continuedColumn == 0 ? column : continuedColumn, tablessColumn);
                return true;
            }
        }
    }

    private void indent(int column, int tablessColumn) {
        if (column > indentation.column()) {
            indentation.open(column, tablessColumn, blockHoldsCases, position);
            writer.addLayout(INDENT, position);
        } else if (column == indentation.column()) {
            indentation.same(tablessColumn, position);
        } else {
            while (column < indentation.column()) {
                indentation.close();
                writer.addLayout(DEDENT, position);
            }
            if (column != indentation.column()) {
                throw SyntaxProblem.invalid(position, "unindent does not match any outer indentation level");
            }
            indentation.same(tablessColumn, position);
        }
        blockHoldsCases = false;
    }

    /** Reads one logical line with its {@code NEWLINE}. */
    private void readLine() {
        while (true) {
            if (brackets.readsLiteralText()) {
                literalText();
                continue;
            }
            char c = chars[position];
            switch (c) {
                case ' ', '\t', '\f' -> position++;
                case '#' -> comment();
                case '\\' -> continueLine();
                case '\n', '\r' -> {
                    position++;
                    if (brackets.isEmpty()) {
                        blockHoldsCases = writer.endLine(position - 1);
                        return;
                    }
                }
                case '\0' -> {
                    if (position < length) {
                        throw SyntaxProblem.invalid(position, "source code cannot contain null characters");
                    }
                    if (!brackets.isEmpty()) {
                        throw neverClosed();
                    }
                    blockHoldsCases = writer.endLine(length);
                    return;
                }
                default -> token(c);
            }
        }
    }

    private void continueLine() {
        char c = chars[position + 1];
        if (c == '\r' && chars[position + 2] == '\n') {
            position += 3;
        } else if (c == '\n' || c == '\r') {
            position += 2;
        } else {
            throw SyntaxProblem.invalid(position, "unexpected character after line continuation character");
        }
        if (position >= length) {
            throw SyntaxProblem.invalid(length, "unexpected end of file after line continuation character");
        }
    }

    private void comment() {
        int start = position;
        while (position < length && chars[position] != '\n' && chars[position] != '\r') {
            position++;
        }
        comments.add(new Comment(start, position));
    }

    private SyntaxProblem neverClosed() {
        char open = brackets.top();
        return SyntaxProblem.invalid(
                brackets.offset(),
                open == Brackets.FIELD ? "f-string: expecting '}'" : "'" + open + "' was never closed");
    }

    private void token(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
            word();
            return;
        }
        if (c >= '0' && c <= '9') {
            number();
            return;
        }
        char next = chars[position + 1];
        switch (c) {
            case '(' -> open('(', LPAR);
            case '[' -> open('[', LSQB);
            case '{' -> open('{', LBRACE);
            case ')' -> close('(', RPAR);
            case ']' -> close('[', RSQB);
            case '}' -> close('{', RBRACE);
            case ',' -> emit(COMMA, 1);
            case ';' -> emit(SEMICOLON, 1);
            case '~' -> emit(TILDE, 1);
            case '"', '\'' -> string(position);
            case '.' -> {
                if (next >= '0' && next <= '9') {
                    number();
                } else if (next == '.' && chars[position + 2] == '.') {
                    emit(ELLIPSIS, 3);
                } else {
                    emit(DOT, 1);
                }
            }
            case ':' -> {
                if (brackets.top() == Brackets.FIELD) {
                    emit(COLON, 1);
                    brackets.startFormat();
                } else if (next == '=') {
                    emit(COLON_EQUAL, 2);
                } else {
                    emit(COLON, 1);
                }
            }
            case '=' -> operator(next, EQUAL, EQUAL_EQUAL);
            case '+' -> operator(next, PLUS, AUGMENTED_ASSIGNMENT);
            case '-' -> {
                if (next == '>') {
                    emit(ARROW, 2);
                } else {
                    operator(next, MINUS, AUGMENTED_ASSIGNMENT);
                }
            }
            case '*' -> repeated(c, next, STAR, DOUBLE_STAR, AUGMENTED_ASSIGNMENT);
            case '/' -> repeated(c, next, SLASH, DOUBLE_SLASH, AUGMENTED_ASSIGNMENT);
            case '<' -> repeated(c, next, LESS, LEFT_SHIFT, LESS_EQUAL);
            case '>' -> repeated(c, next, GREATER, RIGHT_SHIFT, GREATER_EQUAL);
            case '%' -> operator(next, PERCENT, AUGMENTED_ASSIGNMENT);
            case '&' -> operator(next, AMPERSAND, AUGMENTED_ASSIGNMENT);
            case '|' -> operator(next, VERTICAL_BAR, AUGMENTED_ASSIGNMENT);
            case '^' -> operator(next, CIRCUMFLEX, AUGMENTED_ASSIGNMENT);
            case '@' -> operator(next, AT, AUGMENTED_ASSIGNMENT);
            case '!' -> {
                if (next == '=') {
                    emit(NOT_EQUAL, 2);
                } else if (brackets.top() == Brackets.FIELD) {
                    emit(EXCLAMATION, 1);
                } else {
                    throw invalidCharacter();
                }
            }
            default -> {
                if (c < 0x80) {
                    throw invalidCharacter();
                }
                word();
            }
        }
    }

    private void operator(char next, int type, int typeWithEqual) {
        if (next == '=') {
            emit(typeWithEqual, 2);
        } else {
            emit(type, 1);
        }
    }

    /** One of {@code c}, {@code cc}, {@code c=} and {@code cc=}. */
    private void repeated(char c, char next, int type, int repeatedType, int typeWithEqual) {
        if (next == c) {
            operator2(chars[position + 2], repeatedType);
        } else {
            operator(next, type, typeWithEqual);
        }
    }

    private void operator2(char next, int type) {
        if (next == '=') {
            emit(AUGMENTED_ASSIGNMENT, 3);
        } else {
            emit(type, 2);
        }
    }

    private void open(char kind, int type) {
        brackets.open(kind, position);
        emit(type, 1);
    }

    private void close(char kind, int type) {
        char open = brackets.top();
        if (open == '\0') {
            throw SyntaxProblem.invalid(position, "unmatched '" + chars[position] + "'");
        }
        if (open != kind && !(open == Brackets.FIELD && kind == '{')) {
            throw SyntaxProblem.invalid(
                    position,
                    "closing '" + chars[position] + "' does not match opening '" + (open == Brackets.FIELD ? '{' : open)
                            + "'");
        }
        brackets.close();
        emit(type, 1);
    }

    private void word() {
        int start = position;
        int end = start;
        char c = chars[end];
        while ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9')) {
            c = chars[++end];
        }
        if (c >= 0x80) {
            unicodeWord();
            return;
        }
        if ((c == '"' || c == '\'') && end - start <= 2 && isStringPrefix(start, end)) {
            string(end);
            return;
        }
        NameTable.Entry entry = names.ascii(chars, start, end);
        position = end;
        if (entry.type() == ELIF) {
            elifs++;
        }
        writer.add(entry.type(), start, end, entry.name());
    }

    private void unicodeWord() {
        int start = position;
        int end = start;
        while (end < length) {
            int c = Character.codePointAt(chars, end, length);
            boolean continues = end == start
                    ? c == '_' || Character.isUnicodeIdentifierStart(c)
                    : Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
            if (!continues) {
                break;
            }
            end += Character.charCount(c);
        }
        if (end == start || (end < length && chars[end] >= 0x80)) {
            position = end;
            throw invalidCharacter();
        }
        position = end;
        NameTable.Entry entry = names.unicode(chars, start, end);
        writer.add(entry.type(), start, end, entry.name());
    }

    private boolean isStringPrefix(int start, int end) {
        int first = chars[start] | 0x20;
        if (end - start == 1) {
            return first == 'r' || first == 'b' || first == 'u' || first == 'f' || first == 't';
        }
        int second = chars[start + 1] | 0x20;
        int other = first == 'r' ? second : second == 'r' ? first : 0;
        return other == 'b' || other == 'f' || other == 't';
    }

    private void number() {
        NumberScanner scanner = new NumberScanner(chars, position);
        int end = scanner.end();
        emit(NUMBER, end - position);
    }

    /** A string literal whose prefix starts at {@link #position} and whose first quote stands at {@code quoteAt}. */
    private void string(int quoteAt) {
        int start = position;
        boolean raw = false;
        boolean formatted = false;
        for (int i = start; i < quoteAt; i++) {
            int prefix = chars[i] | 0x20;
            raw |= prefix == 'r';
            formatted |= prefix == 'f' || prefix == 't';
        }
        char quote = chars[quoteAt];
        boolean triple = chars[quoteAt + 1] == quote && chars[quoteAt + 2] == quote;
        int content = quoteAt + (triple ? 3 : 1);
        if (formatted) {
            brackets.openString(start, quote, triple, raw);
            emit(FSTRING_START, content - start);
        } else {
            emit(STRING, strings.end(start, content, quote, triple) - start);
        }
    }

    /** Reads literal text of a formatted string up to and with what ends it: a brace or the closing quotes. */
    private void literalText() {
        int start = position;
        boolean format = brackets.top() == Brackets.FORMAT;
        boolean triple = brackets.triple();
        char quote = brackets.quote();
        int i = start;
        while (i < length) {
            char c = chars[i];
            if (c == quote && (!triple || (chars[i + 1] == quote && chars[i + 2] == quote))) {
                if (format) {
                    throw SyntaxProblem.invalid(i, "f-string: expecting '}'");
                }
                middle(start, i);
                brackets.close();
                emit(FSTRING_END, triple ? 3 : 1);
                return;
            }
            if (c == '{' || c == '}') {
                if (!format && chars[i + 1] == c) {
                    i += 2;
                    continue;
                }
                middle(start, i);
                if (c == '{') {
                    open(Brackets.FIELD, LBRACE);
                } else if (format) {
                    brackets.close();
                    emit(RBRACE, 1);
                } else {
                    throw SyntaxProblem.invalid(i, "f-string: single '}' is not allowed");
                }
                return;
            }
            if (c == '\\') {
                i = strings.skipEscape(i, quote, brackets.raw());
            } else if (!triple && (c == '\n' || c == '\r')) {
                break;
            } else {
                i++;
            }
        }
        throw StringScanner.unterminated(brackets.offset(), triple);
    }

    private void middle(int start, int end) {
        position = end;
        if (end > start) {
            writer.add(FSTRING_MIDDLE, start, end, null);
        }
    }

    private SyntaxProblem invalidCharacter() {
        int c = Character.codePointAt(chars, position, Math.max(length, position + 1));
        if (c == '`') {
            return SyntaxProblem.python2(position, "Python 2: backticks", "write repr(...)");
        }
        String code = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
        String point = "U+" + "0".repeat(Math.max(0, 4 - code.length())) + code;
        boolean printable =
                !Character.isISOControl(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
        return SyntaxProblem.invalid(
                position,
                printable
                        ? "invalid character '" + Character.toString(c) + "' (" + point + ")"
                        : "invalid non-printable character " + point);
    }

    private void emit(int type, int size) {
        int start = position;
        position = start + size;
        writer.add(type, start, position, null);
    }
}
