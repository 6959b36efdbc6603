// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import dev.mrt.source.LineIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree as CPython's <a href="https://docs.python.org/3/library/ast.html#ast.dump">{@code ast.dump}</a> does: the form of
 * Python 3.9 to 3.12, which shows empty lists; optional children that are absent are left out. {@code type_params} is shown only
 * where there are any, so that the text does not depend on the version. Thread-safe.
 */
public final class PythonDump {

    /** With an indent, a node of so many simple fields still stands on one line. */
    private static final int SHORT = 3;

    private final @Nullable LineIndex lines;
    private final String indent;

    private PythonDump(@Nullable LineIndex lines, String indent) {
        this.lines = lines;
        this.indent = indent;
    }

    /** Writes everything on one line and without positions, as {@code ast.dump(node)}. */
    public static PythonDump plain() {
        return new PythonDump(null, "");
    }

    /** Adds positions, as {@code include_attributes=True}. */
    public PythonDump withPositions(LineIndex lines) {
        return new PythonDump(lines, indent);
    }

    /** Puts every node and element on a line of its own, as {@code indent=spaces}; 0 for none. */
    public PythonDump withIndent(int spaces) {
        return new PythonDump(lines, " ".repeat(spaces));
    }

    /** The text of a node and everything below it. */
    public String dump(Node node) {
        return node(node, 0);
    }

    /** The name of CPython's class for a node, such as {@code Expr} or {@code arg}. */
    public static String kind(Node node) {
        String name = node.getClass().getSimpleName();
        return switch (name) {
            case "ExpressionStatement" -> "Expr";
            case "ListExpression" -> "List";
            case "SetExpression" -> "Set";
            case "Argument" -> "arg";
            case "WithItem" -> "withitem";
            case "MatchCase" -> "match_case";
            case "Arguments", "Keyword", "Alias", "Comprehension" -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }

    /** The name of CPython's class for an operator or a context, such as {@code NotEq}. */
    public static String kind(Enum<?> value) {
        return switch (value.name()) {
            case "MATMULT" -> "MatMult";
            case "LSHIFT" -> "LShift";
            case "RSHIFT" -> "RShift";
            case "BITOR" -> "BitOr";
            case "BITXOR" -> "BitXor";
            case "BITAND" -> "BitAnd";
            case "FLOORDIV" -> "FloorDiv";
            case "UADD" -> "UAdd";
            case "USUB" -> "USub";
            default -> {
                StringBuilder name = new StringBuilder();
                boolean upper = true;
                for (int i = 0; i < value.name().length(); i++) {
                    char c = value.name().charAt(i);
                    if (c != '_') {
                        name.append(upper ? c : Character.toLowerCase(c));
                    }
                    upper = c == '_';
                }
                yield name.toString();
            }
        };
    }

    /** A value as Python's {@code repr} writes it. */
    public static String literal(ConstantValue value) {
        if (value instanceof ConstantValue.StringValue string) {
            return PythonRepr.string(string.value());
        }
        if (value instanceof ConstantValue.BytesValue bytes) {
            return PythonRepr.bytes(bytes.value());
        }
        if (value instanceof ConstantValue.IntegerValue integer) {
            return integer.value().toString();
        }
        if (value instanceof ConstantValue.FloatValue number) {
            return PythonRepr.number(number.value());
        }
        if (value instanceof ConstantValue.ComplexValue complex) {
            String number = PythonRepr.number(complex.imaginary());
            return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + "j";
        }
        return value == ConstantValue.Singleton.ELLIPSIS ? "Ellipsis" : kind((ConstantValue.Singleton) value);
    }

    private static boolean hasPosition(Node node) {
        return !(node instanceof Module
                || node instanceof Arguments
                || node instanceof Comprehension
                || node instanceof WithItem
                || node instanceof MatchCase);
    }

    private String node(Node node, int level) {
        Fields fields = new Fields(level + 1);
        node.fields(fields);
        if (node instanceof Module) {
            fields.value("type_ignores", List.of());
        }
        LineIndex index = lines;
        if (index != null && hasPosition(node)) {
            fields.value("lineno", index.line(node.start()));
            fields.value("col_offset", index.utf8Column(node.start()));
            fields.value("end_lineno", index.line(node.end()));
            fields.value("end_col_offset", index.utf8Column(node.end()));
        }
        boolean onOneLine = fields.simple && fields.texts.size() <= SHORT;
        return kind(node) + '(' + join(fields.texts, onOneLine ? 0 : level + 1) + ')';
    }

    /** Puts the texts on lines of their own at a level, or on one line at level 0 and where there is no indent. */
    private String join(List<String> texts, int level) {
        if (indent.isEmpty() || level == 0) {
            return String.join(", ", texts);
        }
        String line = "\n" + indent.repeat(level);
        return line + String.join("," + line, texts);
    }

    private static String scalar(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof String string) {
            return PythonRepr.string(string);
        }
        if (value instanceof ConstantValue constant) {
            return literal(constant);
        }
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        return value instanceof Enum<?> operator ? kind(operator) + "()" : value.toString();
    }

    /** The texts {@code name=value} of one node's fields. */
    private final class Fields implements FieldVisitor {

        private final int level;
        private final List<String> texts = new ArrayList<>();
        /** Whether no field has anything below it. */
        private boolean simple = true;

        Fields(int level) {
            this.level = level;
        }

        @Override
        public void node(String name, @Nullable Node node) {
            if (node != null) {
                String text = PythonDump.this.node(node, level);
                simple &= text.endsWith("()");
                texts.add(name + '=' + text);
            }
        }

        @Override
        public void nodes(String name, List<? extends @Nullable Node> nodes) {
            if (!name.equals("type_params") || !nodes.isEmpty()) {
                list(name, nodes);
            }
        }

        @Override
        public void value(String name, @Nullable Object value) {
            if (value instanceof List<?> list) {
                list(name, list);
            } else if (value != null) {
                texts.add(name + '=' + scalar(value));
            }
        }

        private void list(String name, List<?> elements) {
            List<String> elementTexts = new ArrayList<>(elements.size());
            for (Object element : elements) {
                elementTexts.add(
                        element instanceof Node node ? PythonDump.this.node(node, level + 1) : scalar(element));
            }
            simple &= elements.isEmpty();
            texts.add(name + "=[" + (elements.isEmpty() ? "" : join(elementTexts, level + 1)) + "]");
        }
    }
}
