// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Constraint;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's names: {@code table_column_label}, cut to 63 bytes in the middle, numbered where taken, as {@code
 * makeObjectName} and {@code ChooseRelationName} of its {@code commands/indexcmds.c} do.
 */
record PostgresqlNames() implements Names {

    /** {@code NAMEDATALEN - 1}. */
    private static final int MAX_BYTES = 63;

    @Override
    public @Nullable String constraint(Table table, Constraint constraint, Taken taken) {
        List<String> columns = constraint.columns();
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> choose(table.name(), "", "pkey", taken);
            case UNIQUE -> choose(table.name(), joined(columns), "key", taken);
            case EXCLUSION -> columns.isEmpty() ? null : choose(table.name(), joined(columns), "excl", taken);
            case FOREIGN_KEY -> chooseConstraint(table, joined(columns), "fkey");
            case CHECK -> chooseConstraint(table, columns.size() == 1 ? columns.get(0) : "", "check");
        };
    }

    @Override
    public @Nullable String index(Table table, Index index, Taken taken) {
        List<String> columns = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            String column = part.column();
            String name = column == null ? expressionName(part.expression()) : column;
            String free = name;
            for (int i = 1; columns.contains(free); i++) {
                free = name + i;
            }
            columns.add(free);
        }
        return choose(table.name(), joined(columns), "idx", taken);
    }

    /** An expression that is one function call is named after the function, any other {@code expr}. */
    private static String expressionName(@Nullable String expression) {
        if (expression == null) {
            return "expr";
        }
        String text = expression.trim();
        int open = text.indexOf('(');
        if (open <= 0 || !text.endsWith(")")) {
            return "expr";
        }
        for (int i = 0; i < open; i++) {
            if (!Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '_') {
                return "expr";
            }
        }
        return text.substring(0, open);
    }

    @Override
    public String sequence(QualifiedName table, String column, Taken taken) {
        return choose(table, column, "seq", taken);
    }

    private static String joined(List<String> columns) {
        return String.join("_", columns);
    }

    private static String choose(QualifiedName table, String middle, String label, Taken taken) {
        String name = make(table.name(), middle, label);
        for (int i = 1; taken.isTaken(table.withName(name)); i++) {
            name = make(table.name(), middle, label + i);
        }
        return name;
    }

    private static String chooseConstraint(Table table, String middle, String label) {
        String name = make(table.name().name(), middle, label);
        for (int i = 1; table.constraint(name).isPresent(); i++) {
            name = make(table.name().name(), middle, label + i);
        }
        return name;
    }

    /** The longer of both parts gives way, a byte at a time. */
    static String make(String first, String second, String label) {
        int firstBytes = bytes(first);
        int secondBytes = bytes(second);
        int overhead = label.length() + 1 + (second.isEmpty() ? 0 : 1);
        while (firstBytes + secondBytes > MAX_BYTES - overhead) {
            if (firstBytes > secondBytes) {
                firstBytes--;
            } else {
                secondBytes--;
            }
        }
        String start = clipped(first, firstBytes);
        return second.isEmpty() ? start + "_" + label : start + "_" + clipped(second, secondBytes) + "_" + label;
    }

    private static int bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

    private static String clipped(String text, int bytes) {
        String start = text;
        while (bytes(start) > bytes) {
            start = start.substring(0, start.length() - 1);
        }
        return start;
    }
}
