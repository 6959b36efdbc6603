// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tokens of one statement, shared by the readers of its parts. Not thread-safe.
 *
 * <p>Names come out as the database stores them: quotes are removed, and names without quotes are folded to lower case where
 * the database is PostgreSQL or not known, and kept as written elsewhere.
 */
final class Cursor {

    private final String text;
    private final List<Token> tokens;
    private final int first;
    private final int last;
    private final @Nullable Dialect dialect;
    private int at;

    Cursor(String text, List<Token> tokens, @Nullable Dialect dialect) {
        this(text, tokens, 0, tokens.size(), dialect);
    }

    private Cursor(String text, List<Token> tokens, int first, int last, @Nullable Dialect dialect) {
        this.text = text;
        this.tokens = tokens;
        this.first = first;
        this.last = last;
        this.at = first;
        this.dialect = dialect;
    }

    /** The database that the text is meant for, or null where that is not known. */
    @Nullable
    Dialect dialect() {
        return dialect;
    }

    boolean isMysql() {
        return dialect != null && dialect.isMysqlFamily();
    }

    // ---- where we are

    boolean atEnd() {
        return at >= last;
    }

    /** How many tokens this cursor spans. */
    int size() {
        return last - first;
    }

    /** The index of the current token, for {@link #textFrom} and {@link #moveTo}. */
    int mark() {
        return at;
    }

    void moveTo(int mark) {
        at = mark;
    }

    void moveToEnd() {
        at = last;
    }

    /** A cursor of its own over the tokens from one mark to another. */
    Cursor slice(int from, int to) {
        return new Cursor(text, tokens, from, to, dialect);
    }

    /** A cursor of its own over what is left. */
    Cursor remaining() {
        return slice(at, last);
    }

    /** The offset in the text of the first token; where there is none, behind the token before. */
    int start() {
        if (first < last) {
            return tokens.get(first).start();
        }
        return first > 0 ? tokens.get(first - 1).end() : 0;
    }

    /** The offset in the text behind the last token. */
    int end() {
        return first < last ? tokens.get(last - 1).end() : start();
    }

    @Nullable
    Token peek() {
        return peek(0);
    }

    @Nullable
    Token peek(int ahead) {
        return at + ahead < last && at + ahead >= first ? tokens.get(at + ahead) : null;
    }

    Token next() {
        if (at >= last) {
            throw NotReadException.expected("more");
        }
        return tokens.get(at++);
    }

    // ---- keywords and symbols

    boolean is(String keyword) {
        return is(0, keyword);
    }

    boolean is(int ahead, String keyword) {
        Token token = peek(ahead);
        return token != null && isKeyword(token, keyword);
    }

    private boolean isKeyword(Token token, String keyword) {
        return token.kind() == Token.Kind.WORD
                && token.end() - token.start() == keyword.length()
                && text.regionMatches(true, token.start(), keyword, 0, keyword.length());
    }

