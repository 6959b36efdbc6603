// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import dev.mrt.python.ConstantValue.BytesValue;
import dev.mrt.python.ConstantValue.StringValue;
import dev.mrt.python.Expression;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The string literals that stand side by side, or the format specification of a replacement field, as they come. Python makes one
 * node of them.
 */
final class StringParts {

    private final String source;

    /** Constants (one for each piece of text), formatted values and interpolations. */
    private final List<Expression> parts = new ArrayList<>(2);

    private boolean strings;
    private boolean bytes;
    private boolean formatted;
    private boolean templates;

    /** Of the formatted string that is open. */
    private boolean raw;

    private boolean template;

    StringParts(String source) {
        this.source = source;
    }

    /** The parts of a format specification within a formatted string. */
    static StringParts formatSpecification(StringParts outer) {
        StringParts parts = new StringParts(outer.source);
        parts.raw = outer.raw;
        return parts;
    }

    /** Adds a literal that is not formatted. */
    void add(Token token) {
        PythonToken literal = (PythonToken) token;
        StringLiteral.Opening opening = StringLiteral.Opening.of(source, literal.start);
        String value = StringLiteral.decode(source, literal.start, literal.end, opening);
        if (opening.bytes()) {
            bytes = true;
            parts.add(new Expression.Constant(new BytesValue(value), null, literal.start, literal.end));
        } else {
            strings = true;
            addText(value, opening.unicode() ? "u" : null, literal.start, literal.end);
        }
    }

    /** Begins a formatted string. */
    void open(Token token) {
        StringLiteral.Opening opening = StringLiteral.Opening.of(source, ((PythonToken) token).start);
        raw = opening.raw();
        template = opening.template();
        formatted |= !template;
        templates |= template;
    }

    /** Adds literal text of a formatted string. */
    void middle(Token token) {
        PythonToken text = (PythonToken) token;
        addText(StringLiteral.decodeFormatted(source, text.start, text.end, raw), null, text.start, text.end);
    }

    void field(ReplacementField field) {
        Expression debugText = field.debugText(source);
        if (debugText != null) {
            parts.add(debugText);
        }
        parts.add(template ? field.toInterpolation(source) : field.toFormattedValue());
    }

    /** The literals as one expression. */
    Expression toExpression(int start, int end) {
        if (bytes && (strings || formatted || templates)) {
            throw SyntaxProblem.invalid(start, "cannot mix bytes and other literals");
        }
        if (templates) {
            if (strings || formatted) {
                throw SyntaxProblem.invalid(start, "cannot mix t-strings and other literals");
            }
            return new Expression.TemplateStr(joined(), start, end);
        }
        if (formatted) {
            return new Expression.JoinedStr(joined(), start, end);
        }
        return constant(0, parts.size(), start, end);
    }

    /** The specification as one expression; {@code start} is where the colon stands. */
    Expression toFormatSpecification(int start, int end) {
        return new Expression.JoinedStr(joined(), start, end);
    }

    private void addText(String value, @Nullable String kind, int start, int end) {
        parts.add(new Expression.Constant(new StringValue(value), kind, start, end));
    }

    /** The parts, with neighbouring texts made one and empty ones left out. */
    private List<Expression> joined() {
        List<Expression> result = new ArrayList<>(parts.size());
        int i = 0;
        while (i < parts.size()) {
            int from = i;
            while (i < parts.size() && parts.get(i) instanceof Expression.Constant) {
                i++;
            }
            if (i == from) {
                result.add(parts.get(i++));
                continue;
            }
            Expression.Constant text =
                    constant(from, i, parts.get(from).start(), parts.get(i - 1).end());
            if (!(text.value() instanceof StringValue string) || !string.value().isEmpty()) {
                result.add(text);
            }
        }
        return result;
    }

    private Expression.Constant constant(int from, int to, int start, int end) {
        Expression.Constant first = (Expression.Constant) parts.get(from);
        if (to - from == 1) {
            return first;
        }
        StringBuilder value = new StringBuilder();
        for (int i = from; i < to; i++) {
            Expression.Constant part = (Expression.Constant) parts.get(i);
            value.append(
                    part.value() instanceof StringValue string ? string.value() : ((BytesValue) part.value()).value());
        }
        return new Expression.Constant(
                bytes ? new BytesValue(value.toString()) : new StringValue(value.toString()), first.kind(), start, end);
    }
}
