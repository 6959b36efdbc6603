// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Value;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code sa.Enum} and its kin: the labels, the type's name, and what a column of it is on each database. */
final class EnumTypes {

    private final Interpreter interpreter;

    EnumTypes(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** The type of a column of an enum, on each database. */
    ColumnType type(Value.Symbol symbol, CallValue call) {
        List<String> labels = labels(call);
        boolean ofPostgresql = symbol.path().contains("postgresql");
        boolean ofMysql = symbol.path().contains("mysql");
        String inline = labels == null ? "" : "ENUM(" + quoted(labels) + ")";
        if (ofMysql) {
            return inline.isEmpty() ? ColumnType.UNKNOWN : ColumnType.of(inline);
        }
        String length = labels == null ? "" : "(" + longest(labels, call.keyword("length")) + ")";
        String plain = "VARCHAR" + length;
        if (call.keyword("native_enum") == Value.FALSE) {
            return ColumnType.of(plain);
        }
        QualifiedName name = name(call);
        ColumnType type = ColumnType.of(plain);
        if (!inline.isEmpty()) {
            type = type.on(Dialect.MYSQL, inline);
        }
        if (name == null) {
            return type.on(Dialect.POSTGRESQL, "");
        }
        EnumType named = new EnumType(name, labels == null ? List.of() : labels);
        boolean creates = !(ofPostgresql && call.keyword("create_type") == Value.FALSE);
        return new ColumnType(
                type.text(), type.on(Dialect.POSTGRESQL, name.toString()).variants(), named, creates);
    }

    /** The enum type's name: as given, or that of the Python class in lower case. */
    @Nullable
    QualifiedName name(CallValue call) {
        String schema = Values.name(call.keyword("schema"));
        Value given = call.keyword("name");
        if (!Values.isNone(given)) {
            String name = Values.name(given);
            return name == null ? null : new QualifiedName(schema, name);
        }
        Value first = call.argument(0);
        Value type = first == null ? null : interpreter.resolve(first);
        if (type instanceof ClassValue named && named.isEnum()) {
            return new QualifiedName(schema, named.name().toLowerCase(Locale.ROOT));
        }
        return type instanceof Value.Symbol symbol
                ? new QualifiedName(schema, symbol.name().toLowerCase(Locale.ROOT))
                : null;
    }

    /** The labels: texts, or the names of an enum class's members; null where they are not known. */
    @Nullable
    List<String> labels(CallValue call) {
        List<Value> items = call.arguments();
        Value first = items.isEmpty() ? null : interpreter.resolve(items.get(0));
        if (first instanceof ClassValue type && type.isEnum()) {
            boolean values = call.keyword("values_callable") != null;
            return memberLabels(type, values);
        }
        if (call.isOpen() || items.isEmpty()) {
            return null;
        }
        List<String> labels = new ArrayList<>(items.size());
        for (Value item : items) {
            String label = Values.name(item);
            if (label == null) {
                return null;
            }
            labels.add(label);
        }
        return labels;
    }

    private static @Nullable List<String> memberLabels(ClassValue type, boolean values) {
        List<String> labels = new ArrayList<>();
        for (InstanceValue member : type.members()) {
            String label = Values.name(member.attribute(values ? "value" : "name"));
            if (label == null) {
                return null;
            }
            labels.add(label);
        }
        return labels.isEmpty() ? null : labels;
    }

    private static long longest(List<String> labels, @Nullable Value length) {
        long longest = 0;
        for (String label : labels) {
            longest = Math.max(longest, label.length());
        }
        return length instanceof Value.IntegerValue number ? Math.max(longest, number.value()) : longest;
    }

    /** The labels as a list of SQL literals. */
    static String quoted(@Nullable List<String> labels) {
        StringBuilder text = new StringBuilder();
        for (String label : labels == null ? List.<String>of() : labels) {
            text.append(text.isEmpty() ? "'" : ",'")
                    .append(label.replace("'", "''"))
                    .append('\'');
        }
        return text.toString();
    }
}
