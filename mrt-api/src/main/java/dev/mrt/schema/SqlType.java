// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column on one dialect. Types are written as some SQL text and {@linkplain TypeSystem normalised} to the
 * form in which that dialect's catalog prints them, so that equal types are equal records.
 *
 * @param name lower-case type name without parameters, such as {@code character varying}; a user type keeps its case
 * @param parameters length, or precision and scale, in order; empty where none was given
 * @param labels the labels of an inline {@code ENUM} or {@code SET} (MySQL), otherwise empty
 * @param dimensions array dimensions, 0 for a plain type
 * @param unsigned MySQL's {@code UNSIGNED}
 */
public record SqlType(String name, List<Integer> parameters, List<String> labels, int dimensions, boolean unsigned) {

    /** A type that could not be read; equal only to itself and never a reason for a claim. */
    public static final SqlType UNKNOWN = new SqlType("?", List.of(), List.of(), 0, false);

    public SqlType {
        parameters = List.copyOf(parameters);
        labels = List.copyOf(labels);
    }

    /** As of any record; written out as in {@link QualifiedName}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof SqlType that
                        && name.equals(that.name)
                        && parameters.equals(that.parameters)
                        && labels.equals(that.labels)
                        && dimensions == that.dimensions
                        && unsigned == that.unsigned);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + parameters.hashCode();
    }

    /** A type by name and parameters. */
    public static SqlType of(String name, Integer... parameters) {
        return new SqlType(name, List.of(parameters), List.of(), 0, false);
    }

    /** True for {@link #UNKNOWN}. */
    public boolean isUnknown() {
        return equals(UNKNOWN);
    }

    /** The same type as an array with this many dimensions. */
    public SqlType array(int count) {
        return new SqlType(name, parameters, labels, count, unsigned);
    }

    /** The type as the catalog prints it, such as {@code timestamp(6) without time zone} or {@code text[]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int head = name.indexOf(' ');
        boolean inner = head > 0 && (name.startsWith("timestamp ") || name.startsWith("time "));
        text.append(inner ? name.substring(0, head) : name);
        if (!parameters.isEmpty()) {
            text.append('(');
            for (int i = 0; i < parameters.size(); i++) {
                text.append(i == 0 ? "" : ",").append(parameters.get(i));
            }
            text.append(')');
        }
        if (inner) {
            text.append(name, head, name.length());
        }
        if (!labels.isEmpty()) {
            text.append('(');
            for (int i = 0; i < labels.size(); i++) {
                text.append(i == 0 ? "'" : ",'")
                        .append(labels.get(i).replace("'", "''"))
                        .append('\'');
            }
            text.append(')');
        }
        if (unsigned) {
            text.append(" unsigned");
        }
        text.append("[]".repeat(dimensions));
        return text.toString();
    }
}
