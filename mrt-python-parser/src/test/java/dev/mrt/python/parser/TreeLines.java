// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import dev.mrt.python.Arguments;
import dev.mrt.python.Comprehension;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.FieldVisitor;
import dev.mrt.python.MatchCase;
import dev.mrt.python.Module;
import dev.mrt.python.Node;
import dev.mrt.python.PythonDump;
import dev.mrt.python.WithItem;
import dev.mrt.source.LineIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a tree of ours as {@code dump_trees.py} writes CPython's: one line for each node. */
final class TreeLines {

    private record Child(@Nullable Node node, String name) {}

    private final LineIndex lines;

    TreeLines(LineIndex lines) {
        this.lines = lines;
    }

    List<String> of(Node root) {
        List<String> out = new ArrayList<>();
        Deque<Child> pending = new ArrayDeque<>();
        pending.push(new Child(root, ""));
        while (!pending.isEmpty()) {
            Child next = pending.pop();
            if (next.node == null) {
                out.add("N " + next.name + " None");
                continue;
            }
            StringBuilder line =
                    new StringBuilder("N ").append(next.name).append(' ').append(PythonDump.kind(next.node));
            line.append(position(next.node)).append(' ');
            List<Child> children = new ArrayList<>();
            int fieldsStart = line.length();
            next.node.fields(new Fields(line, children));
            line.setLength(Math.max(fieldsStart, line.length() - 1));
            out.add(line.toString());
            for (int i = children.size() - 1; i >= 0; i--) {
                pending.push(children.get(i));
            }
        }
        return out;
    }

    private String position(Node node) {
        if (node instanceof Module
                || node instanceof Arguments
                || node instanceof Comprehension
                || node instanceof WithItem
                || node instanceof MatchCase) {
            return "";
        }
        return " " + lines.line(node.start()) + " " + lines.utf8Column(node.start()) + " " + lines.line(node.end())
                + " " + lines.utf8Column(node.end());
    }

    private static String text(String value) {
        boolean plain = true;
        for (int i = 0; i < value.length(); i++) {
            plain &= value.charAt(i) >= 32 && value.charAt(i) < 127;
        }
        if (plain) {
            return "'" + value + "'";
        }
        StringBuilder text = new StringBuilder("u");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 32 && c < 127) {
                text.append(c);
            } else {
                text.append(String.format("<%04x>", (int) c));
            }
        }
        return text.toString();
    }

    private static String scalar(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof String string) {
            return text(string);
        }
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        if (value instanceof ConstantValue constant) {
            return constant(constant);
        }
        if (value instanceof Integer number) {
            return Integer.toString(number, 16);
        }
        return PythonDump.kind((Enum<?>) value);
    }

    private static String constant(ConstantValue value) {
        if (value instanceof ConstantValue.StringValue string) {
            return text(string.value());
        }
        if (value instanceof ConstantValue.BytesValue bytes) {
            StringBuilder hex = new StringBuilder("b");
            for (byte b : bytes.toByteArray()) {
                hex.append(String.format(Locale.ROOT, "%02x", b));
            }
            return hex.toString();
        }
        if (value instanceof ConstantValue.IntegerValue integer) {
            return integer.value().toString(16);
        }
        return PythonDump.literal(value);
    }

    private record Fields(StringBuilder line, List<Child> children) implements FieldVisitor {
        @Override
        public void node(String name, @Nullable Node node) {
            if (node == null) {
                value(name, null);
            } else {
                children.add(new Child(node, name));
            }
        }

        @Override
        public void nodes(String name, List<? extends @Nullable Node> nodes) {
            line.append(name).append('=').append(nodes.size()).append(' ');
            for (Node node : nodes) {
                children.add(new Child(node, name));
            }
        }

        @Override
        public void value(String name, @Nullable Object value) {
            if (value instanceof List<?> list) {
                line.append(name).append('=').append(list.size()).append(' ');
                for (Object element : list) {
                    line.append(scalar(element)).append(' ');
                }
            } else {
                line.append(name).append('=').append(scalar(value)).append(' ');
            }
        }
    }
}
