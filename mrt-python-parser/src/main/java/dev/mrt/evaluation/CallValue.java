// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of calling something from outside of what was evaluated, such as {@code sa.Column("x", sa.Integer())}: it is
 * known by how it was made. Immutable; two calls are never equal.
 */
public final class CallValue implements Value {

    private final Value callee;
    private final List<Value> arguments;
    private final Map<String, Value> keywords;
    private final boolean open;
    private final MigrationSource file;
    private final SourceRange range;

    /**
     * A call.
     *
     * @param open whether there may be more arguments than are known ({@code *args} of an unknown value)
     */
    public CallValue(
            Value callee,
            List<Value> arguments,
            Map<String, Value> keywords,
            boolean open,
            MigrationSource file,
            SourceRange range) {
        this.callee = callee;
        this.arguments = List.copyOf(arguments);
        this.keywords = keywords.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
        this.open = open;
        this.file = file;
        this.range = range;
    }

    /** What is called: a {@link Value.Symbol}, or a {@link Value.Attribute} of some other value for a method. */
    public Value callee() {
        return callee;
    }

    /** The positional arguments. */
    public List<Value> arguments() {
        return arguments;
    }

    /** The keyword arguments, in order. */
    public Map<String, Value> keywords() {
        return keywords;
    }

    /** Whether there may be more arguments than are known. */
    public boolean isOpen() {
        return open;
    }

    /** The file the call is written in. */
    public MigrationSource file() {
        return file;
    }

    /** Where the call is written in its file. */
    public SourceRange range() {
        return range;
    }

    /** The dotted path of the symbol called, or the empty string where something else is called. */
    public String path() {
        return callee instanceof Symbol symbol ? symbol.path() : "";
    }

    /** The last name of what is called: function, class or method; the empty string where it has none. */
    public String name() {
        if (callee instanceof Symbol symbol) {
            return symbol.name();
        }
        return callee instanceof Attribute attribute ? attribute.name() : "";
    }

    /** The value that a method is called on, or null for a function. */
    public @Nullable Value receiver() {
        return callee instanceof Attribute attribute ? attribute.owner() : null;
    }

    /** The argument of that position, or null where there are fewer. */
    public @Nullable Value argument(int position) {
        return position < arguments.size() ? arguments.get(position) : null;
    }

    /** The argument of that position or that keyword, or null. */
    public @Nullable Value argument(int position, String keyword) {
        return position < arguments.size() ? arguments.get(position) : keywords.get(keyword);
    }

    /** The keyword argument, or null. */
    public @Nullable Value keyword(String keyword) {
        return keywords.get(keyword);
    }
}
