// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of a {@code case} clause, named after the class of CPython's {@code ast} module.
 */
public sealed interface Pattern extends Node {

    /** A literal or a dotted name that is compared with {@code ==}. */
    record MatchValue(Expression value, int start, int end) implements Pattern {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitMatchValue(this);
        }
    }

    /** {@code None}, {@code True} or {@code False}. */
    record MatchSingleton(ConstantValue value, int start, int end) implements Pattern {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitMatchSingleton(this);
        }
    }

    /** {@code [a, *b]}, {@code (a, b)} or {@code a, b}. */
    record MatchSequence(List<Pattern> patterns, int start, int end) implements Pattern {
        public MatchSequence {
            patterns = List.copyOf(patterns);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("patterns", patterns);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitMatchSequence(this);
        }
    }

    /** <code>{key: pattern, **rest}</code>. */
    record MatchMapping(
            List<Expression> keys,
            List<Pattern> patterns,
            @Nullable String rest,
            int start,
            int end) implements Pattern {
        public MatchMapping {
            keys = List.copyOf(keys);
            patterns = List.copyOf(patterns);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("keys", keys);
            visitor.nodes("patterns", patterns);
            visitor.value("rest", rest);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitMatchMapping(this);
        }
    }

    /** {@code cls(patterns, kwdAttrs=kwdPatterns)}. */
    record MatchClass(
            Expression cls,
            List<Pattern> patterns,
            List<String> kwdAttrs,
            List<Pattern> kwdPatterns,
            int start,
            int end)
            implements Pattern {
        public MatchClass {
            patterns = List.copyOf(patterns);
            kwdAttrs = List.copyOf(kwdAttrs);
            kwdPatterns = List.copyOf(kwdPatterns);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("cls", cls);
            visitor.nodes("patterns", patterns);
            visitor.value("kwd_attrs", kwdAttrs);
            visitor.nodes("kwd_patterns", kwdPatterns);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitMatchClass(this);
        }
    }

    /** {@code *name} within a sequence; null for {@code *_}. */
    record MatchStar(@Nullable String name, int start, int end) implements Pattern {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("name", name);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitMatchStar(this);
        }
    }

    /** {@code pattern as name}, a capture (only {@code name}), or the wildcard {@code _} (neither). */
    record MatchAs(@Nullable Pattern pattern, @Nullable String name, int start, int end) implements Pattern {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("pattern", pattern);
            visitor.value("name", name);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitMatchAs(this);
        }
    }

    /** {@code a | b}. */
    record MatchOr(List<Pattern> patterns, int start, int end) implements Pattern {
        public MatchOr {
            patterns = List.copyOf(patterns);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("patterns", patterns);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitMatchOr(this);
        }
    }
}
