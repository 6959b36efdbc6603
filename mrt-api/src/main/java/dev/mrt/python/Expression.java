// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression, named after the class of CPython's {@code ast} module.
 */
public sealed interface Expression extends Node {

    /** {@code a and b and c}: a chain of one operator is one node. */
    record BoolOp(BooleanOperator op, List<Expression> values, int start, int end) implements Expression {
        public BoolOp {
            values = List.copyOf(values);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("op", op);
            visitor.nodes("values", values);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitBoolOp(this);
        }
    }

    /** {@code target := value}. */
    record NamedExpr(Expression target, Expression value, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("target", target);
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitNamedExpr(this);
        }
    }

    /** {@code left op right}. */
    record BinOp(Expression left, BinaryOperator op, Expression right, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("left", left);
            visitor.value("op", op);
            visitor.node("right", right);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitBinOp(this);
        }
    }

    /** {@code op operand}. */
    record UnaryOp(UnaryOperator op, Expression operand, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("op", op);
            visitor.node("operand", operand);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitUnaryOp(this);
        }
    }

    /** {@code lambda args: body}. */
    record Lambda(Arguments args, Expression body, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("args", args);
            visitor.node("body", body);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitLambda(this);
        }
    }

    /** {@code body if test else orElse}. */
    record IfExp(Expression test, Expression body, Expression orElse, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("test", test);
            visitor.node("body", body);
            visitor.node("orelse", orElse);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitIfExp(this);
        }
    }

    /** <code>{key: value, **value}</code>: {@code keys} holds null where {@code values} holds an unpacked mapping. */
    record Dict(List<@Nullable Expression> keys, List<Expression> values, int start, int end) implements Expression {
        public Dict {
            keys = NullableLists.copyOf(keys);
            values = List.copyOf(values);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("keys", keys);
            visitor.nodes("values", values);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitDict(this);
        }
    }

    /** <code>{elts}</code>: CPython's {@code Set}. */
    record SetExpression(List<Expression> elts, int start, int end) implements Expression {
        public SetExpression {
            elts = List.copyOf(elts);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("elts", elts);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitSetExpression(this);
        }
    }

    /** {@code [elt for ...]}. */
    record ListComp(Expression elt, List<Comprehension> generators, int start, int end) implements Expression {
        public ListComp {
            generators = List.copyOf(generators);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("elt", elt);
            visitor.nodes("generators", generators);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitListComp(this);
        }
    }

    /** <code>{elt for ...}</code>. */
    record SetComp(Expression elt, List<Comprehension> generators, int start, int end) implements Expression {
        public SetComp {
            generators = List.copyOf(generators);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("elt", elt);
            visitor.nodes("generators", generators);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitSetComp(this);
        }
    }

    /** <code>{key: value for ...}</code>. */
    record DictComp(Expression key, Expression value, List<Comprehension> generators, int start, int end)
            implements Expression {
        public DictComp {
            generators = List.copyOf(generators);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("key", key);
            visitor.node("value", value);
            visitor.nodes("generators", generators);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitDictComp(this);
        }
    }

    /** {@code (elt for ...)}. The range includes the parentheses. */
    record GeneratorExp(Expression elt, List<Comprehension> generators, int start, int end) implements Expression {
        public GeneratorExp {
            generators = List.copyOf(generators);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("elt", elt);
            visitor.nodes("generators", generators);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitGeneratorExp(this);
        }
    }

    /** {@code await value}. */
    record Await(Expression value, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitAwait(this);
        }
    }

    /** {@code yield value}. */
    record Yield(@Nullable Expression value, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitYield(this);
        }
    }

    /** {@code yield from value}. */
    record YieldFrom(Expression value, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitYieldFrom(this);
        }
    }

    /** {@code left ops[0] comparators[0] ops[1] comparators[1]}, such as {@code a < b <= c}. */
    record Compare(Expression left, List<ComparisonOperator> ops, List<Expression> comparators, int start, int end)
            implements Expression {
        public Compare {
            ops = List.copyOf(ops);
            comparators = List.copyOf(comparators);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("left", left);
            visitor.value("ops", ops);
            visitor.nodes("comparators", comparators);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitCompare(this);
        }
    }

    /** {@code func(args, keywords)}. {@code *x} is a {@link Starred} among {@code args}; {@code **x} is a {@link Keyword} without a name. */
    record Call(Expression func, List<Expression> args, List<Keyword> keywords, int start, int end)
            implements Expression {
        public Call {
            args = List.copyOf(args);
            keywords = List.copyOf(keywords);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("func", func);
            visitor.nodes("args", args);
            visitor.nodes("keywords", keywords);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitCall(this);
        }
    }

    /** A replacement field of an f-string, <code>{value!conversion:formatSpec}</code>. {@code conversion} is the character {@code s}, {@code r} or {@code a} as a number, or -1. {@code formatSpec} is a {@link JoinedStr}. */
    record FormattedValue(
            Expression value, int conversion, @Nullable Expression formatSpec, int start, int end)
            implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
            visitor.value("conversion", conversion);
            visitor.node("format_spec", formatSpec);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitFormattedValue(this);
        }
    }

    /** A replacement field of a t-string. {@code str} is the source text of {@code value}; the other fields are as in {@link FormattedValue}. */
    record Interpolation(
            Expression value,
            String str,
            int conversion,
            @Nullable Expression formatSpec,
            int start,
            int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
            visitor.value("str", str);
            visitor.value("conversion", conversion);
            visitor.node("format_spec", formatSpec);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitInterpolation(this);
        }
    }

    /** An f-string, also when concatenated implicitly with other strings: {@link Constant} and {@link FormattedValue} parts. */
    record JoinedStr(List<Expression> values, int start, int end) implements Expression {
        public JoinedStr {
            values = List.copyOf(values);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("values", values);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitJoinedStr(this);
        }
    }

    /** A t-string: {@link Constant} and {@link Interpolation} parts. */
    record TemplateStr(List<Expression> values, int start, int end) implements Expression {
        public TemplateStr {
            values = List.copyOf(values);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("values", values);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitTemplateStr(this);
        }
    }

    /** A literal. Strings that stand side by side are one node. {@code kind} is {@code "u"} for a string that starts with a {@code u} prefix, otherwise null. */
    record Constant(ConstantValue value, @Nullable String kind, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("value", value);
            visitor.value("kind", kind);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitConstant(this);
        }
    }

    /** {@code value.attr}. */
    record Attribute(Expression value, String attr, ExpressionContext ctx, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
            visitor.value("attr", attr);
            visitor.value("ctx", ctx);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitAttribute(this);
        }
    }

    /** {@code value[slice]}. */
    record Subscript(Expression value, Expression slice, ExpressionContext ctx, int start, int end)
            implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
            visitor.node("slice", slice);
            visitor.value("ctx", ctx);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitSubscript(this);
        }
    }

    /** {@code *value}. */
    record Starred(Expression value, ExpressionContext ctx, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
            visitor.value("ctx", ctx);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitStarred(this);
        }
    }

    /** A name, normalised to NFKC as Python does. */
    record Name(String id, ExpressionContext ctx, int start, int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("id", id);
            visitor.value("ctx", ctx);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitName(this);
        }
    }

    /** {@code [elts]}: CPython's {@code List}. */
    record ListExpression(List<Expression> elts, ExpressionContext ctx, int start, int end) implements Expression {
        public ListExpression {
            elts = List.copyOf(elts);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("elts", elts);
            visitor.value("ctx", ctx);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitListExpression(this);
        }
    }

    /** {@code a, b} or {@code (a, b)}. The range includes the parentheses that belong to it. */
    record Tuple(List<Expression> elts, ExpressionContext ctx, int start, int end) implements Expression {
        public Tuple {
            elts = List.copyOf(elts);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("elts", elts);
            visitor.value("ctx", ctx);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitTuple(this);
        }
    }

    /** {@code lower:upper:step} within a subscript. */
    record Slice(
            @Nullable Expression lower,
            @Nullable Expression upper,
            @Nullable Expression step,
            int start,
            int end) implements Expression {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("lower", lower);
            visitor.node("upper", upper);
            visitor.node("step", step);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitSlice(this);
        }
    }
}