    boolean isAny(String... keywords) {
        for (String keyword : keywords) {
            if (is(keyword)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these keywords stand here one after the other. */
    boolean isSequence(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!is(i, keywords[i])) {
                return false;
            }
        }
        return true;
    }

    /** Moves behind these keywords where all of them stand here, one after the other. */
    boolean accept(String... keywords) {
        if (!isSequence(keywords)) {
            return false;
        }
        at += keywords.length;
        return true;
    }

    /** Moves behind one of these keywords. */
    boolean acceptAny(String... keywords) {
        if (isAny(keywords)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String keyword) {
        if (!accept(keyword)) {
            throw NotReadException.expected(keyword);
        }
    }

    boolean isSymbol(String symbol) {
        return isSymbol(0, symbol);
    }

    boolean isSymbol(int ahead, String symbol) {
        Token token = peek(ahead);
        return token != null
                && token.kind() == Token.Kind.SYMBOL
                && token.end() - token.start() == symbol.length()
                && text.startsWith(symbol, token.start());
    }

    boolean acceptSymbol(String symbol) {
        if (isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw NotReadException.expected(symbol);
        }
    }

    void expectEnd() {
        if (!atEnd()) {
            throw NotReadException.expected("the end");
        }
    }

    boolean isKind(Token.Kind kind) {
        return isKind(0, kind);
    }

    boolean isKind(int ahead, Token.Kind kind) {
        Token token = peek(ahead);
        return token != null && token.kind() == kind;
    }

    /** The current word in capitals, or the empty string where no word stands here. */
    String keyword() {
        return keyword(0);
    }

    String keyword(int ahead) {
        Token token = peek(ahead);
        return token != null && token.kind() == Token.Kind.WORD
                ? text.substring(token.start(), token.end()).toUpperCase(Locale.ROOT)
                : "";
    }

    boolean acceptIfExists() {
        return accept("IF", "EXISTS");
    }

    boolean acceptIfNotExists() {
        return accept("IF", "NOT", "EXISTS");
    }

    // ---- names

    boolean isName() {
        return isName(0);
    }

    boolean isName(int ahead) {
        Token token = peek(ahead);
        return token != null
                && (token.kind() == Token.Kind.WORD
                        || token.kind() == Token.Kind.QUOTED
                        || token.kind() == Token.Kind.STRING && text.charAt(token.start()) == '"');
    }

    /** A name without a schema. */
    String name() {
        if (!isName()) {
            throw NotReadException.expected("a name");
        }
        return nameOf(next());
    }

    /** The name that a token stands for. */
    String nameOf(Token token) {
        String written = text.substring(token.start(), token.end());
        return nameOf(written, token.kind() == Token.Kind.WORD);
    }

    private String nameOf(String written, boolean isWord) {
        if (written.indexOf(Lexer.UNKNOWN_PIECE) >= 0) {
            throw NotReadException.unknownName();
        }
        if (isWord) {
            return foldsToLowerCase() ? written.toLowerCase(Locale.ROOT) : written;
        }
        char close = written.charAt(written.length() - 1);
        int open = written.startsWith("U&") || written.startsWith("u&") ? 3 : 1;
        if (written.length() <= open) {
            throw NotReadException.expected("a closed name");
        }
        String inner = written.substring(open, written.length() - 1);
        return inner.indexOf(close) < 0 ? inner : inner.replace("" + close + close, "" + close);
    }

    private boolean foldsToLowerCase() {
        return dialect == null || dialect == Dialect.POSTGRESQL;
    }

    /** The name in a text of its own, by the rules of this cursor's database. */
    QualifiedName nameIn(String written) {
        return over(written, 0, written.length(), dialect).qualifiedName();
    }

    /** A name with up to two qualifiers, of which the one before the name is kept as the schema. */
    QualifiedName qualifiedName() {
        String schema = null;
        String name = name();
        while (isSymbol(".") && isName(1) || isSymbol("..") && isName(1)) {
            schema = isSymbol(".") ? name : null;
            at++;
            name = name();
        }
        return new QualifiedName(schema, name);
    }

    /** Names between parentheses; what follows a name up to the comma is left out. */
    List<String> nameList() {
        List<String> names = new ArrayList<>();
        for (Cursor item : group().items()) {
            names.add(item.name());
        }
        return names;
    }

    // ---- strings

    /** The value of the string that stands here. */
    String string() {
        if (!isKind(Token.Kind.STRING)) {
            throw NotReadException.expected("a string");
        }
        return Literals.value(text, next(), isMysql());
    }

    /** Like {@link #string()}, but a piece that is not known is refused. */
    String knownString() {
        String value = string();
        if (value.indexOf(Lexer.UNKNOWN_PIECE) >= 0) {
            throw NotReadException.unknownName();
        }
        return value;
    }

    /** The value of a string token. */
    String valueOf(Token token) {
        return Literals.value(text, token, isMysql());
    }

    boolean isDollarQuoted(Token token) {
        return text.charAt(token.start()) == '$';
    }

    /** A cursor over the tokens of what stands inside a string, at the same offsets. */
    Cursor within(Token token) {
        int start = Literals.contentStart(text, token);
        return over(text, start, Literals.contentEnd(text, token, start), dialect);
    }

    /** A cursor over the tokens of a part of a text. */
    static Cursor over(String text, int start, int end, @Nullable Dialect dialect) {
        Lexer lexer = new Lexer(text, start, end, dialect);
        List<Token> tokens = new ArrayList<>();
        while (lexer.skipSpace()) {
            tokens.add(lexer.token());
        }
        return new Cursor(text, tokens, dialect);
    }

    // ---- groups

    /** A cursor over what stands between the parentheses that open here; moves behind them. */
    Cursor group() {
        expectSymbol("(");
        int from = at;
        at--;
        skipOne();
        int to = at;
        if (to - 1 >= from
                && tokens.get(to - 1).end() - tokens.get(to - 1).start() == 1
                && text.charAt(tokens.get(to - 1).start()) == ')') {
            return slice(from, to - 1);
        }
        throw NotReadException.expected(")");
    }

    /** Moves over one token, or over a whole group in parentheses or brackets. */
    void skipOne() {
        int depth = 0;
        do {
            Token token = next();
            if (token.kind() == Token.Kind.SYMBOL && token.end() - token.start() == 1) {
                char c = text.charAt(token.start());
                if (c == '(' || c == '[') {
                    depth++;
                } else if ((c == ')' || c == ']') && depth > 0) {
                    depth--;
                }
            }
        } while (depth > 0 && at < last);
    }

    /** What is left, cut at the commas that stand outside of parentheses. Moves to the end. */
    List<Cursor> items() {
        List<Cursor> items = new ArrayList<>();
        int from = at;
        while (at < last) {
            if (isSymbol(",")) {
                items.add(slice(from, at));
                at++;
                from = at;
            } else {
                skipOne();
            }
        }
        if (from < last || !items.isEmpty()) {
            items.add(slice(from, last));
        }
        return items;
    }

    /** Moves to one of these keywords outside of parentheses, or to the end; true where one was found. */
    boolean seek(String... keywords) {
        while (at < last) {
            if (isAny(keywords) && !isPartOfDistinctFrom()) {
                return true;
            }
            skipOne();
        }
        return false;
    }

    private boolean isPartOfDistinctFrom() {
        return is("FROM") && at > first && is(-1, "DISTINCT") && (is(-2, "IS") || is(-2, "NOT"));
    }

    // ---- texts

    /** The text from a mark up to here. */
    String textFrom(int mark) {
        return text(mark, at, false);
    }

    /** The text from here to the end; moves there. */
    String rest() {
        String rest = text(at, last, false);
        at = last;
        return rest;
    }

    /** The text of all tokens of this cursor. */
    String whole() {
        return text(first, last, false);
    }

    /** The text between two marks as written. */
    String written(int from, int to) {
        return from < to
                ? text.substring(tokens.get(from).start(), tokens.get(to - 1).end())
                : "";
    }

    /** The text for another parser: what is bound later or not known is a {@code ?}. */
    String textForParser() {
        return text(first, last, true);
    }

    /** How many parentheses, brackets and {@code CASE} are open at once at most. */
    int nesting() {
        int deepest = 0;
        int depth = 0;
        for (int i = first; i < last; i++) {
            Token token = tokens.get(i);
            char c = text.charAt(token.start());
            if (token.kind() == Token.Kind.SYMBOL) {
                depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            } else if (token.kind() == Token.Kind.WORD) {
                depth += isKeyword(token, "CASE") ? 1 : isKeyword(token, "END") ? -1 : 0;
            }
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** Whether a piece of the text between two marks is not known. */
    boolean hasUnknownPiece() {
        int unknown = text.indexOf(Lexer.UNKNOWN_PIECE, start());
        return unknown >= 0 && unknown < end();
    }

    /** Comments left out, one blank for any white space, {@code ?} for what is not known and, if asked for, what is bound later. */
    private String text(int from, int to, boolean placeholders) {
        StringBuilder result = new StringBuilder();
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            if (i > from && tokens.get(i - 1).end() < token.start()) {
                result.append(' ');
            }
            if (isUnknown(token) || placeholders && token.kind() == Token.Kind.PLACEHOLDER) {
                result.append('?');
            } else {
                result.append(text, token.start(), token.end());
            }
        }
        return result.toString();
    }

    private boolean isUnknown(Token token) {
        for (int i = token.start(); i < token.end(); i++) {
            if (text.charAt(i) == Lexer.UNKNOWN_PIECE) {
                return true;
            }
        }
        return false;
    }
}
